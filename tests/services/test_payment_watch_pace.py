"""How often a payment is looked at and for how long, and invoices, which have no name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.errors import HeldBack, RateLimited, Unreachable
from cabinet_tui.domain.event import PaymentCompleted, TicketReplied
from cabinet_tui.domain.payment_watch import PaymentOutcome
from cabinet_tui.services.payment_watcher import ASK_EVERY, LONGEST
from tests.held_clock import settle
from tests.services.fakes import DOWN
from tests.services.house import House
from tests.services.watching import AMOUNT, payment_of, watch, watching


async def test_other_news_wake_nobody() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.wire.calls.clear()
        house.router.handle(TicketReplied(ticket_id=1))
        await settle()
        assert house.wire.calls == []


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


async def test_a_push_tells_while_the_server_rests() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        house.wire.failures["pending"] = RateLimited(retry_after=timedelta(seconds=60))
        await house.clock.advance(3)
        house.wire.failures.clear()
        house.server.pay(payment)
        house.router.handle(PaymentCompleted(amount=AMOUNT))
        await settle()
        assert watch(house, payment).outcome is PaymentOutcome.PAID


async def test_what_is_held_back_on_our_side_is_looked_at_later() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment):
        before = house.state().pending
        house.wire.failures["pending"] = HeldBack(retry_after=timedelta(seconds=60))
        await house.clock.advance(30)
        assert watch(house, payment).outcome is PaymentOutcome.WAITING
        assert house.state().pending == before
        house.wire.failures.clear()
        house.server.pay(payment)
        await house.clock.advance(3)
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


async def test_a_forgotten_watch_ends() -> None:
    house = House()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        await house.payments.forget(payment.key)
        await settle()
        assert task.done()
    assert house.state().payment_watches == ()


async def test_with_the_session_the_watch_ends() -> None:
    house = House()
    await house.session.restore()
    payment = await payment_of(house)
    async with watching(house, payment) as task:
        house.server.account = replace(house.server.account, id=2)
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
