"""The documented rate limits are never broken from our side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.limits import Limiter, RateClass
from cabinet_tui.domain.errors import RateLimited
from tests.fake_clock import FakeClock

PER_MINUTE = {RateClass.AUTH: 5, RateClass.PAYMENT: 10, RateClass.OTHER: 60}


@pytest.mark.parametrize(("rate", "most"), PER_MINUTE.items())
async def test_a_burst_may_use_up_the_minute(rate: RateClass, most: int) -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for _ in range(most):
        await limiter.acquire(rate, write=True)
    assert clock.naps == []
    with pytest.raises(RateLimited) as caught:
        await limiter.acquire(rate, write=True)
    assert caught.value.retry_after.total_seconds() == 61


async def test_a_write_waits_when_the_wait_is_short() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for _ in range(5):
        await limiter.acquire(RateClass.AUTH, write=True)
    clock.advance(58.5)
    await limiter.acquire(RateClass.AUTH, write=True)
    assert clock.naps == [2.5]


async def test_reading_leaves_room_for_what_a_person_does() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for _ in range(50):
        await limiter.acquire(RateClass.OTHER)
    with pytest.raises(RateLimited):
        await limiter.acquire(RateClass.OTHER)
    await limiter.acquire(RateClass.OTHER, write=True)
    assert clock.naps == []


async def test_classes_do_not_share_their_limits() -> None:
    limiter = Limiter(FakeClock())
    for _ in range(5):
        await limiter.acquire(RateClass.AUTH, write=True)
    await limiter.acquire(RateClass.PAYMENT, write=True)


async def test_reads_wait_for_a_short_block() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    limiter.block(RateClass.OTHER, 10)
    await limiter.acquire(RateClass.OTHER)
    assert clock.naps == [10]


@given(
    st.lists(st.tuples(st.floats(0, 30), st.booleans()), max_size=120),
    st.sampled_from(RateClass),
)
async def test_no_minute_holds_more_than_its_limit(
    asked: list[tuple[float, bool]], rate: RateClass
) -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    left: list[float] = []
    for pause, write in asked:
        clock.advance(pause)
        try:
            await limiter.acquire(rate, write=write)
        except RateLimited:
            continue
        left.append(clock.monotonic())
    for start in left:
        assert sum(start <= moment < start + 60 for moment in left) <= PER_MINUTE[rate]
