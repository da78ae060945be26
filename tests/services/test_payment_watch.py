"""A watched payment: every end it can have, told apart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import PaymentState, TransactionKind
from cabinet_tui.domain.event import BalanceUpdated, PaymentCompleted
from cabinet_tui.domain.payment_watch import PaymentOutcome
from cabinet_tui.services.payment_watcher import MISSES
from tests.held_clock import START, settle
from tests.services.house import House
from tests.services.watching import AMOUNT, payment_of, watch, watching


async def test_it_waits_and_says_so() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        await house.clock.advance(60)
        found = watch(house, payment)
        assert found.outcome is PaymentOutcome.WAITING
        assert found.is_watched
        assert (found.amount, found.url) == (payment.amount, payment.url)
        assert house.wire.count("check") == 0


async def test_paid_is_seen_by_polling_and_all_of_it_is_read_again() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.pay(payment)
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID
        assert task.done()
        assert not watch(house, payment).is_watched
    state = house.state()
    assert state.balance.value == 65_050
    assert state.pending.value == ()
    assert [row.amount for row in state.history.items.value or ()] == [50_000]
    assert house.wire.count("subscription") == 1


@pytest.mark.parametrize("event", [PaymentCompleted(amount=AMOUNT), BalanceUpdated()])
async def test_a_push_tells_at_once(event: PaymentCompleted | BalanceUpdated) -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.pay(payment)
        house.router.handle(event)
        await settle()
        assert watch(house, payment).outcome is PaymentOutcome.PAID
        assert task.done()


async def test_money_for_another_payment_leaves_it_waiting() -> None:
    house = House()
    first, second = await payment_of(house), await payment_of(house)
    async with watching(house, second):
        house.server.pay(first)
        house.wire.calls.clear()
        house.router.handle(PaymentCompleted(amount=AMOUNT))
        await house.clock.advance(30)
        assert watch(house, second).outcome is PaymentOutcome.WAITING
        assert house.wire.count("pending") == 11


async def test_declined_is_told_from_paid() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.decline(payment)
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.DECLINED
        assert task.done()
    assert house.state().balance.value == 15_050
    assert house.state().pending.value == ()


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (PaymentState.PAID, PaymentOutcome.PAID),
        (PaymentState.FAILED, PaymentOutcome.DECLINED),
        (PaymentState.EXPIRED, PaymentOutcome.EXPIRED),
    ],
)
async def test_a_list_that_says_how_it_ended_is_believed(
    state: PaymentState, outcome: PaymentOutcome
) -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.server.pending = [replace(payment, state=state)]
        await house.clock.advance(3)
        assert watch(house, payment).outcome is outcome
    assert house.wire.count("check") == 0


async def test_a_word_that_nobody_knows_decides_nothing() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.server.pending = [replace(payment, state="waiting_for_capture")]
        await house.clock.advance(10)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING


async def test_expired_is_told_after_asking_once_more() -> None:
    house = House()
    payment = replace(await payment_of(house), expires_at=START + timedelta(minutes=5))
    house.server.pending = [payment]
    async with watching(house, payment) as task:
        await house.clock.advance(299)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        await house.clock.advance(15)
        assert watch(house, payment).outcome is PaymentOutcome.EXPIRED
        assert task.done()
    assert house.wire.count("check") == 1


async def test_money_that_came_at_the_last_moment_is_no_expiry() -> None:
    house = House()
    payment = replace(await payment_of(house), expires_at=START + timedelta(minutes=5))
    house.server.pending = [payment]
    async with watching(house, payment):
        house.server.checks[payment.key] = PaymentState.PAID
        await house.clock.advance(320)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_gone_without_money_is_neither_paid_nor_declined() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.pending = []
        house.server.checks.clear()
        await house.clock.advance(3 * (MISSES - 1))
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.GONE
        assert task.done()


async def test_a_list_that_forgets_it_for_a_moment_does_not_make_it_gone() -> None:
    house = House()
    payment = await payment_of(house, can_check=False)
    async with watching(house, payment):
        for _ in range(3):
            house.server.pending = []
            await house.clock.advance(3 * (MISSES - 1))
            house.server.pending = [payment]
            await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING


@pytest.mark.parametrize("can_check", [True, False])
async def test_a_payment_nobody_can_be_asked_about_is_found_in_the_history(
    can_check: bool,
) -> None:
    house = House()
    payment = await payment_of(house, can_check=can_check)
    async with watching(house, payment):
        house.server.pay(payment)
        house.server.checks.clear()
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_the_history_decides_also_when_it_is_slower_than_the_list() -> None:
    house = House()
    payment = await payment_of(house, can_check=False)
    async with watching(house, payment):
        house.server.pending = []
        await house.clock.advance(4)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        house.server.post(TransactionKind.TOP_UP, AMOUNT, "SBP")
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


@pytest.mark.parametrize(
    ("kind", "amount", "method"),
    [
        (TransactionKind.TOP_UP, 50_001, "SBP"),
        (TransactionKind.TOP_UP, 50_000, "CARD"),
        (TransactionKind.BONUS, 50_000, ""),
        (TransactionKind.REFERRAL, 50_000, ""),
    ],
)
async def test_other_money_is_not_this_payments(
    kind: TransactionKind, amount: int, method: str
) -> None:
    house = House()
    payment = await payment_of(house, can_check=False)
    async with watching(house, payment):
        house.server.pending = []
        house.server.post(kind, amount, method)
        await house.clock.advance(30)
        assert watch(house, payment).outcome is PaymentOutcome.GONE


async def test_money_from_before_the_watch_is_not_this_payments() -> None:
    house = House()
    house.server.post(TransactionKind.TOP_UP, AMOUNT, "SBP")
    payment = await payment_of(house, can_check=False)
    async with watching(house, payment):
        house.server.pending = []
        await house.clock.advance(30)
        assert watch(house, payment).outcome is PaymentOutcome.GONE


async def test_money_that_is_on_its_way_has_not_come() -> None:
    house = House()
    payment = await payment_of(house, can_check=False)
    async with watching(house, payment):
        house.server.post(TransactionKind.TOP_UP, AMOUNT, "SBP")
        house.server.transactions[0] = replace(house.server.transactions[0], completed=False)
        house.server.pending = []
        await house.clock.advance(4)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        house.server.transactions[0] = replace(house.server.transactions[0], completed=True)
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_a_payment_paid_before_anybody_looked_is_paid() -> None:
    house = House()
    payment = await payment_of(house)
    house.server.pay(payment)
    async with watching(house, payment):
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_a_manual_check_ends_the_watch() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.checks[payment.key] = PaymentState.FAILED
        await house.payments.check(payment.key)
        await settle()
        assert watch(house, payment).outcome is PaymentOutcome.DECLINED
        assert task.done()
