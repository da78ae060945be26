"""Words in the file: each account's own, and messages that only one process sends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cabinet_tui.domain.outbox import (
    MaybeSent,
    NotSent,
    Opening,
    OutboxMessage,
    OutboxState,
    TicketDraft,
    Words,
)
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.place import file_of
from cabinet_tui.persistence.words import WordRows

AT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
SERVER = "https://vpn.example.com/cabinet"
MESSAGE = OutboxMessage(4, ticket_id=3, text="Hello\nthere", at=AT)


class Drawer:
    """The file of a test, as one run after another finds it."""

    def __init__(self, folder: Path) -> None:
        self.path = file_of("home", folder / "profiles")

    def rows(self, server: str = SERVER) -> WordRows:
        return WordRows(Database(self.path, lambda _path: None), server)

    async def message(self, account: int = 1) -> OutboxMessage:
        (message,) = (await self.rows().words(account)).outbox
        return message


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path)


async def test_nothing_was_left(drawer: Drawer) -> None:
    assert await drawer.rows().words(1) == Words()
    assert not drawer.path.parent.exists()


async def test_what_was_begun_comes_back(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep_drafts(1, {3: "Черновик\nдва", 4: "other"})
    await rows.keep_new_ticket(1, TicketDraft("Subject", "Text"))
    opening = Opening(TicketDraft("S", "T"), frozenset({1, 2}), AT)
    await rows.keep_opening(1, opening)
    assert await drawer.rows().words(1) == Words(
        {3: "Черновик\nдва", 4: "other"},
        TicketDraft("Subject", "Text"),
        opening=replace(opening, is_of_before=True),
    )


async def test_what_is_not_wanted_any_more_goes(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep_drafts(1, {3: "one", 4: "two"})
    await rows.keep_drafts(1, {3: ""})
    await rows.keep_new_ticket(1, TicketDraft("Subject", "Text"))
    await rows.keep_new_ticket(1, TicketDraft())
    await rows.keep_opening(1, Opening(TicketDraft("S", "T"), frozenset(), AT))
    await rows.keep_opening(1, None)
    assert await drawer.rows().words(1) == Words({4: "two"})


async def test_a_ticket_that_is_open_is_neither_begun_nor_being_opened(drawer: Drawer) -> None:
    rows = drawer.rows()
    for account in (1, 2):
        await rows.keep_new_ticket(account, TicketDraft("S", "T"))
        await rows.keep_opening(account, Opening(TicketDraft("S", "T"), frozenset(), AT))
    await rows.opened(1)
    assert await rows.words(1) == Words()
    assert (await rows.words(2)).new_ticket == TicketDraft("S", "T")


async def test_each_account_and_each_server_has_its_own(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep_drafts(1, {3: "of one"})
    await rows.keep_drafts(2, {3: "of two"})
    await rows.add(1, MESSAGE)
    assert await rows.words(2) == Words({3: "of two"})
    assert await drawer.rows("https://other.example.com").words(1) == Words()


async def test_a_message_that_never_left_says_so(drawer: Drawer) -> None:
    number = await drawer.rows().add(1, MESSAGE)
    found = await drawer.message()
    assert isinstance(found.error, NotSent)
    assert replace(found, error=None) == OutboxMessage(
        0, 3, "Hello\nthere", AT, OutboxState.FAILED, kept_id=number, is_of_before=True
    )


async def test_a_message_that_left_may_have_arrived(drawer: Drawer) -> None:
    number = await drawer.rows().add(1, MESSAGE)
    leaving = replace(MESSAGE, kept_id=number, before=frozenset({7, 5}), left_at=AT)
    assert await drawer.rows().leaves(leaving, None)
    found = await drawer.message()
    assert isinstance(found.error, MaybeSent)
    assert (found.before, found.left_at) == (frozenset({5, 7}), AT)
    await drawer.rows().stays(number)
    assert isinstance((await drawer.message()).error, NotSent)


async def test_only_one_process_lets_a_message_leave(drawer: Drawer) -> None:
    number = await drawer.rows().add(1, MESSAGE)
    leaving = replace(MESSAGE, kept_id=number, before=frozenset(), left_at=AT)
    assert await drawer.rows().leaves(leaving, None)
    later = replace(leaving, left_at=AT + timedelta(seconds=1))
    assert not await drawer.rows().leaves(later, None)
    assert await drawer.rows().leaves(later, AT)
    await drawer.rows().drop(number)
    assert not await drawer.rows().leaves(later, later.left_at)
    assert (await drawer.rows().words(1)).outbox == ()


async def test_messages_come_back_in_the_order_of_writing(drawer: Drawer) -> None:
    rows = drawer.rows()
    for text in ("one", "two", "three"):
        await rows.add(1, replace(MESSAGE, text=text))
    assert [message.text for message in (await rows.words(1)).outbox] == ["one", "two", "three"]


async def test_forgetting_takes_the_words_of_every_account_here(drawer: Drawer) -> None:
    rows, other = drawer.rows(), drawer.rows("https://other.example.com")
    for account in (1, 2):
        await rows.keep_drafts(account, {3: "draft"})
        await rows.keep_new_ticket(account, TicketDraft("Subject", "Text"))
        await rows.keep_opening(account, Opening(TicketDraft("S", "T"), frozenset(), AT))
        await rows.add(account, MESSAGE)
    await other.keep_drafts(1, {3: "there"})
    await rows.forget_words()
    assert await rows.words(1) == await rows.words(2) == Words()
    assert await other.words(1) == Words({3: "there"})
    everything = b"".join(file.read_bytes() for file in drawer.path.parent.iterdir())
    assert b"Hello" not in everything


async def test_half_a_character_of_a_paste_keeps_nothing_from_being_kept(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep_drafts(1, {3: "half \ud83d"})
    await rows.keep_new_ticket(1, TicketDraft("\udc00", "text"))
    await rows.add(1, replace(MESSAGE, text="\ud83d"))
    words = await rows.words(1)
    assert words.drafts == {3: "half ?"}
    assert words.new_ticket == TicketDraft("?", "text")
    assert (await drawer.message()).text == "?"


async def test_what_the_file_says_steers_no_terminal(drawer: Drawer) -> None:
    rows = drawer.rows()
    await rows.keep_drafts(1, {3: "\x1b]0;title\x07text"})
    await rows.add(1, replace(MESSAGE, text="\x1b[2Jtext"))
    assert (await rows.words(1)).drafts == {3: "text"}
    assert (await drawer.message()).text == "text"


async def test_a_long_draft_loses_nothing(drawer: Drawer) -> None:
    rows = drawer.rows()
    text = "Слово " * 20_000
    await rows.keep_drafts(1, {3: text})
    assert (await rows.words(1)).drafts == {3: text}
