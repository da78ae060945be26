"""A link is taken back once, and a toggle is never sent twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.errors import (
    CabinetError,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    ServerFailure,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import Busy, NotOffered, TooSoon
from tests.held_clock import START, settle
from tests.services.deeds import rich_house
from tests.services.fake_more import FakeMore
from tests.services.fakes import DOWN
from tests.services.house import House

LOST = OutcomeUnknown(host="vpn.example.com")
OLD, NEW = "https://sub.example.com/old", "https://sub.example.com/new"


def house_of(*, paused: bool = False) -> tuple[House, FakeMore]:
    house = rich_house()
    fake = house.extras.revoke
    assert isinstance(fake, FakeMore)
    daily = Daily(paused, Kopeks(1_700), START + timedelta(hours=5))
    house.server.subscription = replace(fake.held, link=OLD, qr_png="old", daily=daily)
    return house, fake


def link(house: House) -> str:
    held = house.state().subscription.value
    return held.link if held else ""


async def test_the_new_link_comes_and_the_old_one_is_nowhere() -> None:
    house, _fake = house_of()
    assert await house.cabinet.revoke.revoke() == NEW
    assert link(house) == NEW
    assert OLD not in repr(house.state())


async def test_the_old_link_is_gone_even_when_the_new_one_cannot_be_read() -> None:
    house, _fake = house_of()
    await house.subscription.refresh()
    house.wire.hold("revoke")
    revoking = asyncio.create_task(house.cabinet.revoke.revoke())
    await settle()
    house.wire.failures["subscription"] = DOWN
    house.wire.release("revoke")
    assert await revoking == ""
    held = house.state().subscription.value
    assert held is not None
    assert (held.link, held.qr_png) == ("", "")


async def test_a_server_that_still_tells_the_old_link_is_not_believed() -> None:
    house, fake = house_of()
    fake.slow_link = True
    assert await house.cabinet.revoke.revoke() == ""


async def test_it_cannot_be_done_again_until_the_cool_down_is_over() -> None:
    house, _fake = house_of()
    await house.cabinet.revoke.revoke()
    await house.clock.advance(100)
    with pytest.raises(TooSoon) as told:
        await house.cabinet.revoke.revoke()
    assert told.value.seconds == 800
    assert house.wire.count("revoke") == 1


async def test_the_exact_wait_of_the_server_is_told_and_kept() -> None:
    house, fake = house_of()
    fake.wait = timedelta(seconds=431)
    with pytest.raises(TooSoon) as told:
        await house.cabinet.revoke.revoke()
    assert "431" in str(told.value)
    assert house.state().revoke_at == house.clock.now() + fake.wait
    assert link(house) == OLD


@pytest.mark.parametrize("arrived", [True, False])
async def test_another_link_tells_that_it_was_done_without_an_answer(*, arrived: bool) -> None:
    house, _fake = house_of()
    house.wire.failures["revoke"] = LOST
    if arrived:
        house.wire.got_through.add("revoke")
        assert await house.cabinet.revoke.revoke() == NEW
    else:
        with pytest.raises(OutcomeUnknown):
            await house.cabinet.revoke.revoke()
        assert link(house) == OLD
    assert house.wire.count("revoke") == 1


async def test_without_a_subscription_nothing_is_revoked() -> None:
    house, _fake = house_of()
    house.server.subscription = None
    with pytest.raises(NotFound):
        await house.cabinet.revoke.revoke()
    assert house.wire.count("revoke") == 0


@pytest.mark.parametrize("paused", [True, False])
async def test_it_is_paused_and_goes_on_and_the_state_is_read_again(*, paused: bool) -> None:
    house, _fake = house_of(paused=not paused)
    assert await house.cabinet.pause.set_paused(paused=paused) is paused
    held = house.state().subscription.value
    assert held is not None
    assert held.daily is not None
    assert held.daily.is_paused is paused
    assert house.wire.count("pause") == 1


async def test_what_is_so_already_is_not_toggled() -> None:
    house, fake = house_of()
    await house.subscription.refresh()
    # Somebody has paused it elsewhere since it was shown.
    fake.toggle_now()
    assert await house.cabinet.pause.set_paused(paused=True) is True
    assert house.wire.count("pause") == 0


async def test_a_key_pressed_twice_toggles_once() -> None:
    house, _fake = house_of()
    house.wire.hold("pause")
    first = asyncio.create_task(house.cabinet.pause.set_paused(paused=True))
    await settle()
    with pytest.raises(Busy):
        await house.cabinet.pause.set_paused(paused=True)
    house.wire.release("pause")
    assert await first is True
    assert house.wire.count("pause") == 1


@pytest.mark.parametrize("error", [LOST, ServerFailure(status=500)])
@pytest.mark.parametrize("arrived", [True, False])
async def test_the_subscription_tells_what_a_toggle_without_an_answer_did(
    error: CabinetError, *, arrived: bool
) -> None:
    house, _fake = house_of()
    house.wire.failures["pause"] = error
    if arrived:
        house.wire.got_through.add("pause")
        assert await house.cabinet.pause.set_paused(paused=True) is True
    else:
        with pytest.raises(type(error)):
            await house.cabinet.pause.set_paused(paused=True)
    assert house.wire.count("pause") == 1


async def test_a_tariff_of_whole_periods_is_not_paused() -> None:
    house, fake = house_of()
    house.server.subscription = replace(fake.held, daily=None)
    with pytest.raises(NotOffered):
        await house.cabinet.pause.set_paused(paused=True)
    assert house.wire.count("pause") == 0


async def test_nothing_is_toggled_while_it_is_not_known_how_it_is() -> None:
    house, _fake = house_of()
    house.wire.failures["subscription"] = DOWN
    with pytest.raises(type(DOWN)):
        await house.cabinet.pause.set_paused(paused=True)
    assert house.wire.count("pause") == 0


async def test_a_server_without_these_says_so() -> None:
    house = House()
    with pytest.raises(NotSupported):
        await house.cabinet.revoke.revoke()
    with pytest.raises(NotSupported):
        await house.cabinet.pause.set_paused(paused=True)


async def test_the_one_that_is_shown_is_named_even_where_nothing_was_chosen() -> None:
    house, fake = house_of()
    await house.cabinet.pause.set_paused(paused=True)
    await house.cabinet.revoke.revoke()
    assert fake.asked_of == [7, 7]
