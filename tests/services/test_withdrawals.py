"""Withdrawals: checked first, sent once, found again when no answer came."""

import asyncio
from dataclasses import replace

import pytest

from cabinet_tui.domain.errors import (
    CabinetError,
    NotSupported,
    OutcomeUnknown,
    ServerFailure,
    SignInRequired,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, Busy
from cabinet_tui.domain.withdrawal import (
    WithdrawalOrder,
    WithdrawalStatus,
)
from cabinet_tui.domain.withdrawal_refusals import (
    BadDetails,
    WithdrawalDecided,
    WithdrawalFound,
    WithdrawalTooSoon,
)
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_withdrawals import PAID, FakeWithdrawals
from tests.services.fakes import DOWN
from tests.services.house import House

ORDER = WithdrawalOrder(Kopeks(100_000), "SBP +7 900 111-22-33")
LOST = OutcomeUnknown(host="vpn.example.com")


def paying_house() -> tuple[House, FakeWithdrawals]:
    house = House(lambda server: Extras(withdrawals=FakeWithdrawals(server.wire)))
    fake = house.extras.withdrawals
    assert isinstance(fake, FakeWithdrawals)
    return house, fake


async def test_what_can_go_and_the_requests_are_read_together() -> None:
    house, fake = paying_house()
    await house.withdrawals.refresh_if_stale()
    desk = house.state().withdrawals.value
    assert desk is not None
    assert (desk.funds, desk.requests) == (fake.money, (PAID,))
    await house.withdrawals.refresh_if_stale()
    assert house.wire.count("funds") == 1


async def test_a_request_is_made_once_and_is_in_the_history_at_once() -> None:
    house, _fake = paying_house()
    made = await house.withdrawals.ask(replace(ORDER, details=f"  {ORDER.details}\n"))
    assert (made.amount, made.details, made.status) == (
        ORDER.amount,
        ORDER.details,
        WithdrawalStatus.PENDING,
    )
    assert house.wire.count("withdraw") == 1
    desk = house.state().withdrawals.value
    assert desk is not None
    assert desk.requests == (made, PAID)


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (replace(ORDER, details=" 1234 "), BadDetails),
        (replace(ORDER, details="x" * 1001), BadDetails),
        (replace(ORDER, amount=Kopeks(49_999)), AmountTooSmall),
        (replace(ORDER, amount=Kopeks(230_051)), AmountTooLarge),
    ],
)
async def test_what_would_be_refused_is_not_sent(
    order: WithdrawalOrder, refusal: type[CabinetError]
) -> None:
    house, _fake = paying_house()
    with pytest.raises(refusal):
        await house.withdrawals.ask(order)
    assert house.wire.count("withdraw") == 0


async def test_the_cool_down_is_told_and_nothing_is_sent() -> None:
    house, fake = paying_house()
    fake.money = replace(fake.money, obstacle=WithdrawalTooSoon(days=12))
    with pytest.raises(WithdrawalTooSoon) as told:
        await house.withdrawals.ask(ORDER)
    assert "12 days" in str(told.value)
    assert house.wire.count("withdraw") == 0


async def test_a_second_press_sends_nothing() -> None:
    house, _fake = paying_house()
    house.wire.hold("withdraw")
    first = asyncio.create_task(house.withdrawals.ask(ORDER))
    await house.clock.advance(0)
    with pytest.raises(Busy):
        await house.withdrawals.ask(ORDER)
    house.wire.release("withdraw")
    await first
    assert house.wire.count("withdraw") == 1


async def test_a_request_whose_answer_was_cut_is_found_in_the_history() -> None:
    house, fake = paying_house()
    house.wire.failures["withdraw"] = LOST
    house.wire.got_through.add("withdraw")
    with pytest.raises(WithdrawalFound) as told:
        await house.withdrawals.ask(ORDER)
    assert told.value.request_id == fake.requests[0].id == 5
    assert house.wire.count("withdraw") == 1
    assert len(fake.requests) == 2


@pytest.mark.parametrize("error", [LOST, ServerFailure(status=500)])
async def test_one_that_did_not_arrive_is_looked_for_twice_and_may_be_tried_again(
    error: CabinetError,
) -> None:
    house, fake = paying_house()
    house.wire.failures["withdraw"] = error
    asked = asyncio.create_task(house.withdrawals.ask(ORDER))
    await house.clock.until_sleeping(3.0)
    await house.clock.advance(3.0)
    with pytest.raises(CabinetError) as told:
        await asked
    if isinstance(error, ServerFailure):
        assert told.value is error
    else:
        assert isinstance(told.value, WithdrawalFound)
        assert told.value.looked
        assert told.value.request_id is None
    assert house.wire.count("withdraw") == 1
    assert fake.requests == [PAID]


async def test_nobody_knows_when_the_history_cannot_be_read_either() -> None:
    house, _fake = paying_house()
    house.wire.hold("withdraw")
    house.wire.failures["withdraw"] = LOST
    asked = asyncio.create_task(house.withdrawals.ask(ORDER))
    await house.clock.advance(0)
    house.wire.failures["withdrawals"] = DOWN
    house.wire.release("withdraw")
    await house.clock.until_sleeping(3.0)
    await house.clock.advance(3.0)
    with pytest.raises(WithdrawalFound) as told:
        await asked
    assert not told.value.looked


async def test_what_another_account_has_says_nothing() -> None:
    house, _fake = paying_house()
    house.wire.failures["withdraw"] = LOST
    asked = asyncio.create_task(house.withdrawals.ask(ORDER))
    await house.clock.until_sleeping(3.0)
    await house.session.sign_out()
    await house.clock.advance(3.0)
    with pytest.raises((WithdrawalFound, SignInRequired)) as told:
        await asked
    assert not getattr(told.value, "looked", False)


async def test_a_request_that_waits_can_be_taken_back_and_another_cannot() -> None:
    house, _fake = paying_house()
    made = await house.withdrawals.ask(ORDER)
    await house.withdrawals.cancel(made.id)
    desk = house.state().withdrawals.value
    assert desk is not None
    assert desk.requests[0].status is WithdrawalStatus.CANCELLED
    with pytest.raises(WithdrawalDecided):
        await house.withdrawals.cancel(PAID.id)


async def test_a_server_without_withdrawals_says_so() -> None:
    house = House()
    await house.withdrawals.refresh()
    assert isinstance(house.state().withdrawals.error, NotSupported)
    with pytest.raises(NotSupported):
        await house.withdrawals.ask(ORDER)


async def test_the_details_are_in_no_repr() -> None:
    house, fake = paying_house()
    made = await house.withdrawals.ask(ORDER)
    await house.withdrawals.refresh()
    for shown in (ORDER, made, fake.requests, house.state().withdrawals):
        assert "900" not in repr(shown)
