"""/info, as far as it is text to read: questions, rules and legal documents."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from cabinet_tui.sandbox.bedolaga import texts
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Say
from cabinet_tui.sandbox.bedolaga.schemas.pages import FaqPage, PageBody, Visibility
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.scenarios.venom import TEXTS

router = APIRouter(prefix="/info")

Language = Annotated[str, Query(min_length=2, max_length=10)]
WRITTEN_AT = "2026-11-23T09:10:44.120340+00:00"


@router.get("/visibility")
async def visibility(say: Say) -> WireJSON:
    """Which of them the operator shows."""
    return say(Visibility())


@router.get("/faq")
async def faq(box: Box, say: Say) -> WireJSON:
    """Questions and answers, as a bare list."""
    return say(_questions(box))


@router.get("/faq/{page_id}")
async def faq_page(box: Box, say: Say, page_id: int) -> WireJSON:
    """One of them."""
    found = next((page for page in _questions(box) if page.id == page_id), None)
    if found is None:
        raise HTTPException(404, "FAQ page not found")
    return say(found)


@router.get("/rules")
async def rules(box: Box, say: Say, language: Language = "ru") -> WireJSON:
    """The rules, as a bot has them: HTML whose lines count."""
    return say(_page(box, texts.RULES, language, WRITTEN_AT))


@router.get("/public-offer")
async def public_offer(box: Box, say: Say, language: Language = "ru") -> WireJSON:
    """The offer, as a web page has it."""
    return say(_page(box, texts.OFFER, language, WRITTEN_AT))


@router.get("/privacy-policy")
async def privacy_policy(box: Box, say: Say, language: Language = "ru") -> WireJSON:
    """The privacy policy, in Markdown."""
    return say(_page(box, texts.PRIVACY, language, WRITTEN_AT))


@router.get("/recurrent-payments")
async def recurrent_payments(box: Box, say: Say, language: Language = "ru") -> WireJSON:
    """The terms of standing payments, which nobody has touched yet."""
    return say(_page(box, texts.RECURRENT, language, None))


def _page(
    box: Sandbox, pages: Mapping[str, str], language: str, updated_at: str | None
) -> PageBody:
    content = texts.told(pages, language)
    if box.scenario.distortions:
        content = "".join(f"<p>{text}<script>alert(1)</script>" for text in TEXTS) + content
    return PageBody(content=content, updated_at=updated_at)


def _questions(box: Sandbox) -> list[FaqPage]:
    pairs = list(texts.QUESTIONS)
    if box.scenario.distortions:
        pairs += [(text, text) for text in TEXTS]
    return [
        FaqPage(id=number, title=title, content=content, order=number - 1)
        for number, (title, content) in enumerate(pairs, 1)
    ]
