"""The documented rate limits are never broken from our side, and what a person does comes first."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.limits import DOCUMENTED, Ask, Limiter, Limits, RateClass
from cabinet_tui.api.windows import Sent, Windows
from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.urgency import Urgency
from tests.fake_clock import FakeClock

T = TypeVar("T")
PER_MINUTE = {RateClass.AUTH: 5, RateClass.PAYMENT: 10, RateClass.OTHER: 60}
DEED = Ask(RateClass.OTHER)


def read(of: int | str, account: str = "") -> Ask:
    return Ask(RateClass.OTHER, Urgency.READ, account, mark=str(of))


def background(of: int | str = "") -> Ask:
    return Ask(RateClass.OTHER, Urgency.BACKGROUND, mark=str(of))


class Notebook:
    """What processes share, in memory; one that is torn raises."""

    def __init__(self) -> None:
        self.text = ""
        self.is_torn = False
        self.changes = 0

    async def change(self, edit: Callable[[str], tuple[str, T]]) -> T:
        if self.is_torn:
            raise OSError
        self.changes += 1
        self.text, result = edit(self.text)
        return result


@pytest.mark.parametrize(("rate", "most"), PER_MINUTE.items())
async def test_a_burst_may_use_up_the_minute(rate: RateClass, most: int) -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for _ in range(most):
        await limiter.acquire(Ask(rate))
    assert clock.naps == []
    with pytest.raises(RateLimited) as caught:
        await limiter.acquire(Ask(rate))
    assert caught.value.retry_after.total_seconds() == 61


async def test_a_deed_waits_when_the_wait_is_short() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for _ in range(5):
        await limiter.acquire(Ask(RateClass.AUTH))
    clock.advance(58.5)
    await limiter.acquire(Ask(RateClass.AUTH))
    assert clock.naps == [2.5]


async def test_each_kind_leaves_room_for_what_matters_more() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    for count in range(24):
        await limiter.acquire(background(count))
    with pytest.raises(RateLimited):
        await limiter.acquire(background("more"))
    for _ in range(8):
        await limiter.acquire(read("home"))
    with pytest.raises(RateLimited):
        await limiter.acquire(read("home"))
    for count in range(14):
        await limiter.acquire(read(f"section {count}"))
    with pytest.raises(RateLimited):
        await limiter.acquire(read("one more"))
    for count in range(14):
        look = Ask(RateClass.OTHER, Urgency.DEED, mark="home")
        await limiter.acquire(look if count % 2 else DEED)
    assert clock.naps == []
    with pytest.raises(RateLimited):
        await limiter.acquire(DEED)


async def test_payments_that_are_looked_after_leave_room_to_pay() -> None:
    limiter = Limiter(FakeClock())
    looking = Ask(RateClass.PAYMENT, Urgency.BACKGROUND)
    for _ in range(5):
        await limiter.acquire(looking)
    with pytest.raises(RateLimited):
        await limiter.acquire(looking)
    for _ in range(5):
        await limiter.acquire(Ask(RateClass.PAYMENT))


async def test_classes_and_accounts_do_not_share_their_limits() -> None:
    limiter = Limiter(FakeClock())
    for _ in range(5):
        await limiter.acquire(Ask(RateClass.AUTH, account="one"))
    await limiter.acquire(Ask(RateClass.PAYMENT, account="one"))
    for _ in range(60):
        await limiter.acquire(Ask(RateClass.OTHER, account="one"))
    await limiter.acquire(Ask(RateClass.OTHER, account="two"))
    # Who signs in is not known yet: that is counted by the address for all of them.
    with pytest.raises(RateLimited):
        await limiter.acquire(Ask(RateClass.AUTH, account="two"))


async def test_reads_wait_for_a_short_block() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    await limiter.block(DEED, 10)
    await limiter.acquire(read("balance"))
    assert clock.naps == [10]


async def test_a_block_has_an_end_whatever_the_server_says() -> None:
    clock = FakeClock()
    limiter = Limiter(clock)
    await limiter.block(DEED, 1e9)
    with pytest.raises(RateLimited) as caught:
        await limiter.acquire(DEED)
    assert caught.value.retry_after.total_seconds() == 3600


async def test_a_route_has_its_limit_beside_that_of_its_class() -> None:
    limits = Limits(DOCUMENTED.classes, {"/login": 2}, is_by_route=True)
    limiter = Limiter(FakeClock(), limits)
    login, other = Ask(RateClass.AUTH, route="/login"), Ask(RateClass.AUTH, path="POST /other")
    for _ in range(2):
        await limiter.acquire(login)
    with pytest.raises(RateLimited):
        await limiter.acquire(login)
    await limiter.acquire(other)
    await limiter.block(other, 30)
    with pytest.raises(RateLimited):
        await limiter.acquire(other)
    await limiter.acquire(Ask(RateClass.AUTH, path="POST /third"))


async def test_what_never_left_is_given_back() -> None:
    limits = Limits(DOCUMENTED.classes, {"/login": 1})
    limiter = Limiter(FakeClock(), limits)
    ask = Ask(RateClass.AUTH, route="/login")
    for _ in range(7):
        await limiter.give_back(ask, await limiter.acquire(ask))
    for _ in range(4):
        await limiter.count(Ask(RateClass.AUTH))
    await limiter.acquire(ask)
    with pytest.raises(RateLimited):
        await limiter.acquire(Ask(RateClass.AUTH))


@given(
    st.lists(st.tuples(st.floats(0, 30), st.sampled_from(Urgency)), max_size=120),
    st.sampled_from(RateClass),
    st.integers(1, 3),
)
async def test_no_minute_holds_more_than_its_limit(
    asked: list[tuple[float, Urgency]], rate: RateClass, processes: int
) -> None:
    clock = FakeClock()
    notebook = Notebook()
    limiters = [Limiter(clock, shared=notebook) for _ in range(processes)]
    left: list[float] = []
    for turn, (pause, urgency) in enumerate(asked):
        clock.advance(pause)
        try:
            await limiters[turn % processes].acquire(Ask(rate, urgency))
        except RateLimited:
            continue
        left.append(clock.monotonic())
    for start in left:
        assert sum(start <= moment < start + 60 for moment in left) <= PER_MINUTE[rate]


async def test_processes_know_of_each_other() -> None:
    clock, notebook = FakeClock(), Notebook()
    window, command = Limiter(clock, shared=notebook), Limiter(clock, shared=notebook)
    for _ in range(30):
        await window.acquire(DEED)
        await command.acquire(DEED)
    for limiter in (window, command):
        with pytest.raises(RateLimited):
            await limiter.acquire(DEED)
    clock.advance(61)
    await command.block(DEED, 30)
    with pytest.raises(RateLimited):
        await window.acquire(DEED)


async def test_without_what_is_shared_each_goes_on_with_what_it_knows() -> None:
    clock, notebook = FakeClock(), Notebook()
    limiter = Limiter(clock, shared=notebook)
    for _ in range(50):
        await limiter.acquire(DEED)
    notebook.is_torn = True
    for _ in range(10):
        await limiter.acquire(DEED)
    with pytest.raises(RateLimited):
        await limiter.acquire(DEED)
    # It is not tried again at each request: that may take its time every time.
    notebook.is_torn, changes = False, notebook.changes
    clock.advance(30)
    with pytest.raises(RateLimited):
        await limiter.acquire(background())
    assert notebook.changes == changes
    clock.advance(31)
    await limiter.acquire(DEED)
    assert notebook.changes == changes + 1


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "null",
        '{"schema": 2, "sent": {"other ": [[1, ""]]}}',
        '{"schema": 1, "sent": [], "closed": 5}',
        '{"schema": 1, "sent": {"other ": 7}, "closed": {"other ": "never"}}',
        '{"schema": 1, "sent": {"other ": [7, [], [true, ""], ["1", ""], [1e308, ""], [1]]}}',
        '{"schema": 1, "closed": {"other ": 1e15, "route  ": NaN}}',
        "[" * 5000,
    ],
)
async def test_a_damaged_record_is_an_empty_one(damage: str) -> None:
    notebook = Notebook()
    notebook.text = damage
    clock = FakeClock()
    limiter = Limiter(clock, shared=notebook)
    for _ in range(60):
        await limiter.acquire(DEED)
    with pytest.raises(RateLimited):
        await limiter.acquire(DEED)
    assert clock.naps == []


def test_what_is_written_is_read_back() -> None:
    windows = Windows()
    windows.put("other ", Sent(10.0, "a"))
    windows.put("other ", Sent(11.5))
    windows.close("route x ", 70.0)
    again = Windows.read(windows.written())
    assert again.written() == windows.written()
    assert again.count("other ", "a") == 1
    again.prune(71.5)
    assert (
        again.written() == Windows.read('{"schema": 1, "sent": {"other ": [[11.5, ""]]}}').written()
    )


async def test_a_clock_that_is_put_back_stops_nobody_for_long() -> None:
    clock, notebook = FakeClock(), Notebook()
    limiter = Limiter(clock, shared=notebook)
    for _ in range(60):
        await limiter.acquire(DEED)
    clock.advance(-30)
    with pytest.raises(RateLimited) as caught:
        await limiter.acquire(DEED)
    assert caught.value.retry_after.total_seconds() == 61
    clock.advance(-86_400)
    await limiter.acquire(DEED)
