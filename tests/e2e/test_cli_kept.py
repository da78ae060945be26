"""What commands keep on the computer, show without the server, and take away again."""

from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.dialects import BEDOLAGA, DIALECTS
from tests.e2e.kept_file import asked, changed, every_byte, kept_files
from tests.sandbox_server import SandboxServer

both = pytest.mark.parametrize("dialect", DIALECTS, indirect=True)
bedolaga = pytest.mark.parametrize("dialect", [BEDOLAGA], indirect=True)


def link_of(command: CabinetCommand) -> str:
    return str(command("link", "--json").document["link"])


@both
def test_the_link_without_the_server(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    link = link_of(signed_in)
    sandbox.stop()

    told = signed_in("link", "--offline")

    assert (told.code, told.out) == (0, f"{link}\n")
    assert "the server was not asked" in told.complaint
    assert signed_in("link").code == 7


@both
def test_the_link_without_the_server_for_programs_and_phones(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    link = link_of(signed_in)
    code = signed_in("link", "--qr").out
    sandbox.stop()

    document = signed_in("link", "--offline", "--json").document
    assert (document["link"], document["offline"]) == (link, True)
    assert str(document["as_of"]).endswith("Z")
    assert signed_in("link", "--offline", "--qr").out == code


@both
def test_how_things_stood_without_the_server(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    there = signed_in("status", "--json").document
    sandbox.stop()

    document = signed_in("status", "--offline", "--json").document
    for name in ("account", "balance_kopeks", "subscription", "unread_replies"):
        assert document[name] == there[name], name
    assert document["pending_payments"] is None
    told = signed_in("status", "--offline")
    assert told.code == 0
    assert "1,540.50" in told.out
    assert "old; the server was not asked" in told.complaint


def test_nothing_is_kept_of_somebody_who_never_signed_in(
    cabinet: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    for command in ("link", "status"):
        told = cabinet(command, "--server", sandbox.url, "--offline")

        assert (told.code, told.out) == (3, "")
        assert "Nothing is kept here" in told.complaint
    assert kept_files(home) == []


@both
def test_signing_out_wipes_it_and_every_byte_of_the_link(
    signed_in: CabinetCommand, home: Path
) -> None:
    link = link_of(signed_in)
    assert link.encode() in every_byte(home)

    assert signed_in("logout").code == 0

    assert link.encode() not in every_byte(home)
    assert signed_in("link", "--offline").code == 3


@both
def test_a_session_that_is_in_memory_only_leaves_nothing(
    cabinet: CabinetCommand, sandbox: SandboxServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABINET_TOKEN_STORE", "memory")
    assert cabinet.sign_in(sandbox).code == 0
    assert kept_files(home) == []
    assert cabinet("link", "--offline").code == 3


@both
def test_each_profile_has_a_file_of_its_own(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    link_of(signed_in)
    told = signed_in("link", "--offline", "--profile", "other", "--server", sandbox.url)
    assert told.code == 3


@bedolaga
def test_a_link_that_was_taken_back_is_not_shown(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    before = link_of(signed_in)

    # The new link cannot be read any more: the old one must be gone all the same.
    sandbox.order("faults", path="/subscription/revoke", method="POST", cut="after", times=1)
    signed_in("revoke", "--yes")

    assert signed_in("link", "--offline").out != f"{before}\n"
    after = link_of(signed_in)
    assert after != before
    assert signed_in("link", "--offline").out == f"{after}\n"
    assert before.encode() not in every_byte(home)


@bedolaga
def test_a_link_that_the_service_hides_now_is_not_shown(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    before = link_of(signed_in)
    sandbox.order("operator", hide_links=True)
    assert signed_in("link").code == 3

    told = signed_in("link", "--offline")

    assert (told.code, told.out) == (3, "")
    assert before.encode() not in every_byte(home)


@bedolaga
def test_one_of_several_by_its_number(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    sandbox.order("several", enabled=True)
    other = sandbox.order("another-subscription", tariff_id=3, days=60)
    signed_in("subscriptions")
    named = {
        number: str(signed_in("link", "--subscription", str(number)).out) for number in (other, 1)
    }
    sandbox.stop()
    for number, link in named.items():
        told = signed_in("link", "--offline", "--subscription", str(number))
        assert (told.code, told.out) == (0, link)
    assert signed_in("link", "--offline", "--subscription", "999").code == 3


@both
def test_a_reply_nobody_is_sure_of_is_not_sent_twice_by_the_next_command(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    tickets = signed_in("tickets", "--json").document["tickets"]
    assert isinstance(tickets, list)
    ticket = str(tickets[0]["id"])
    sandbox.order("faults", path=f"/tickets/{ticket}/messages", method="POST", cut="after", times=1)
    reading = f"/tickets/{ticket}" + ("" if sandbox.dialect == BEDOLAGA else "/messages")
    reply = ("ticket", "reply", ticket, "Hello?", "--yes")

    # The ticket can be read before, and not any more after.
    sandbox.order("faults", path=reading, method="GET", delay=0, times=1)
    sandbox.order("faults", path=reading, method="GET", status=503)
    first = signed_in(*reply)
    sandbox.clear_faults()
    assert first.code == 9, first.err
    assert asked(home, "SELECT text FROM outbox") == [("Hello?",)]

    second = signed_in(*reply)

    assert second.code == 0, second.err
    messages = signed_in("ticket", "show", ticket, "--json").document["messages"]
    assert isinstance(messages, list)
    assert [message["text"] for message in messages].count("Hello?") == 1
    assert asked(home, "SELECT text FROM outbox") == []


@both
def test_words_stay_for_their_account_until_they_are_to_be_forgotten(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    signed_in("status")
    changed(home, "INSERT INTO drafts SELECT server, account, 2, 'Begun' FROM kept_sessions")

    told = signed_in("logout")
    assert "Drafts and unsent messages stay here" in told.complaint
    assert asked(home, "SELECT text FROM drafts") == [("Begun",)]

    signed_in.sign_in(sandbox)
    assert signed_in("logout", "--forget").err == ""
    assert asked(home, "SELECT text FROM drafts") == []
    assert b"Begun" not in every_byte(home)


@both
def test_a_file_that_was_made_by_a_newer_program_is_as_good_as_none(
    signed_in: CabinetCommand, home: Path
) -> None:
    link = link_of(signed_in)
    changed(home, "UPDATE last_known SET version = version + 1")
    assert signed_in("link", "--offline").code == 3
    assert link_of(signed_in) == link
    assert signed_in("link", "--offline").code == 0
