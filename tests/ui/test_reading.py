"""What is read and fetched: pages of the service, its language, files of a ticket."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from cabinet_tui.domain.ticket_media import Media, MediaFile, MediaKind
from tests.services.fake_reading import READING, Reading
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

RULES = "\n\n".join(
    ["# Rules", "Ask [support](https://t.me/helper) first.", "[@click=app.quit]x[/] \x1b[31m"]
    + [f"{number}. Be kind, rule {number}." for number in range(1, 60)]
    + ["The end: https://vpn.example.com/end"]
)


def reading_house() -> tuple[House, Reading]:
    reading = Reading()
    house = full_house(reading, READING)
    house.server.account = replace(house.server.account, language="ru")
    reading.pages.texts = {
        (PageName.QUESTIONS, "ru"): "Why? Because.",
        (PageName.RULES, "ru"): RULES,
        (PageName.RULES, "en"): "Rules in English",
    }
    return house, reading


async def at_account(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("7")
    await stage.until_shown("Questions and answers", "Rules")


@pytest.mark.walk
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_pages_are_read_searched_and_their_links_followed(size: tuple[int, int]) -> None:
    house, _reading = reading_house()
    async with staged(house, size=size) as stage:
        await at_account(stage)
        await stage.press("d")
        await stage.until_shown("Questions and answers  1 of 2", "Why? Because.")
        await stage.press("right")
        await stage.until_shown(
            "Rules  2 of 2", "Ask support (t.me) first.", "[@click=app.quit]x[/]"
        )
        assert "The end" not in stage.text()
        await stage.press("slash")
        await stage.type("RULE 5")
        await stage.press("enter")
        await stage.until_shown("1 of 11", "rule 5.")
        await stage.press("N")
        await stage.until_shown("11 of 11", "rule 59.")
        await stage.press("n", "n")
        await stage.until_shown("2 of 11", "rule 50.")
        await stage.press("end")
        await stage.until_shown("The end")
        await stage.press("l")
        await stage.until_shown("Links", "vpn.example.com")
        await stage.press("down", "enter")
        await stage.until_shown("Leads to vpn.example.com.")
        await stage.press("o")
        await stage.until(lambda: stage.opened == ["https://vpn.example.com/end"])
        await stage.press("escape")
        await stage.press("escape")
        await stage.until_shown("This session")


async def test_a_page_that_cannot_be_had_says_so_and_is_had_later() -> None:
    house, _reading = reading_house()
    house.wire.failures["page"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await at_account(stage)
        await stage.press("d")
        await stage.until_shown("cannot be reached")
        del house.wire.failures["page"]
        await stage.press("r")
        await stage.until_shown("Why? Because.")
        await stage.until_gone("cannot be reached")


async def test_the_language_of_the_account_is_chosen() -> None:
    house, reading = reading_house()
    async with staged(house) as stage:
        await at_account(stage)
        await stage.press("l")
        await stage.until_shown("Language of the account", "Русский", "English")
        await stage.press("down", "enter")
        await stage.until_shown("Language of the account: English")
        assert reading.language.current == "en"
        await stage.until_shown("language        English, l changes it")
        await stage.press("d", "right")
        await stage.until_shown("Rules in English")


async def test_without_such_a_server_there_are_no_keys_for_it() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7")
        await stage.until_shown("This session")
        await stage.press("d", "l")
        assert "Documents" not in stage.text()
        assert "changes it" not in stage.text()
        assert len(stage.app.screen_stack) == 1


def house_with_files() -> House:
    house, reading = reading_house()
    house.server.tickets = [Ticket(1, "Pictures", TicketStatus.OPEN)]
    photo = Media(MediaKind.PHOTO, "F1", "T1", "Press this")
    log = Media(MediaKind.DOCUMENT, "F2", "T2")
    house.server.talks[1] = (
        Message(1, "Look:", from_support=True, media=(photo,)),
        Message(2, "And these:", from_support=True, media=(photo, log)),
    )
    reading.media.files = {
        "F1": MediaFile(b"P" * 119_600, "image/jpeg"),
        "F2": MediaFile(b"L" * 900, "text/plain", "../node.log"),
    }
    return house


async def in_the_chat(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("6")
    await stage.until_shown("Pictures")
    await stage.press("enter")
    await stage.until_shown("[photo 120 kB] Press this", "[document 900 B]")


async def test_files_of_a_ticket_are_told_and_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with staged(house_with_files()) as stage:
        await in_the_chat(stage)
        await stage.press("s")
        await stage.until_shown("Save a file", "[photo 120 kB] Press this", "[document 900 B]")
        await stage.press("down", "enter")
        await stage.until_shown("node.log", "Enter saves it.")
        await stage.press("enter")
        saved = tmp_path / "node.log"
        await stage.until(saved.exists)
        await stage.until_shown("Saved:")
        assert saved.read_bytes() == b"L" * 900
        assert saved.stat().st_mode & 0o777 == 0o600
        await stage.press("escape")
        await stage.press("up", "s")
        await stage.until_shown("message-1.jpg")
        stage.app.screen.query_one(Input).value = "node.log"
        await stage.press("enter")
        await stage.until_shown("is there already. Replace it?")
        await stage.press("n")
        await stage.until_shown("Nothing was saved.")
        assert saved.read_bytes() == b"L" * 900
        await stage.press("enter")
        await stage.until_shown("Replace it?")
        await stage.press("y")
        await stage.until(lambda: saved.stat().st_size == 119_600)


async def test_a_ticket_that_support_blocked_takes_no_answer() -> None:
    house = house_with_files()
    await house.tickets.conversation(1)
    part = house.state().conversation(1)
    assert part.value is not None
    blocked = replace(part, value=replace(part.value, is_blocked=True))
    async with staged(house) as stage:
        await in_the_chat(stage)
        house.store.update(lambda state: replace(state, conversations={1: blocked}))
        await stage.until_shown("Support takes no more answers in this ticket.")
        await stage.until_gone("w Write")
        await stage.press("w")
        assert not stage.app.screen.query("Composer TextArea:focus")
