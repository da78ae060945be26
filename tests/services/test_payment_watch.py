"""A watched payment: every end it can have, told apart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import Payment, PaymentState, StarsInvoice, TransactionKind
from cabinet_tui.domain.errors import RateLimited, Unreachable
from cabinet_tui.domain.event import BalanceUpdated, PaymentCompleted, TicketReplied
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import PaymentOutcome, PaymentWatch, watch_of
from cabinet_tui.services.payment_watcher import ASK_EVERY, LONGEST, MISSES
from tests.held_clock import START, settle
from tests.services.fakes import DOWN
from tests.services.house import House, background

AMOUNT = Kopeks(50_000)


@asynccontextmanager
async def watching(
    house: House, subject: Payment | StarsInvoice
) -> AsyncIterator[asyncio.Task[None]]:
    async with background(house.payments.watch_payment(subject)) as task:
        yield task


async def payment_of(house: House, *, can_check: bool = True) -> Payment:
    """A payment that waits, in a house where everything was read."""
    payment = await house.payments.top_up(AMOUNT, "SBP")
    if not can_check:
        payment = replace(payment, can_check=False)
        house.server.pending = [payment]
    await house.load_everything()
    return payment


def watch(house: House, subject: Payment | StarsInvoice) -> PaymentWatch:
    found = house.state().payment_watch(watch_of(subject).key)
    assert found is not None
    return found


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


async def test_other_news_wake_nobody() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.wire.calls.clear()
        house.router.handle(TicketReplied(ticket_id=1))
        await settle()
        assert house.wire.calls == []


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


async def test_the_provider_is_not_asked_all_the_time() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.server.pending = []
        await house.clock.advance(60)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        assert 1 < house.wire.count("check") <= 60 / ASK_EVERY + 1


async def test_polling_grows_slower_and_ends() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        await house.clock.advance(60)
        assert house.wire.count("pending") == 21
        await house.clock.advance(9 * 60)
        house.wire.calls.clear()
        await house.clock.advance(300)
        assert house.wire.count("pending") == 10
        await house.clock.advance(LONGEST.total_seconds())
        assert task.done()
    found = watch(house, payment)
    assert found.outcome is PaymentOutcome.WAITING
    assert not found.is_watched
    assert house.wire.count("check") == 1


async def test_a_network_that_fails_ends_no_watch() -> None:
    house = House()
    payment = await payment_of(house)
    house.wire.failures["*"] = DOWN
    async with watching(house, payment):
        await house.clock.advance(60)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        house.wire.failures.clear()
        house.server.pay(payment)
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_a_server_that_wants_a_rest_gets_it() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.wire.failures["pending"] = RateLimited(retry_after=timedelta(seconds=60))
        await house.clock.advance(3)
        house.wire.calls.clear()
        await house.clock.advance(59)
        assert house.wire.calls == []
        house.wire.failures.clear()
        house.server.pay(payment)
        await house.clock.advance(4)
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_the_same_payment_is_watched_once() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        await house.payments.watch_payment(payment)
        house.wire.calls.clear()
        await house.clock.advance(30)
        assert house.wire.count("pending") == 10


async def test_a_watch_given_up_can_be_taken_up_again() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        await house.clock.advance(3)
    assert not watch(house, payment).is_watched
    async with watching(house, payment):
        assert watch(house, payment).is_watched
        house.server.pay(payment)
        await house.clock.advance(3)
        assert watch(house, payment).outcome is PaymentOutcome.PAID
    assert len(house.state().payment_watches) == 1


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


async def test_a_forgotten_watch_ends() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.payments.forget(payment.key)
        await settle()
        assert task.done()
    assert house.state().payment_watches == ()


async def test_with_the_session_the_watch_ends() -> None:
    house = House()
    await house.session.restore()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        await house.session.sign_in("b@example.com", "right")
        await settle()
        assert task.done()
    assert house.state().payment_watches == ()


async def test_with_a_session_that_the_server_ended_the_watch_ends_too() -> None:
    house = House()
    await house.session.restore()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.session.session_ended()
        await settle()
        assert task.done()
    assert watch(house, payment).outcome is PaymentOutcome.WAITING
    assert not watch(house, payment).is_watched


async def test_an_invoice_is_paid_when_its_money_comes() -> None:
    house = House()
    house.server.post(TransactionKind.TOP_UP, AMOUNT, "TELEGRAM_STARS")
    invoice = await house.payments.stars_invoice(AMOUNT)
    async with watching(house, invoice) as task:
        await house.clock.advance(10)
        assert watch(house, invoice).outcome is PaymentOutcome.WAITING
        assert watch(house, invoice).stars == 1_000
        house.server.post(TransactionKind.TOP_UP, AMOUNT, "TELEGRAM_STARS")
        house.router.handle(PaymentCompleted(amount=AMOUNT))
        await settle()
        assert watch(house, invoice).outcome is PaymentOutcome.PAID
        assert task.done()


async def test_an_invoice_paid_before_anybody_looked_is_paid() -> None:
    house = House()
    invoice = await house.payments.stars_invoice(AMOUNT)
    house.server.post(TransactionKind.TOP_UP, AMOUNT)
    async with watching(house, invoice):
        assert watch(house, invoice).outcome is PaymentOutcome.PAID


async def test_money_pays_one_invoice_only() -> None:
    house = House()
    invoices = [replace(await house.payments.stars_invoice(AMOUNT), url=f"u{n}") for n in range(2)]
    async with watching(house, invoices[0]), watching(house, invoices[1]):
        house.server.post(TransactionKind.TOP_UP, AMOUNT, "TELEGRAM_STARS")
        await house.clock.advance(3)
        outcomes = sorted(watch(house, invoice).outcome for invoice in invoices)
        assert outcomes == [PaymentOutcome.PAID, PaymentOutcome.WAITING]


async def test_an_invoice_nobody_pays_waits_to_the_end_and_is_not_called_gone() -> None:
    house = House()
    invoice = await house.payments.stars_invoice(AMOUNT)
    async with watching(house, invoice) as task:
        await house.clock.advance(LONGEST.total_seconds() + 30)
        assert task.done()
    assert watch(house, invoice).outcome is PaymentOutcome.WAITING
    assert not watch(house, invoice).is_watched


async def test_an_invoice_is_not_made_when_nobody_can_tell_later_who_paid() -> None:
    house = House()
    house.wire.failures["transactions"] = DOWN
    with pytest.raises(Unreachable):
        await house.payments.stars_invoice(AMOUNT)
    assert house.wire.count("stars_invoice") == 0
