"""Devices, traffic, a new link and the pause on a deployed server, down to its books."""

import pytest

from tests.e2e.live import LiveStage, ledger, live, rubles
from tests.e2e.test_app_buying import new_entries
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.parametrize("dialect", ["bedolaga"], indirect=True)

PLACE = 4_800
"""A place for a device costs 60.00 a month, and 24 days are left."""
PACKAGE = 9_900


def changes(sandbox: SandboxServer) -> list[str]:
    """Every request so far that may have changed a subscription, with how it ended."""
    seen = sandbox.look("requests")
    assert isinstance(seen, list)
    return [
        f"{one['method']} {one['path'].removeprefix('/cabinet')} {one['status']}"
        for one in seen
        if one["method"] != "GET" and "/subscription/" in one["path"]
    ]


async def at_subscription(stage: LiveStage) -> None:
    """The subscription is on the screen, its devices counted."""
    await stage.until_live()
    await stage.press("4")
    await stage.until_told("37.4 of 300 GB", "3 of 5 d shows them")


async def test_devices_are_renamed_and_removed_by_ids_that_need_quoting(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await at_subscription(stage)
        await stage.press("d")
        await stage.until_shown("3 of 5 devices", "Pixel 8", "Рабочий ноутбук", "MiBOX4")
        await stage.press("down", "down", "e")
        await stage.until_shown("Name the device", "MiBOX4, Android TV")
        await stage.paste("Гостиная")
        await stage.press("enter")
        await stage.until_shown("Гостиная", "MiBOX4, Android TV")
        world.order("faults", path="/subscription/devices/c3d2/tv box", cut="after", times=1)
        await stage.press("x")
        await stage.until_told("Remove “Гостиная”?")
        await stage.press("y")
        # No answer came, and the list tells that it was done.
        await stage.until_shown("2 of 5 devices")
        await stage.until_gone("Гостиная")
        await stage.press("a")
        await stage.until_told("Remove all 2 devices?")
        await stage.press("y")
        await stage.until_told("0 of 5 devices.")
    assert [line.rpartition(" ")[0] for line in changes(world)] == [
        "PATCH /subscription/devices/c3d2/tv box/name",
        "DELETE /subscription/devices/c3d2/tv box",
        "DELETE /subscription/devices",
    ]


@pytest.mark.parametrize("cut", ["", "after"])
async def test_places_are_charged_once_even_when_the_answer_is_cut(
    world: SandboxServer, cut: str
) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await at_subscription(stage)
        await stage.press("d")
        await stage.until_shown("3 of 5 devices")
        await stage.press("b")
        await stage.until_shown(f"Pay {rubles(PLACE)}")
        await stage.press("plus")
        await stage.until_shown(
            f"Pay {rubles(2 * PLACE)}", rubles(books.balance), rubles(books.balance - 2 * PLACE)
        )
        assert ledger(world) == books
        if cut:
            world.order("faults", path="/subscription/devices/purchase", cut=cut, times=1)
        await stage.press("y", "y")
        await stage.until_shown("Bought.", f"paid     {rubles(2 * PLACE)}", "devices  7")
        (entry,) = new_entries(world, len(books.entries))
        assert entry.kopeks == -2 * PLACE
        await stage.press("escape")
        await stage.until_shown("3 of 7 devices")


async def test_places_that_were_never_asked_for_cost_nothing(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await at_subscription(stage)
        await stage.press("d")
        await stage.until_shown("3 of 5 devices")
        await stage.press("b")
        await stage.until_shown(f"Pay {rubles(PLACE)}")
        world.order("faults", path="/subscription/devices/purchase", cut="before", times=1)
        await stage.press("y")
        await stage.until_shown("So far nothing was charged.", f"Pay {rubles(PLACE)}")
        assert ledger(world) == books


@pytest.mark.parametrize("cut", ["", "after"])
async def test_traffic_is_charged_once_and_its_end_is_shown(world: SandboxServer, cut: str) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await at_subscription(stage)
        await stage.press("m")
        await stage.until_shown("120 GB", "-10%", rubles(PACKAGE))
        await stage.press("down", "enter")
        await stage.until_shown("40 GB more traffic", "340 GB", f"Pay {rubles(PACKAGE)}")
        if cut:
            world.order("faults", path="/subscription/traffic", cut=cut, times=1)
        await stage.press("y", "y")
        await stage.until_shown("Bought.", "traffic  37.4 of 340 GB")
        (entry,) = new_entries(world, len(books.entries))
        assert entry.kopeks == -PACKAGE
        await stage.press("escape")
        await stage.until(lambda: stage.text().count("40 GB until") == 2)


async def test_traffic_is_counted_anew_and_a_count_elsewhere_is_waited_for(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await at_subscription(stage)
        world.control.post(
            "/cabinet/subscription/refresh-traffic",
            headers={"authorization": f"Bearer {world.token()}"},
        ).raise_for_status()
        await stage.press("u")
        # The server answers 200 with the older count, and how long to wait.
        await stage.until_told("u in")
        await stage.press("u", "u")
        await stage.until_told("37.4 of 300 GB")
        assert changes(world).count("POST /subscription/refresh-traffic 200") == 2


async def test_a_new_link_takes_the_place_of_the_old_one(world: SandboxServer) -> None:
    async with live(world) as stage:
        await at_subscription(stage)
        held = stage.state().subscription.value
        assert held is not None
        await stage.press("v")
        await stage.until_told("Type the word replace")
        await stage.paste("replace")
        await stage.press("enter")
        await stage.until_told("The new link.")
        now = stage.state().subscription.value
        assert now is not None
        assert now.link.startswith("https://sub.example.com/")
        assert now.link != held.link
        assert held.link not in repr(stage.state())
        await stage.press("escape", "v")
        await stage.until_told("This was done a short time ago.")
        await stage.paste("replace")
        await stage.press("enter")
        assert changes(world) == ["POST /subscription/revoke 200"]


async def test_a_daily_tariff_is_paused_once_whatever_becomes_of_the_answer(
    world: SandboxServer,
) -> None:
    world.order("daily", price_kopeks=2_300)
    async with live(world, size=(120, 36)) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_told("23.00 ₽, the next on", "p pauses it")
        world.order("faults", path="/subscription/pause", cut="after", times=1)
        await stage.press("p")
        await stage.until_told("No day is charged meanwhile")
        await stage.press("y")
        await stage.until_told("23.00 ₽, paused")
        await stage.press("p")
        await stage.until_told("23.00 ₽ a day is charged to the balance again")
        await stage.press("y")
        await stage.until_told("23.00 ₽, the next on")
    assert [line.rpartition(" ")[0] for line in changes(world)] == ["POST /subscription/pause"] * 2
