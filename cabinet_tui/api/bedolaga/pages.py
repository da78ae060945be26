"""Rules, legal texts and answers to questions: ``/info``; needs no session."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from pydantic import BeforeValidator

from cabinet_tui.api.bedolaga.bare import bare
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Integer, Moment, Text, Wire, each
from cabinet_tui.domain.markup_text import DOCUMENT, readable_text
from cabinet_tui.domain.service_pages import PageName, Question, ServicePage, as_one
from cabinet_tui.domain.text import clean

_MOST_QUESTIONS = 200
_PATHS: Final[Mapping[PageName, str]] = {
    PageName.QUESTIONS: "/info/faq",
    PageName.RULES: "/info/rules",
    PageName.OFFER: "/info/public-offer",
    PageName.PRIVACY: "/info/privacy-policy",
    PageName.RECURRENT: "/info/recurrent-payments",
}


def _document(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return clean(text, multiline=True, limit=DOCUMENT)


Markup = Annotated[str, BeforeValidator(_document)]
"""A document in the markup that its service writes."""


class PageReply(Wire):
    """The answer to each of the pages but the questions."""

    content: Markup = ""
    updated_at: Moment = None


class QuestionItem(Wire):
    """One item of ``GET /info/faq``."""

    title: Text = ""
    content: Markup = ""
    order: Integer = None


class VisibilityReply(Wire):
    """``GET /info/visibility``: what the operator wants to be shown."""

    faq: Flag = None
    rules: Flag = None
    privacy: Flag = None
    offer: Flag = None
    recurrent: Flag = None

    def names(self) -> Sequence[PageName]:
        """The pages that are not hidden."""
        shown = {
            PageName.QUESTIONS: self.faq,
            PageName.RULES: self.rules,
            PageName.OFFER: self.offer,
            PageName.PRIVACY: self.privacy,
            PageName.RECURRENT: self.recurrent,
        }
        return tuple(name for name, is_shown in shown.items() if is_shown is not False)


class BedolagaPages:
    """Satisfies ``services.gateways.pages.PagesGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def names(self) -> Sequence[PageName]:
        """The pages that the operator shows."""
        call = Call("GET", "/info/visibility", public=True)
        return (await self._client.ask(call, VisibilityReply)).names()

    async def page(self, name: PageName, language: str) -> ServicePage:
        """One page, in the server's own language where it has no text in this one."""
        query = {"language": language} if language else None
        call = Call("GET", _PATHS[name], query=query, public=True)
        if name is PageName.QUESTIONS:
            items = each(QuestionItem, (await bare(self._client, call))[:_MOST_QUESTIONS])
            items.sort(key=lambda item: item.order or 0)
            return ServicePage(
                name, as_one([Question(item.title, readable_text(item.content)) for item in items])
            )
        reply = await self._client.ask(call, PageReply)
        return ServicePage(name, readable_text(reply.content), reply.updated_at)
