"""Buying, renewing and the like from the command line, down to the ledger: charged once or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from cabinet_tui.services import spending
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

BUY = "/subscription/purchase-tariff"
RENEW = "/subscription/renew"
TRIAL = "/subscription/activate-trial"
AUTOPAY = "/subscription/autopay"
PROMO = "/promocode/activate"
CHANGES = {
    BUY: ("buy", "2"),
    RENEW: ("renew", "--days", "30"),
    AUTOPAY: ("autopay", "on"),
    PROMO: ("promo", "WEEK7"),
}
PAID = {BUY: CHANGES[BUY], RENEW: CHANGES[RENEW]}
paid = pytest.mark.parametrize(("path", "command"), PAID.items(), ids=["buy", "renew"])
changing = pytest.mark.parametrize(
    ("path", "command"), CHANGES.items(), ids=["buy", "renew", "autopay", "promo"]
)


@dataclass
class Books:
    """What the sandbox knows of the account since the test began."""

    sandbox: SandboxServer
    entries_before: int = 0
    requests_before: int = 0

    def __post_init__(self) -> None:
        self.entries_before = len(self._entries())
        self.requests_before = len(self._requests())

    @property
    def moved(self) -> list[int]:
        """Every movement of the balance, in kopeks."""
        return [entry["amount_kopeks"] for entry in self._entries()[self.entries_before :]]

    @property
    def changes(self) -> list[str]:
        """The path of every request that may change something."""
        seen = self._requests()[self.requests_before :]
        return [request["path"] for request in seen if request["method"] != "GET"]

    @property
    def state(self) -> dict[str, object]:
        """The account."""
        state = self.sandbox.look("state")
        assert isinstance(state, dict)
        return state

    @property
    def expiry(self) -> datetime:
        """When the subscription ends."""
        return datetime.fromisoformat(str(self.state["subscription_expires_at"]))

    def _entries(self) -> list[dict[str, int]]:
        ledger = self.sandbox.look("ledger")
        assert isinstance(ledger, dict)
        entries: list[dict[str, int]] = ledger["entries"]
        return entries

    def _requests(self) -> list[dict[str, str]]:
        requests = self.sandbox.look("requests")
        assert isinstance(requests, list)
        return requests


@pytest.fixture
def account(
    cabinet: CabinetCommand, world: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> CabinetCommand:
    """The command line of somebody signed in, who looks at an unclear outcome twice at once."""
    monkeypatch.setattr(spending, "SECOND_LOOK", 0.0)
    cabinet.sign_in(world)
    return cabinet


@pytest.fixture
def books(account: CabinetCommand, world: SandboxServer) -> Books:
    return Books(world)


def part(document: dict[str, object], name: str) -> dict[str, object]:
    """An object inside the JSON of a command."""
    found = document[name]
    assert isinstance(found, dict)
    return found


def test_buying_charges_once_and_says_what_there_is_now(
    account: CabinetCommand, books: Books
) -> None:
    before = books.expiry

    told = account("buy", "2", "--yes")

    assert told.code == 0
    assert books.changes == [BUY]
    assert books.moved == [-44910]
    assert books.expiry - before == timedelta(days=30)
    assert "1,540.50 ₽   →  1,091.40 ₽" in told.err
    assert "449.10 ₽" in told.out
    assert "1,091.40 ₽" in told.out


def test_buying_as_json(account: CabinetCommand, books: Books) -> None:
    told = account("buy", "1", "--days", "30", "--yes", "--json")

    document = told.document
    plan, receipt = part(document, "plan"), part(document, "receipt")
    assert (told.code, told.err) == (0, "")
    assert (document["schema"], document["done"]) == (1, True)
    assert (plan["kind"], plan["price_kopeks"], plan["missing_kopeks"]) == ("purchase", 29900, 0)
    assert plan["balance_after_kopeks"] == 124150 == document["balance_kopeks"]
    assert part(plan, "after")["devices_limit"] == 3
    warnings = plan["warnings"]
    assert isinstance(warnings, list)
    assert [warning["code"] for warning in warnings] == ["fewer_devices", "less_traffic"]
    assert receipt["paid_kopeks"] == 29900
    assert str(receipt["expires_at"]).endswith("Z")
    assert receipt["expires_at"] == part(plan, "after")["expires_at"]
    assert books.moved == [-29900]


def test_renewing_charges_once(account: CabinetCommand, books: Books) -> None:
    before = books.expiry

    told = account("renew", "--days", "90", "--yes", "--json")

    assert told.code == 0
    assert books.changes == [RENEW]
    assert books.moved == [-127245]
    assert books.expiry - before == timedelta(days=90)
    assert part(told.document, "receipt")["paid_kopeks"] == 127245


def test_renewing_with_less_traffic_says_so(account: CabinetCommand, books: Books) -> None:
    told = account("renew", "--days", "30", "--gb", "100", "--yes")

    assert told.code == 0
    assert "Less traffic than now: 100 GB instead of 300 GB." in told.err
    assert books.moved == [-29900]


def test_autopay(account: CabinetCommand, books: Books) -> None:
    on = account("autopay", "on", "--yes")
    again = account("autopay", "on", "--yes", "--json")
    off = account("autopay", "off", "--yes", "--json")

    assert (on.code, on.out) == (0, "Autopay is on now.\n")
    assert (again.code, again.document["done"], again.document["autopay"]) == (0, False, True)
    assert (off.code, off.document["done"], off.document["autopay"]) == (0, True, False)
    assert books.changes == [AUTOPAY, AUTOPAY]
    assert books.state["autopay"] is False


def test_a_promo_code_gives_money_once(account: CabinetCommand, books: Books) -> None:
    told = account("promo", "NEWUSER2024", "--yes")
    again = account("promo", "NEWUSER2024", "--yes", "--json")

    assert told.code == 0
    assert "+500.00 ₽" in told.out
    assert "2,040.50 ₽" in told.out
    assert books.moved == [50000]
    assert again.code == 1
    assert part(again.document, "error")["code"] == "rejected"
    assert again.complaint == "cabinet-tui: You have used this promo code already."


def test_a_promo_code_gives_days_and_traffic(account: CabinetCommand, books: Books) -> None:
    before = books.expiry

    days = account("promo", "week7", "--yes", "--json")
    traffic = account("promo", "GIGA50", "--yes")

    assert (days.code, days.document["bonus_days"]) == (0, 7)
    assert books.expiry - before == timedelta(days=7)
    assert "+50 GB" in traffic.out


def test_a_code_that_is_none(account: CabinetCommand, books: Books) -> None:
    assert account("promo", "no such code", "--yes").code == 2
    assert account("promo", "NOSUCHCODE", "--yes").code == 1
    assert books.changes == [PROMO]


def test_the_trial_and_the_channel_it_wants(cabinet: CabinetCommand, world: SandboxServer) -> None:
    world.begin("empty")
    cabinet.sign_in(world)
    books = Books(world)

    world.order("channel", joined=False)
    plan = cabinet("trial", "--dry-run", "--json").document
    outside = cabinet("trial", "--yes")
    world.order("channel", joined=True)
    inside = cabinet("trial", "--devices", "1", "--yes", "--json")
    again = cabinet("trial", "--yes")

    assert part(plan, "plan")["kind"] == "trial"
    assert "https://t.me/vpn_channel" in str(part(plan, "plan")["channels"])
    assert outside.code == 1
    assert "https://t.me/vpn_channel" in outside.err
    assert (inside.code, inside.document["done"]) == (0, True)
    assert part(inside.document, "subscription")["is_trial"] is True
    assert books.state["subscription_active"] is True
    assert again.code == 3
    assert "no trial" in again.complaint
    assert books.changes == [TRIAL, TRIAL]
    assert books.moved == []


@changing
def test_a_rehearsal_sends_nothing(
    account: CabinetCommand, books: Books, path: str, command: tuple[str, ...]
) -> None:
    for_people = account(*command, "--dry-run")
    for_programs = account("--read-only", *command, "--dry-run", "--json")

    assert (for_people.code, for_people.err) == (0, "")
    assert for_people.out
    assert (for_programs.code, for_programs.document["done"]) == (0, False)
    assert books.changes == []


@changing
def test_without_a_terminal_a_yes_has_to_be_said(
    account: CabinetCommand, books: Books, path: str, command: tuple[str, ...]
) -> None:
    told = account(*command, typed="y\n")

    assert (told.code, told.out) == (2, "")
    assert "--yes" in told.complaint
    assert books.changes == []


@changing
def test_read_only_refuses_before_anything_is_sent(
    account: CabinetCommand, world: SandboxServer, path: str, command: tuple[str, ...]
) -> None:
    seen = world.look("requests")

    told = account("--read-only", *command, "--yes")

    assert told.code == 2
    assert "--read-only" in told.complaint
    assert world.look("requests") == seen


def test_too_little_money_names_what_is_missing_and_how_to_get_it(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    world.begin("poor")
    cabinet.sign_in(world)
    books = Books(world)

    told = cabinet("buy", "1", "--yes")
    document = cabinet("buy", "1", "--yes", "--json").document

    assert told.code == 5
    assert told.err.endswith(
        "cabinet-tui: The balance is too low. 100.00 ₽ is missing: top up and try again.\n"
    )
    assert "Top up with: cabinet-tui topup --amount 100.00 --method YOOKASSA_SBP\n" in told.err
    assert part(document, "error")["missing_kopeks"] == 10000
    assert part(document, "plan")["missing_kopeks"] == 10000
    assert cabinet("buy", "1", "--dry-run").code == 5
    assert books.changes == []


def test_a_top_up_is_not_advised_below_what_a_method_takes(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    world.begin("poor")
    cabinet.sign_in(world)
    world.order("faults", path="/balance", body='{"balance_kopeks": 29899}', status=200)

    told = cabinet("buy", "1", "--yes")

    assert told.code == 5
    assert "0.01 ₽ is missing" in told.err
    assert "topup --amount 50.00 --method TELEGRAM_STARS" in told.err


def test_money_that_is_gone_meanwhile_is_told_by_the_server(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    world.begin("poor")
    cabinet.sign_in(world)
    books = Books(world)
    world.order("faults", path="/balance", body='{"balance_kopeks": 999900}', status=200)

    told = cabinet("buy", "1", "--yes", "--json")

    error = part(told.document, "error")
    assert told.code == 5
    assert (error["required_kopeks"], error["missing_kopeks"]) == (29900, 10000)
    assert "100.00 ₽ is missing" in told.complaint
    assert books.changes == [BUY]
    assert books.moved == []


@paid
def test_a_cut_answer_after_the_charge_is_found_out(
    account: CabinetCommand,
    books: Books,
    world: SandboxServer,
    path: str,
    command: tuple[str, ...],
) -> None:
    world.order("faults", path=path, cut="after")

    told = account(*command, "--yes")

    assert told.code == 9
    assert told.err.endswith(
        "cabinet-tui: No clear answer came, but it was done: 449.10 ₽ was charged. "
        "Do not send it again.\n"
    )
    assert books.changes == [path]
    assert books.moved == [-44910]


@paid
def test_a_cut_answer_as_json(
    account: CabinetCommand,
    books: Books,
    world: SandboxServer,
    path: str,
    command: tuple[str, ...],
) -> None:
    world.order("faults", path=path, cut="midway")

    told = account(*command, "--yes", "--json")

    error = part(told.document, "error")
    assert told.code == 9
    assert told.document["done"] is True
    assert (error["code"], error["outcome"]) == ("outcome_unknown", "charged")
    assert error["paid_kopeks"] == 44910
    assert books.moved == [-44910]


@paid
def test_a_request_that_was_lost_on_the_way_charged_nothing(
    account: CabinetCommand,
    books: Books,
    world: SandboxServer,
    path: str,
    command: tuple[str, ...],
) -> None:
    world.order("faults", path=path, cut="before")

    told = account(*command, "--yes", "--json")

    assert told.code == 9
    assert told.document["done"] is False
    assert part(told.document, "error")["outcome"] == "not_charged"
    assert "nothing was charged" in told.complaint
    assert books.changes.count(path) <= 1
    assert books.moved == []


@changing
def test_a_limit_is_told_and_not_tried_again(
    account: CabinetCommand,
    books: Books,
    world: SandboxServer,
    path: str,
    command: tuple[str, ...],
) -> None:
    body = '{"detail": "Slow down"}'
    world.order("faults", path=path, status=429, body=body, headers={"Retry-After": "7"})

    told = account(*command, "--yes", "--json")

    assert told.code == 6
    assert part(told.document, "error")["retry_after_seconds"] == 7
    assert books.changes == [path]
    assert books.moved == []


def test_a_service_that_insists_on_a_server_is_given_one(
    account: CabinetCommand, world: SandboxServer
) -> None:
    world.order("faults", path=BUY, status=400, body='{"detail": "Server not found"}')

    told = account("buy", "2", "--yes")

    assert told.code == 1
    assert "Name the VPN server with --server-uuid." in told.err


def test_another_server_can_be_asked_for(account: CabinetCommand, books: Books) -> None:
    told = account("buy", "2", "--server-uuid", "c3a9f870-fi-hel-1", "--yes", "--json")
    wrong = account("buy", "2", "--server-uuid", "nowhere", "--yes")

    assert part(part(told.document, "plan"), "request")["server_uuid"] == "c3a9f870-fi-hel-1"
    assert "Helsinki" in str(part(told.document, "subscription")["servers"])
    assert wrong.code == 1
    assert books.moved == [-44910]


@pytest.mark.parametrize(
    "command",
    [
        ("buy", "99"),
        ("buy", "1", "--days", "31"),
        ("renew", "--days", "7"),
        ("renew", "--days", "30", "--gb", "7"),
        ("trial",),
    ],
    ids=" ".join,
)
def test_what_is_not_on_offer_is_nothing(
    account: CabinetCommand, books: Books, command: tuple[str, ...]
) -> None:
    told = account(*command, "--yes")

    assert (told.code, told.out) == (3, "")
    assert "cabinet-tui tariffs" in told.complaint
    assert books.changes == []


@pytest.mark.parametrize("command", [("renew", "--days", "30"), ("autopay", "on")], ids=" ".join)
def test_without_a_subscription_there_is_nothing_to_go_on_with(
    cabinet: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    world.begin("empty")
    cabinet.sign_in(world)

    told = cabinet(*command, "--yes", "--json")

    assert told.code == 3
    assert told.document["done"] is False
    assert told.complaint


@pytest.mark.parametrize(
    ("cut", "done", "words"),
    [("before", None, "a code works only once"), ("after", True, "it was done")],
)
def test_a_promo_code_without_an_answer_may_be_tried_again(
    account: CabinetCommand,
    books: Books,
    world: SandboxServer,
    cut: str,
    done: bool | None,
    words: str,
) -> None:
    world.order("faults", path=PROMO, cut=cut, times=1)

    told = account("promo", "NEWUSER2024", "--yes", "--json")
    account("promo", "NEWUSER2024", "--yes")

    assert (told.code, told.document["done"]) == (9, done)
    assert words in told.complaint
    assert books.moved == [50000]


@pytest.mark.parametrize(("cut", "code"), [("before", 9), ("after", 0)])
def test_autopay_without_an_answer_is_looked_up(
    account: CabinetCommand, books: Books, world: SandboxServer, cut: str, code: int
) -> None:
    world.order("faults", path=AUTOPAY, cut=cut)

    told = account("autopay", "on", "--yes")

    assert told.code == code
    assert books.state["autopay"] is (cut == "after")
