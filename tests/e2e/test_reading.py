"""Pages, the account's language and files of tickets, on a Bedolaga server, end to end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import WIDE, live
from tests.sandbox_server import SandboxServer


@pytest.fixture
def bedolaga(home: Path) -> Iterator[SandboxServer]:
    with SandboxServer(dialect="bedolaga") as server:
        yield server


def test_pages_are_read_without_an_account(
    cabinet: CabinetCommand, bedolaga: SandboxServer
) -> None:
    where = ("--server", bedolaga.url)
    assert cabinet("pages", *where, "--json").document["pages"] == [
        "faq",
        "rules",
        "offer",
        "privacy",
        "recurrent",
    ]
    told = cabinet("page", "offer", *where)
    assert (told.code, told.err) == (0, "")
    assert "Публичная оферта" in told.out
    assert "- цены указаны в рублях;" in told.out
    assert told.out.rstrip().endswith("https://vpn.example.com/offer")
    assert "<" not in told.out
    document = cabinet("page", "faq", *where, "--json").document
    assert document["links"] == ["https://vpn.example.com/offer"]


def test_the_language_of_the_account(cabinet: CabinetCommand, bedolaga: SandboxServer) -> None:
    cabinet.sign_in(bedolaga)
    assert cabinet("language", "--json").document["language"] == "ru"
    assert cabinet("language", "en", "--dry-run").out == "language  ru  →  en\n"
    assert cabinet("language", "--json").document["language"] == "ru"
    assert cabinet("language", "en", "--yes").out.endswith("Language of the account: English\n")
    assert cabinet("language", "--json").document["language"] == "en"
    assert "Rules of the service" in cabinet("page", "rules").out
    wrong = cabinet("language", "tlh", "--yes")
    assert wrong.code != 0
    assert "It is one of: ru, en, ua, fa." in wrong.err
    refused = cabinet("language", "ru", "--yes", "--read-only")
    assert refused.code != 0
    assert cabinet("language", "--json").document["language"] == "en"


def test_files_of_a_ticket_are_saved(
    cabinet: CabinetCommand, bedolaga: SandboxServer, tmp_path: Path
) -> None:
    cabinet.sign_in(bedolaga)
    ticket, message = with_files(cabinet, 2)
    there = tmp_path / "files"
    there.mkdir()
    told = cabinet("ticket", "save", str(ticket), str(message), "--to", str(there))
    assert (told.code, told.err) == (0, "")
    names = sorted(path.name for path in there.iterdir())
    assert names == [f"message-{message}-1.png", "node log.txt"]
    picture = there / names[0]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_mode & 0o777 == 0o600
    again = cabinet("ticket", "save", str(ticket), str(message), "--to", str(there))
    assert again.code != 0
    assert "--replace" in again.err
    assert (
        cabinet("ticket", "save", str(ticket), str(message), "--to", str(there), "--replace").code
        == 0
    )
    assert "[document]" in cabinet("ticket", "show", str(ticket)).out


def test_on_a_server_of_the_documented_api_there_is_nothing_of_it(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    cabinet.sign_in(world)
    for words in (("pages",), ("page", "rules"), ("language",), ("language", "en", "--yes")):
        told = cabinet(*words)
        assert told.code != 0
        assert "not" in told.complaint


async def test_the_screens_read_the_service_too(bedolaga: SandboxServer) -> None:
    async with live(bedolaga, size=WIDE) as stage:
        await stage.until_live()
        await stage.press("7")
        await stage.until_shown("Questions and answers", "Privacy policy")
        await stage.press("d")
        await stage.until_shown("Как подключиться?", "1 of 5")
        await stage.press("left")
        await stage.until_shown("Recurrent payments  5 of 5", "Регулярные платежи")
        await stage.press("escape", "l")
        await stage.until_shown("Language of the account", "Українська")
        await stage.press("down", "enter")
        await stage.until_shown("Language of the account: English")
        await stage.press("d", "right")
        await stage.until_shown("Rules of the service")
        await stage.press("escape", "6")
        await stage.until_shown("Support")


def with_files(cabinet: CabinetCommand, count: int) -> tuple[int, int]:
    """The numbers of a ticket and of a message in it with so many files."""
    tickets = cabinet("tickets", "--json").document["tickets"]
    assert isinstance(tickets, list)
    for ticket in tickets:
        shown = cabinet("ticket", "show", str(ticket["id"]), "--json").document["messages"]
        assert isinstance(shown, list)
        for message in shown:
            if len(message["files"]) == count:
                return ticket["id"], message["id"]
    raise AssertionError(tickets)
