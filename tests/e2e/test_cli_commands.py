"""Each command against a real server, for people and for programs."""

import re
import stat
import tomllib

import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def balance_of(sandbox: SandboxServer) -> int:
    ledger = sandbox.look("ledger")
    assert isinstance(ledger, dict)
    return int(ledger["balance_kopeks"])


def test_login_says_who_is_signed_in_and_where_the_session_is(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    told = cabinet.sign_in(sandbox)

    assert (told.code, told.err) == (0, "")
    assert DEMO_EMAIL in told.out
    assert "a file only you can read" in told.out


def test_login_remembers_the_server(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    path = signed_in.home / "config" / "cabinet-tui" / "config.toml"

    kept = tomllib.loads(path.read_text(encoding="utf-8"))

    entry = {
        "server": sandbox.url,
        "dialect": "documented",
        "found_at": sandbox.url,
        "language": "ru",
    }
    assert kept == {"profile": "default", "profiles": {"default": entry}}


def test_login_leaves_no_secret_outside_private_files(signed_in: CabinetCommand) -> None:
    kept = [path for path in signed_in.home.rglob("*") if path.is_file()]

    holding = [path for path in kept if b"eyJ" in path.read_bytes()]
    assert holding
    for path in holding:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert all(b"demo-password" not in path.read_bytes() for path in kept)


def test_logout_ends_the_session_on_this_computer(signed_in: CabinetCommand) -> None:
    assert signed_in("logout").code == 0
    assert signed_in("balance").code == 4
    assert not [p for p in signed_in.home.rglob("*") if p.is_file() and b"eyJ" in p.read_bytes()]


def test_logout_is_possible_without_a_session(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    assert cabinet("logout", "--server", sandbox.url).code == 0


def test_balance(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    kopeks = balance_of(sandbox)

    assert signed_in("balance").out == f"{kopeks / 100:,.2f} ₽\n"
    assert signed_in("balance", "--ascii").out == f"{kopeks / 100:,.2f} RUB\n"
    assert signed_in("balance", "--json").document == {"schema": 1, "balance_kopeks": kopeks}


def test_balance_as_russian_writes_it(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    roubles, kopeks = divmod(balance_of(sandbox), 100)

    written = f"{roubles:,}".replace(",", " ")
    assert signed_in("--lang", "ru", "balance").out == f"{written},{kopeks:02} ₽\n"


def test_transactions_as_json(signed_in: CabinetCommand) -> None:
    document = signed_in("transactions", "--per-page", "3", "--json").document

    items = document["transactions"]
    assert isinstance(items, list)
    assert len(items) == 3
    assert (document["schema"], document["page"]) == (1, 1)
    assert isinstance(document["total"], int)
    assert document["total"] > 3
    for item in items:
        assert isinstance(item["amount_kopeks"], int)
        assert UTC_TIME.fullmatch(item["created_at"])


def test_transactions_go_on_with_the_next_page(signed_in: CabinetCommand) -> None:
    def page(number: str, size: str) -> list[object]:
        found = signed_in("transactions", "--page", number, "--per-page", size, "--json").document
        items = found["transactions"]
        assert isinstance(items, list)
        return [item["id"] for item in items]

    assert page("1", "2") + page("2", "2") == page("1", "4")


def test_transactions_of_one_type(signed_in: CabinetCommand) -> None:
    items = signed_in("transactions", "--type", "top_up", "--json").document["transactions"]

    assert isinstance(items, list)
    assert {item["type"] for item in items} == {"top_up"}


def test_transactions_for_people_are_in_columns(signed_in: CabinetCommand) -> None:
    lines = signed_in("transactions", "--per-page", "5").out.splitlines()

    assert len(lines) == 6
    assert lines[-1].startswith("Page 1 of ")
    ends = {line.index("₽") for line in lines[:-1]}
    assert len(ends) == 1


def test_transactions_beyond_the_last_page_are_nothing(signed_in: CabinetCommand) -> None:
    told = signed_in("transactions", "--page", "9999")

    assert told.code == 3


def test_subscription(signed_in: CabinetCommand) -> None:
    told = signed_in("subscription")
    found = signed_in("subscription", "--json").document["subscription"]

    assert isinstance(found, dict)
    assert (told.code, told.err) == (0, "")
    assert "active" in told.out.lower()
    assert str(found["link"]) in told.out
    assert found["status"] == "active"
    assert str(found["expires_at"]).endswith("Z")


@pytest.mark.covers("GET /subscription/status")
def test_the_subscription_in_one_line(signed_in: CabinetCommand) -> None:
    told = signed_in("subscription", "--short")
    found = signed_in("subscription", "--short", "--json").document["subscription"]

    assert isinstance(found, dict)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip().replace("\u00a0", " ").startswith(f"active, {found['days_left']} days")
    assert found["exists"] is True


def test_link_is_the_link_and_nothing_else(signed_in: CabinetCommand) -> None:
    told = signed_in("link")

    assert (told.code, told.err, told.out.count("\n")) == (0, "", 1)
    assert signed_in("link", "--json").document == {"schema": 1, "link": told.out.strip()}


def test_link_as_a_code_in_a_pipe_is_plain(signed_in: CabinetCommand) -> None:
    told = signed_in("link", "--qr")

    lines = told.out.splitlines()
    assert told.code == 0
    assert set(told.out) == {" ", "#", "\n"}
    assert {len(line) for line in lines} == {2 * len(lines)}


def test_status(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    told = signed_in("status")
    document = signed_in("status", "--json").document

    assert (told.code, told.err) == (0, "")
    assert DEMO_EMAIL in told.out
    assert sandbox.url in told.out
    assert document["schema"] == 1
    assert document["server"] == sandbox.url
    assert document["balance_kopeks"] == balance_of(sandbox)
    account = document["account"]
    assert isinstance(account, dict)
    assert account["email"] == DEMO_EMAIL


@pytest.mark.parametrize("command", ["subscription", "link"])
def test_an_account_without_a_subscription_is_told_so(
    cabinet: CabinetCommand, command: str
) -> None:
    with SandboxServer("empty") as sandbox:
        cabinet.sign_in(sandbox)

        for_people, for_programs = cabinet(command), cabinet(command, "--json")

    assert (for_people.code, for_people.out) == (3, "")
    assert for_people.complaint == "There is no subscription yet."
    assert for_programs.code == 3
    assert for_programs.document == {"schema": 1, command: None}


@pytest.mark.parametrize("command", ["status", "transactions", "subscription", "link"])
def test_a_hostile_server_cannot_steer_the_terminal(cabinet: CabinetCommand, command: str) -> None:
    with SandboxServer("hostile") as sandbox:
        cabinet.sign_in(sandbox)

        told, as_json = cabinet(command), cabinet(command, "--json")

    for text in (told.out, told.err):
        assert all(character.isprintable() or character == "\n" for character in text)
    assert as_json.out.isascii()
    assert "\x1b" not in as_json.out


def test_two_profiles_do_not_share_a_session(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    told = signed_in("balance", "--profile", "other", "--server", sandbox.url)

    assert told.code == 4
    assert signed_in("balance").code == 0


def test_a_session_is_not_offered_to_another_server(signed_in: CabinetCommand) -> None:
    with SandboxServer() as other:
        assert signed_in("balance", "--server", other.url).code == 4


def test_a_session_in_memory_is_gone_afterwards(
    cabinet: CabinetCommand, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABINET_TOKEN_STORE", "memory")

    assert "memory" in cabinet.sign_in(sandbox).out
    assert cabinet("balance").code == 4
