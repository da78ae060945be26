"""The commands that read offers, referrals and tickets, for people and for programs."""

import re

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
READING = (
    ("tariffs",), ("renew", "--list"), ("topup", "--list"), ("payments",), ("referrals",),
    ("referrals", "--earnings"), ("tickets",), ("ticket", "show", "3"),
)  # fmt: skip


@pytest.fixture
def account(cabinet: CabinetCommand, world: SandboxServer) -> CabinetCommand:
    """The command line of somebody who has signed in to the shared sandbox."""
    cabinet.sign_in(world)
    return cabinet


def listed(command: CabinetCommand, name: str, *arguments: str) -> list[dict[str, object]]:
    """The list called ``name`` in the JSON of a command."""
    told = command(*arguments, "--json")
    assert (told.code, told.err) == (0, "")
    assert told.document["schema"] == 1
    items = told.document[name]
    assert isinstance(items, list)
    return items


def test_tariffs(account: CabinetCommand) -> None:
    told = account("tariffs")
    items = listed(account, "tariffs", "tariffs")

    assert (told.code, told.err, told.out.count("\n")) == (0, "", 4)
    assert "449.10 ₽" in told.out
    assert "like yours" in told.out
    assert [item["id"] for item in items] == [1, 2, 3, 4]
    assert items[2]["traffic_gb"] is None
    assert items[1]["periods"] == [
        {"days": 30, "price_kopeks": 44910, "full_price_kopeks": 49900, "discount_percent": 10}
    ]


def test_the_ways_to_renew(account: CabinetCommand) -> None:
    told = account("renew", "--list", "--ascii")
    items = listed(account, "options", "renew", "--list")

    assert told.code == 0
    assert told.out.isascii()
    assert "1,272.45 RUB" in told.out
    assert {(item["days"], item["price_kopeks"]) for item in items} >= {(90, 127245), (30, 29900)}


def test_the_ways_to_pay(account: CabinetCommand) -> None:
    told = account("topup", "--list")
    items = listed(account, "methods", "topup", "--list")

    assert "from 100.00 ₽" in told.out
    assert "not available now" in told.out
    assert items[0] == {
        "id": "YOOKASSA_SBP", "name": "ЮKassa СБП", "enabled": True, "minimum_kopeks": 10000,
        "maximum_kopeks": None, "currencies": ["RUB"], "options": [],
        "quick_amounts_kopeks": [],
    }  # fmt: skip


def test_payments_that_wait(account: CabinetCommand, world: SandboxServer) -> None:
    state = world.look("state")
    assert isinstance(state, dict)
    (waiting,) = state["payments"]

    told = account("payments")
    (item,) = listed(account, "payments", "payments")

    assert waiting in told.out
    assert "500.00 ₽" in told.out
    assert (item["id"], item["method"], item["amount_kopeks"]) == (waiting, "YOOKASSA_SBP", 50000)
    assert UTC_TIME.fullmatch(str(item["created_at"]))


def test_referrals(account: CabinetCommand) -> None:
    told = account("referrals")
    document = account("referrals", "--json").document

    assert (told.code, told.err) == (0, "")
    assert "https://t.me/bot?start=ref_ABC123XYZ" in told.out
    stats = document["stats"]
    items = document["referrals"]
    assert isinstance(stats, dict)
    assert isinstance(items, list)
    assert (stats["total"], stats["earned_kopeks"]) == (15, 150000)
    assert document["total"] == len(items) == 15
    assert all(UTC_TIME.fullmatch(item["registered_at"]) for item in items)


def test_earnings_add_up_to_what_was_earned(account: CabinetCommand) -> None:
    told = account("referrals", "--earnings")
    items = listed(account, "earnings", "referrals", "--earnings")

    assert told.out.count("+") == len(items)
    assert sum(int(str(item["amount_kopeks"])) for item in items) == 150000


def test_the_year_by_month(account: CabinetCommand) -> None:
    told = account("balance", "--by-month", "--ascii")
    months = listed(account, "months", "balance", "--by-month")
    assert (told.code, told.err, told.out.isascii()) == (0, "", True)
    assert len(told.out.splitlines()) == len(months) + 3
    assert {month["went_out_kopeks"] for month in months} >= {44910}
    for month in months:
        spent = int(str(month["went_out_kopeks"]))
        assert re.search(rf"{spent // 100:,}\.{spent % 100:02} RUB$", told.out, re.MULTILINE)

    earned = listed(account, "months", "referrals", "--by-month")
    of_a_year = sum(int(str(month["earned_kopeks"])) for month in earned)
    assert 0 < of_a_year <= 150000
    assert account("referrals", "--by-month", "--json").document["whole_year"] is True


