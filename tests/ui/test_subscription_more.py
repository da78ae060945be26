"""Devices, traffic, a new link and the pause: on the screen where the server has them."""

from dataclasses import replace
from datetime import timedelta

from textual.widgets import Input

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.errors import OutcomeUnknown, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.traffic import BoughtTraffic, TrafficRequest
from cabinet_tui.screens.dialogs.devices import DevicesDialog
from cabinet_tui.screens.dialogs.rename_device import RenameDeviceDialog
from cabinet_tui.screens.dialogs.slots import SlotsDialog
from tests.held_clock import START
from tests.services.fake_more import FakeMore, more
from tests.services.full_house import LINK, full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

ALL = frozenset(
    {
        Capability.DEVICES,
        Capability.TRAFFIC_PACKAGES,
        Capability.TRAFFIC_REFRESH,
        Capability.REVOKE_LINK,
        Capability.PAUSE,
    }
)


def able_house() -> tuple[House, FakeMore]:
    house = full_house(more, ALL)
    fake = house.extras.devices
    assert isinstance(fake, FakeMore)
    house.server.subscription = replace(
        fake.held,
        devices_used=None,
        bought_traffic=(BoughtTraffic(40, START + timedelta(days=12)),),
        daily=Daily(price=Kopeks(1_700), next_charge_at=START + timedelta(hours=5)),
    )
    return house, fake


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("4")
    await stage.until_shown("NL Amsterdam")


async def test_devices_are_named_removed_and_made_room_for() -> None:
    house, fake = able_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_told("3 of 5 d shows them")
        await stage.press("d")
        await stage.until_shown("3 of 5 devices", "Pixel 8", "Work", "MacBook, macOS", "x Remove")

        await stage.press("e")
        await stage.until(lambda: isinstance(stage.app.screen, RenameDeviceDialog))
        await stage.until(lambda: isinstance(stage.focused(), Input))
        await stage.type("My phone")
        await stage.press("enter")
        await stage.until_shown("My phone", "Pixel 8, Android")

        await stage.press("down", "x")
        await stage.until_told("Remove “Work”?")
        await stage.press("escape")
        await stage.until_gone("Remove “Work”?")
        assert house.wire.count("remove") == 0
        house.wire.failures["remove"] = Rejected(detail="Not today")
        await stage.press("x")
        await stage.until_told("Remove “Work”?")
        await stage.press("y")
        await stage.until_shown("Not today", "Work")
        del house.wire.failures["remove"]
        await stage.press("x")
        await stage.until_told("Remove “Work”?")
        await stage.press("y")
        await stage.until_gone("Work")
        await stage.until_shown("2 of 5 devices")

        # The one under the cursor now has no id that a request could name.
        await stage.until_gone("x Remove")
        await stage.press("b")
        await stage.until_shown("Pay 230.00 ₽")
        await stage.press("plus")
        await stage.until_shown("2 more devices", "Pay 460.00 ₽", "1,080.50 ₽")
        await stage.press("y", "y")
        await stage.until_shown("Bought.", "devices  7")
        assert house.server.sent == [SlotsRequest(2, 7)]
        await stage.press("escape")
        await stage.until_shown("2 of 7 devices")

        await stage.press("a")
        await stage.until_shown("Remove all 2 devices?")
        await stage.press("y")
        await stage.until_told("0 of 7 devices. A device comes here when it first connects")
        assert fake.known == []


async def test_what_is_paid_for_is_never_the_number_before() -> None:
    house, _fake = able_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("d")
        await stage.until(lambda: isinstance(stage.app.screen, DevicesDialog))
        await stage.press("b")
        await stage.until_shown("Pay 230.00 ₽")
        house.wire.hold("slot_offer")
        await stage.press("plus")
        await stage.until(lambda: house.wire.held("slot_offer") == 1)
        await stage.press("y")
        screen = stage.app.screen
        assert isinstance(screen, SlotsDialog)
        assert not screen.can_pay
        assert house.server.sent == []
        house.wire.pass_on("slot_offer")
        house.wire.release("slot_offer")
        await stage.until_shown("Pay 460.00 ₽")
        await stage.press("plus", "plus")
        await stage.until_shown("No more than 8")
        await stage.press("minus")
        await stage.until_shown("Pay 690.00 ₽")


async def test_traffic_is_bought_and_counted_anew_after_a_wait() -> None:
    house, _fake = able_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("40 GB until 1 Feb 2024", "u refreshes   m buys more")
        await stage.press("u")
        await stage.until_shown("7 of 300 GB", "u in 60 s")
        await stage.press("u", "u")
        assert house.wire.count("count") == 1
        await stage.press("m")
        await stage.until_shown("20 GB", "40.00 ₽", "-10%", "bought   40 GB until 1 Feb 2024")
        await stage.press("down", "enter")
        await stage.until_shown("60 GB more traffic", "360 GB", "Pay 450.00 ₽", "ends by itself")
        house.wire.failures["buy_traffic"] = OutcomeUnknown(host="vpn.example.com")
        house.wire.got_through.add("buy_traffic")
        await stage.press("y")
        await stage.until_told("it was done: 450.00 ₽ was charged", "traffic 40 of 360 GB")
        assert house.server.sent == [TrafficRequest(60, 7)]
        assert house.wire.count("buy_traffic") == 1


async def test_a_link_is_replaced_by_a_word_that_is_typed() -> None:
    house, fake = able_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("v")
        await stage.until_told("Every device has to be set up again", "Type the word replace")
        await stage.type("yes")
        await stage.press("enter")
        await stage.until_shown("This is another word")
        assert house.wire.count("revoke") == 0
        await stage.press("backspace", "backspace", "backspace")
        await stage.type("Replace")
        await stage.press("enter")
        await stage.until_told("The new link.", "https://sub.example.com/new")
        assert house.wire.count("revoke") == 1
        await stage.press("escape")
        await stage.until_gone("The new link.")
        await stage.until_shown("sub.example.com")
        assert LINK not in stage.words().replace(" ", "")
        # The wait stands in the dialog from the beginning, and nothing is sent.
        await stage.press("v")
        await stage.until_told("done a short time ago. Try again in 900 seconds.")
        await stage.type("replace")
        await stage.press("enter")
        assert house.wire.count("revoke") == 1
        assert fake.held.link == "https://sub.example.com/new"


async def test_a_daily_tariff_is_paused_and_goes_on() -> None:
    house, _fake = able_house()
    async with staged(house, size=(120, 36)) as stage:
        await opened(stage)
        await stage.until_shown("17.00 ₽, the next on", "p pauses it")
        for question, shown in (
            ("No day is charged meanwhile; it works until", "17.00 ₽, paused"),
            ("17.00 ₽ a day is charged to the balance again", "p pauses it"),
        ):
            await stage.press("p")
            await stage.until_told(question)
            await stage.press("y")
            await stage.until_shown(shown)
        assert house.wire.count("pause") == 2


async def test_a_server_without_them_has_no_keys_for_them() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("d", "m", "u", "p", "v")
        await stage.until_shown("devices  3 of 5")
        assert len(stage.app.screen_stack) == 1
        for words in ("d shows", "u refreshes", "m buys", "v replaces", "p pauses"):
            assert words not in stage.words()
