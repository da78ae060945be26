"""Subscription: how long the traffic lasts, in words, as a bar and as a chart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.referral import Earning
from cabinet_tui.domain.subscription import GIB, Traffic
from cabinet_tui.domain.traffic_period import TrafficReset
from tests.held_clock import START
from tests.services.fake_shelf import FakeShelf
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

FIRST = datetime(1, 1, 2, tzinfo=UTC)


def held_as(house: House, resets: TrafficReset | None, used: int, limit: int) -> House:
    """The subscription with this traffic, begun long ago."""
    held = house.server.subscription
    assert held is not None
    house.server.subscription = replace(
        held, resets=resets, started_at=FIRST, traffic=Traffic(used, limit)
    )
    return house


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50")
    await stage.press("4")
    await stage.until_shown("Amsterdam")


async def test_a_pace_that_is_too_fast_says_until_when_it_lasts_and_is_drawn() -> None:
    house = held_as(full_house(), TrafficReset.MONTH, 200 * GIB, 300 * GIB)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("at this pace it lasts until", "30 Jan", "█│░", "a day since 1 Jan")
        await stage.press("h")
        await stage.until_shown("Traffic used", "• used", "· at this pace", "─ limit", "300┤")
        await stage.until_shown("lasts until   30 Jan 2024", "by the reset  315.3 GB")
        assert all(len(line) <= 80 for line in stage.text().splitlines())
        await stage.press("h")
        await stage.until_gone("Traffic used")
        # Nothing is drawn where nothing is known.
        held_as(house, None, 200 * GIB, 300 * GIB)
        await stage.press("r")
        await stage.until_shown("not known yet")
        await stage.press("h")
        assert "Traffic used" not in stage.text()


async def test_home_says_when_the_traffic_is_about_to_run_out() -> None:
    house = held_as(full_house(), TrafficReset.MONTH, 290 * GIB, 300 * GIB)
    async with staged(house) as stage:
        await stage.until_shown("The traffic: at this pace it lasts until 21 Jan 08:16")
        held_as(house, TrafficReset.MONTH, 29 * GIB, 300 * GIB)
        await stage.press("r")
        await stage.until_gone("The traffic:")


async def test_used_up_traffic_says_when_it_is_set_back() -> None:
    house = held_as(full_house(), TrafficReset.WEEK, 301 * GIB, 300 * GIB)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("used up; reset on 22 Jan")


async def test_without_a_rule_it_is_what_was_seen_on_earlier_days() -> None:
    shelf = FakeShelf()
    shelf.seen[7] = (Seen(START - timedelta(days=4), 20 * GIB),)
    house = House(shelf=shelf, server=full_house().server)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("at this pace 155.2 GB by the", "5 GB a day, seen here")
        await stage.press("h")
        await stage.until_shown("Traffic used", "since       16 Jan 2024", "by the end  155.2 GB")


@pytest.fixture
def russian() -> Iterator[None]:
    before = locale.current()
    locale.use("ru")
    yield
    locale.use(before)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.usefixtures("russian")
async def test_the_pace_in_ascii_and_russian_fits(size: tuple[int, int]) -> None:
    house = held_as(full_house(), TrafficReset.MONTH, 200 * GIB, 300 * GIB)
    async with staged(house, size=size, ascii_only=True) as stage:
        await stage.until_shown("540,50 RUB")
        await stage.press("4")
        await stage.until_shown("#|.")
        await stage.press("h")
        await stage.until_shown("Расход трафика", "* израсходовано", "хватит до", "**")
        lines = stage.text().splitlines()
        assert all(len(line) <= size[0] for line in lines)
        assert not {"•", "─", "│", "…"} & set(stage.text())


async def test_hostile_sums_and_sizes_are_drawn_and_keep_their_lines() -> None:
    house = held_as(full_house(), TrafficReset.NEVER, 10**15, 10**15 + 1)
    server = house.server
    now = house.clock.now()
    server.transactions[0] = replace(server.transactions[0], amount=Kopeks(10**15))
    server.earnings = [
        Earning(id=1, amount=Kopeks(10**15), created_at=now),
        Earning(id=2, amount=Kopeks(7), created_at=FIRST),
    ]
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("h")
        await stage.until_shown("Traffic used", "931,322.6 GB")
        await stage.press("escape", "2", "g")
        await stage.until_shown("10T", "10,000,000,012,000.00    7,475.00")
        await stage.press("escape", "5", "g")
        await stage.until_shown("Earned by month", "10T", "10,000,000,000,000.00")
