"""The services over the Bedolaga sandbox: pages, the account's language, news, files."""

from dataclasses import replace

import pytest

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import NotFound, Rejected
from cabinet_tui.domain.markup_text import DOCUMENT
from cabinet_tui.domain.readable import Shape
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.text import clean
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.state import AppState
from tests.sandbox_server import SandboxServer
from tests.services.sandbox_cabinet import signed_in, until, visiting, watched


@pytest.fixture
def sandbox() -> "SandboxServer":
    return SandboxServer(dialect="bedolaga")


def state(cabinet: Cabinet) -> AppState:
    return cabinet.store.state


async def test_every_page_can_be_read_without_signing_in(sandbox: SandboxServer) -> None:
    async with sandbox, visiting(sandbox) as cabinet:
        assert Capability.PAGES in state(cabinet).capabilities
        await cabinet.pages.names_if_stale()
        names = state(cabinet).page_names.told()
        assert names is not None
        assert set(names) == set(PageName)
        for name in names:
            await cabinet.pages.refresh_if_stale(name)
            page = state(cabinet).page(name).told()
            assert page is not None
            assert page.text.text
            assert "<" not in page.text.text
            assert any(span.shape in (Shape.HEADING, Shape.STRONG) for span in page.text.spans)


async def test_a_page_is_asked_for_once_in_each_language(sandbox: SandboxServer) -> None:
    async with sandbox, signed_in(sandbox) as cabinet:
        await cabinet.language.refresh()
        await cabinet.pages.refresh_if_stale(PageName.RULES)
        russian = state(cabinet).page(PageName.RULES).told()
        choice = await cabinet.language.choose("en")
        assert choice.name == "English"
        assert not state(cabinet).page(PageName.RULES).is_wanted
        await cabinet.pages.refresh_if_stale(PageName.RULES)
        english = state(cabinet).page(PageName.RULES).told()
        assert russian is not None
        assert english is not None
        assert russian.text.text != english.text.text
        await cabinet.pages.refresh_if_stale(PageName.RULES)
        assert sum(one.endswith("/info/rules") for one in asked(sandbox)) == 2


async def test_a_language_that_is_not_known_stays_what_it_was(sandbox: SandboxServer) -> None:
    async with sandbox, signed_in(sandbox) as cabinet:
        with pytest.raises(Rejected, match="It is one of: ru, en"):
            await cabinet.language.choose("xx")
        await cabinet.language.refresh()
        assert state(cabinet).language.told() is not None
        assert state(cabinet).reading_language == "ru"


async def test_answers_are_news_until_their_ticket_is_opened(sandbox: SandboxServer) -> None:
    async with sandbox, signed_in(sandbox) as cabinet:
        ticket = next(item for item in state(cabinet).tickets.told() or () if not item.is_closed)
        sandbox.order(f"tickets/{ticket.id}/reply", message="Look again")
        await cabinet.tickets.refresh()
        assert unread(cabinet, ticket.id) >= 1
        await cabinet.tickets.conversation(ticket.id)
        assert unread(cabinet, ticket.id) == 0
        await cabinet.tickets.refresh()
        assert unread(cabinet, ticket.id) == 0


async def test_files_tell_their_size_and_can_be_had(sandbox: SandboxServer) -> None:
    async with sandbox, signed_in(sandbox) as cabinet:
        files = []
        for ticket in state(cabinet).tickets.told() or ():
            await cabinet.tickets.conversation(ticket.id)
            talk = state(cabinet).conversation(ticket.id).told()
            found = [media for message in talk.messages for media in message.media] if talk else []
            if found:
                await cabinet.media.learn_sizes(ticket.id)
            files += found
        assert len(files) == 3
        for media in files:
            size = state(cabinet).media_sizes[media.file_id]
            file = await cabinet.media.fetch(media)
            assert len(file.content) == size
            assert media.token not in repr(media)
        log = next(media for media in files if media.kind == "document")
        assert (await cabinet.media.fetch(log)).suggested_name("x") == "node log.txt"
        with pytest.raises(Rejected):
            await cabinet.media.fetch(replace(log, token="other"))
        with pytest.raises(NotFound):
            await cabinet.media.fetch(replace(log, file_id="gone"))


async def test_no_answer_is_taken_where_support_blocked_the_ticket(sandbox: SandboxServer) -> None:
    async with sandbox, signed_in(sandbox) as cabinet:
        ticket = next(item for item in state(cabinet).tickets.told() or () if not item.is_closed)
        sandbox.order(f"tickets/{ticket.id}/block")
        await cabinet.tickets.conversation(ticket.id)
        talk = state(cabinet).conversation(ticket.id).told()
        assert talk is not None
        assert talk.is_blocked


async def test_an_answer_reaches_whoever_looks_at_its_ticket(sandbox: SandboxServer) -> None:
    async with sandbox, watched(sandbox) as cabinet:
        ticket = next(item for item in state(cabinet).tickets.told() or () if not item.is_closed)
        await cabinet.tickets.conversation(ticket.id)
        cabinet.tickets.look_at(ticket.id)
        sandbox.order(f"tickets/{ticket.id}/reply", message="Look at this")

        def has_come(now: AppState) -> bool:
            talk = now.conversation(ticket.id).value
            return talk is not None and talk.messages[-1].text == "Look at this"

        await until(cabinet.store, has_come)
        await until(cabinet.store, lambda now: now.unread == 0)


def unread(cabinet: Cabinet, ticket_id: int) -> int:
    tickets = cabinet.store.state.tickets.told() or ()
    return next(ticket.unread for ticket in tickets if ticket.id == ticket_id)


def asked(sandbox: SandboxServer) -> list[str]:
    seen = sandbox.control.get("/sandbox/requests").json()
    return [f"{one['method']} {one['path']}" for one in seen]


async def test_hostile_pages_steer_nothing() -> None:
    async with (
        SandboxServer("hostile", dialect="bedolaga") as sandbox,
        visiting(sandbox) as cabinet,
    ):
        for name in PageName:
            await cabinet.pages.refresh(name)
            page = state(cabinet).page(name).told()
            assert page is not None
            text = page.text.text
            assert clean(text, multiline=True, limit=DOCUMENT * 8) == text
            assert "\x1b" not in text
            assert "alert(1)" not in text or "javascript:alert(1)" in text
            schemes = {link.url.partition(":")[0] for link in page.text.links}
            assert schemes <= {"https", "mailto"}
