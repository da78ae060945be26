"""Devices, traffic, a new link and the pause from the command line, down to the ledger."""

import pytest

from cabinet_tui.services import spending
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.test_cli_spending import Books, part
from tests.sandbox_server import SandboxServer

deployed = pytest.mark.parametrize("dialect", ["bedolaga"], indirect=True)

SLOTS = "/subscription/devices/purchase"
TRAFFIC = "/subscription/traffic"
PAID = {SLOTS: (("devices", "buy", "2"), 9_600), TRAFFIC: (("traffic", "buy", "40"), 9_900)}


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


@deployed
@pytest.mark.parametrize("path", PAID)
@pytest.mark.parametrize("cut", ["", "after"])
def test_it_is_charged_once_even_when_the_answer_is_cut(
    account: CabinetCommand, books: Books, world: SandboxServer, path: str, cut: str
) -> None:
    command, price = PAID[path]
    rehearsal = account(*command, "--dry-run", "--json")
    assert part(rehearsal.document, "plan")["price_kopeks"] == price
    assert books.moved == []
    if cut:
        world.order("faults", path=path, cut=cut, times=1)
    told = account(*command, "--yes", "--json")
    assert told.document["done"] is True
    assert books.moved == [-price]
    assert [change for change in books.changes if change == path] == [path]


@deployed
def test_what_was_bought_is_there_afterwards(account: CabinetCommand, books: Books) -> None:
    assert account(*PAID[SLOTS][0], "--yes").code == 0
    assert account(*PAID[TRAFFIC][0], "--yes").code == 0
    assert account("devices").out.startswith("3 of 7 devices\n")
    shown = part(account("traffic", "--json").document, "subscription")
    assert shown["traffic_limit_bytes"] == 340 * 1024**3
    bought = shown["bought_traffic"]
    assert isinstance(bought, list)
    assert [one["gb"] for one in bought] == [40, 40]


@deployed
def test_devices_are_listed_renamed_and_removed(
    account: CabinetCommand, books: Books, world: SandboxServer
) -> None:
    assert account("devices", "rename", "a1f0-pixel", "Телефон", "--yes").code == 0
    told = account("devices")
    assert "a1f0-pixel" in told.out
    assert "Телефон" in told.out
    gone = account("devices", "remove", "c3d2/tv box", "--yes", "--json")
    assert gone.document["total"] == 2
    unknown = account("devices", "remove", "nobody", "--yes")
    assert unknown.code == 3
    assert unknown.complaint == "cabinet-tui: There is no device nobody."
    assert account("devices", "remove", "--all", "--yes").code == 0
    assert account("devices").out == "0 of 5 devices\n"
    assert books.changes == [
        "/subscription/devices/a1f0-pixel/name",
        "/subscription/devices/c3d2/tv box",
        "/subscription/devices",
    ]


@deployed
def test_a_package_that_is_not_sold_is_refused(account: CabinetCommand, books: Books) -> None:
    assert account("traffic", "buy", "7", "--yes").code == 3
    assert account("traffic", "buy", "many", "--yes").code == 2
    assert account("devices", "buy", "0", "--yes").code == 2
    assert account("devices", "buy", "9", "--yes").code == 3
    assert books.changes == []


@deployed
def test_the_link_is_replaced_once_in_a_while(account: CabinetCommand, books: Books) -> None:
    old = account("link").out.strip()
    rehearsal = account("revoke", "--dry-run")
    assert old in rehearsal.out
    assert books.changes == []
    new = account("revoke", "--yes", "--json").document["link"]
    assert account("link").out.strip() == new != old
    again = account("revoke", "--yes")
    assert again.code == 6
    assert "This was done a short time ago. Try again in" in again.err


@deployed
def test_a_daily_tariff_is_paused_only_when_it_is_not(
    account: CabinetCommand, books: Books, world: SandboxServer
) -> None:
    assert account("pause", "on", "--yes").code == 3
    world.order("daily", price_kopeks=2_300)
    assert "23.00 ₽, the next on" in account("subscription").out
    assert account("pause", "on", "--yes").out.endswith("The tariff is paused.\n")
    assert account("pause", "on", "--yes").code == 0
    world.order("faults", path="/subscription/pause", cut="after", times=1)
    assert account("pause", "off", "--yes", "--json").document["paused"] is False
    assert books.changes == ["/subscription/pause", "/subscription/pause"]


@pytest.mark.parametrize("dialect", ["documented"], indirect=True)
@pytest.mark.parametrize(
    "command",
    [("devices",), ("devices", "remove", "--all"), ("traffic",), ("revoke",), ("pause", "on")],
    ids=" ".join,
)
def test_a_server_without_them_says_so(account: CabinetCommand, command: tuple[str, ...]) -> None:
    options = ("--yes",) if len(command) > 1 or command == ("revoke",) else ()
    told = account(*command, *options)
    assert told.code == 3
    assert told.complaint == "cabinet-tui: This service does not offer that."
