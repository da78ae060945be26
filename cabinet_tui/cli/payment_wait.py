"""Waiting until a payment is decided: a push tells first, asking second."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cabinet_tui.cli.exits import Exit
from cabinet_tui.domain.payment_watch import PaymentOutcome, watch_of
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.balance import Payment, StarsInvoice
    from cabinet_tui.services.cabinet import Cabinet

_CODES: Mapping[PaymentOutcome, Exit] = {
    PaymentOutcome.PAID: Exit.OK,
    PaymentOutcome.DECLINED: Exit.FAILED,
    PaymentOutcome.EXPIRED: Exit.FAILED,
}


async def decided(cabinet: "Cabinet", subject: "Payment | StarsInvoice") -> PaymentOutcome:
    """What became of a payment; WAITING when it is not decided within half an hour."""
    async with asyncio.TaskGroup() as group:
        pushes = group.create_task(cabinet.watch.run())
        await cabinet.payments.watch_payment(subject)
        pushes.cancel()
    watch = cabinet.store.state.payment_watch(watch_of(subject).key)
    return watch.outcome if watch else PaymentOutcome.WAITING


def exit_code(outcome: PaymentOutcome) -> Exit:
    """0 for paid, 1 for a payment that will never be, 9 while nobody knows."""
    return _CODES.get(outcome, Exit.OUTCOME_UNKNOWN)


def sentence(outcome: PaymentOutcome) -> str:
    """What became of it, in words."""
    match outcome:
        case PaymentOutcome.PAID:
            return _("The payment has arrived.")
        case PaymentOutcome.DECLINED:
            return _("The payment was declined.")
        case PaymentOutcome.EXPIRED:
            return _("The payment has expired.")
        case PaymentOutcome.GONE:
            return _("The payment is listed no more, and no money came: look at the history.")
        case PaymentOutcome.WAITING:
            return _("The payment still waits: look at “cabinet-tui payments”.")