def test_the_pace_of_the_traffic(account: CabinetCommand) -> None:
    held = account("subscription", "--json").document["subscription"]
    assert isinstance(held, dict)
    # This dialect does not say since when it counts, and nothing was seen before.
    pace = held["traffic_pace"]
    assert (pace["outlook"], pace["bytes_per_day"], pace["ends_by"]) in (
        ("not_known", None, "expiry"),
        ("too_early", None, "expiry"),
    )
    again = account("subscription")
    assert "\nPace " in again.out
    assert account("status", "--offline", "--json").document["subscription"] is not None


def test_referrals_go_on_with_the_next_page(cabinet: CabinetCommand, world: SandboxServer) -> None:
    world.begin("huge")
    cabinet.sign_in(world)

    first = listed(cabinet, "referrals", "referrals")
    second = listed(cabinet, "referrals", "referrals", "--page", "2")
    beyond = cabinet("referrals", "--page", "999")

    assert len(first) == len(second) == 20
    assert not {item["id"] for item in first} & {item["id"] for item in second}
    assert cabinet("referrals", "--page", "2").out.endswith("Page 2 of 100\n")
    assert beyond.code == 3


def test_tickets(account: CabinetCommand) -> None:
    told = account("tickets")
    items = listed(account, "tickets", "tickets")

    assert told.out.count("\n") == 3
    assert "2 new" in told.out
    assert [(item["id"], item["status"], item["unread"]) for item in items] == [
        (3, "in_progress", 2), (2, "in_progress", 0), (1, "closed", 0),
    ]  # fmt: skip


def test_a_ticket(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("ticket", "show", "3")
    document = account("ticket", "show", "3", "--json").document

    assert told.out.startswith("Проблема с подключением, in progress\n\nYou ")
    assert "\n  iPhone 15, Happ. В журнале: handshake timeout.\n" in told.out
    messages = document["messages"]
    assert isinstance(messages, list)
    assert [message["from_support"] for message in messages] == [False, True, False, True, True]
    state = world.look("state")
    assert isinstance(state, dict)
    assert state["unread"] == 0


def test_a_long_ticket_is_shown_whole(cabinet: CabinetCommand, world: SandboxServer) -> None:
    world.begin("huge")
    cabinet.sign_in(world)
    (number,) = [
        str(item["id"])
        for item in listed(cabinet, "tickets", "tickets")
        if item["subject"] == "Очень долгий разговор"
    ]
    assert len(listed(cabinet, "messages", "ticket", "show", number)) >= 1000


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_signed_out_person_is_told_to_sign_in(
    cabinet: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    assert cabinet(*command, "--server", world.url).code == 4


@pytest.mark.parametrize("command", READING[1:2] + READING[3:4] + READING[6:7], ids=" ".join)
def test_nothing_there_is_its_own_exit_code(
    cabinet: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    world.begin("empty")
    cabinet.sign_in(world)

    for_people, for_programs = cabinet(*command), cabinet(*command, "--json")

    assert (for_people.code, for_people.out) == (3, "")
    assert for_programs.code == 3
    assert [] in for_programs.document.values()
    assert for_people.complaint


def test_an_account_without_referrals_still_has_its_link(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    world.begin("empty")
    cabinet.sign_in(world)

    told = cabinet("referrals")

    assert told.code == 0
    assert "ref_" in told.out
    assert "nothing here yet" in told.out


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("form", [[], ["--json"], ["--ascii"]], ids=["people", "json", "ascii"])
def test_a_hostile_server_steers_no_terminal(
    cabinet: CabinetCommand, world: SandboxServer, command: tuple[str, ...], form: list[str]
) -> None:
    world.begin("hostile")
    cabinet.sign_in(world)

    told = cabinet(*command, *form)

    assert told.code in {0, 3}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told.out)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_failing_server_is_one_line(
    account: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    world.order("faults", status=500)

    told = account(*command)

    assert (told.code, told.out) == (1, "")
    assert "The server failed (500)" in told.complaint


def test_no_such_ticket(account: CabinetCommand) -> None:
    told = account("ticket", "show", "999")

    assert (told.code, told.out) == (3, "")
    assert told.complaint
