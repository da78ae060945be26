"""Devices are changed once, about one that is there, and the list tells what became of it."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.errors import NotFound, NotSupported, OutcomeUnknown, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import SlotsCostLater
from cabinet_tui.domain.refusals import Busy, NotOffered, PriceChanged
from tests.held_clock import settle
from tests.services.deeds import rich_house
from tests.services.fake_more import LAPTOP, PHONE, FakeMore
from tests.services.house import House

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

LOST = OutcomeUnknown(host="vpn.example.com")


def devices_house() -> tuple[House, FakeMore]:
    house = rich_house()
    fake = house.extras.devices
    assert isinstance(fake, FakeMore)
    return house, fake


def names(house: House) -> list[str]:
    held = house.state().devices.value
    return [device.name or device.model for device in held.items] if held else []


async def test_they_are_read_with_the_number_of_places() -> None:
    house, _fake = devices_house()
    await house.cabinet.devices.refresh_if_stale()
    await house.cabinet.devices.refresh_if_stale()
    held = house.state().devices.value
    assert held is not None
    assert (held.total, held.limit) == (3, 5)
    assert house.wire.count("devices") == 1


async def test_without_a_subscription_there_are_none() -> None:
    house, _fake = devices_house()
    house.server.subscription = None
    await house.cabinet.devices.refresh()
    assert house.state().devices.told() is None


async def test_a_name_is_set_once_and_shown() -> None:
    house, _fake = devices_house()
    await house.cabinet.devices.rename(PHONE.id, "  My \t phone ")
    assert house.wire.count("rename") == 1
    assert names(house) == ["My phone", "Work", "Box"]


async def test_the_chosen_subscription_is_named_in_every_request() -> None:
    house, fake = devices_house()
    house.store.update(lambda state: replace(state, chosen_subscription=31))
    devices = house.cabinet.devices
    await devices.rename(PHONE.id, "")
    await devices.remove(PHONE.id)
    await devices.remove_all()
    assert set(fake.asked_of) == {31}


async def test_one_that_is_not_listed_is_not_sent() -> None:
    house, _fake = devices_house()
    for unknown in ("nobody", ""):
        with pytest.raises(NotFound):
            await house.cabinet.devices.remove(unknown)
        with pytest.raises(NotFound):
            await house.cabinet.devices.rename(unknown, "x")
    assert house.wire.count("remove") == house.wire.count("rename") == 0


async def test_removed_ones_are_gone_from_the_list() -> None:
    house, _fake = devices_house()
    await house.cabinet.devices.remove(LAPTOP.id)
    assert names(house) == ["Pixel 8", "Box"]
    await house.cabinet.devices.remove_all()
    assert names(house) == []


async def test_a_key_pressed_twice_removes_once() -> None:
    house, _fake = devices_house()
    house.wire.hold("remove")
    first = asyncio.create_task(house.cabinet.devices.remove(PHONE.id))
    await settle()
    with pytest.raises(Busy):
        await house.cabinet.devices.remove(LAPTOP.id)
    house.wire.release("remove")
    await first
    assert names(house) == ["Work", "Box"]


@pytest.mark.parametrize("call", ["rename", "remove", "remove_all"])
async def test_the_list_tells_what_became_of_a_change_without_an_answer(call: str) -> None:
    for arrived in (True, False):
        house, _fake = devices_house()
        house.wire.failures[call] = LOST
        if arrived:
            house.wire.got_through.add(call)
        devices = house.cabinet.devices
        changes: dict[str, Callable[[], Coroutine[None, None, None]]] = {
            "rename": partial(devices.rename, PHONE.id, "Mine"),
            "remove": partial(devices.remove, PHONE.id),
            "remove_all": devices.remove_all,
        }
        change = changes[call]
        if arrived:
            await change()
        else:
            with pytest.raises(OutcomeUnknown):
                await change()
        assert house.wire.count(call) == 1
        assert ("Pixel 8" in names(house)) is not arrived


async def test_what_the_server_refuses_changes_nothing() -> None:
    house, _fake = devices_house()
    house.wire.failures["rename"] = Rejected(detail="No")
    with pytest.raises(Rejected):
        await house.cabinet.devices.rename(PHONE.id, "x")
    assert names(house) == ["Pixel 8", "Work", "Box"]


async def test_a_plan_for_places_says_what_changes_and_what_it_means() -> None:
    house, _fake = devices_house()
    plan = await house.cabinet.devices.plan_slots(2)
    assert plan.before is not None
    assert (plan.before.devices, plan.after.devices) == (5, 7)
    assert plan.after.traffic == plan.before.traffic
    assert plan.after.expires_at == plan.before.expires_at
    assert (plan.price, plan.balance_after) == (Kopeks(46_000), Kopeks(154_000))
    assert plan.warnings == (SlotsCostLater(10),)
    assert plan.request == SlotsRequest(2, 7)


async def test_more_places_than_there_can_be_are_refused_in_the_servers_words() -> None:
    house, _fake = devices_house()
    with pytest.raises(NotOffered) as told:
        await house.cabinet.devices.plan_slots(4)
    assert "No more than 8" in str(told.value)
    for count in (0, -1, 101):
        with pytest.raises(NotOffered):
            await house.cabinet.devices.plan_slots(count)


async def test_another_price_than_planned_is_not_paid() -> None:
    house, fake = devices_house()
    plan = await house.cabinet.devices.plan_slots(1)
    fake.price_of_one = Kopeks(24_000)
    with pytest.raises(PriceChanged):
        await house.cabinet.devices.buy(plan)
    assert house.wire.count("buy_slots") == 0


async def test_a_server_without_devices_says_so() -> None:
    house = House()
    await house.cabinet.devices.refresh()
    assert isinstance(house.state().devices.error, NotSupported)
    with pytest.raises(NotSupported):
        await house.cabinet.devices.remove_all()
    with pytest.raises(NotSupported):
        await house.cabinet.devices.plan_slots(1)
