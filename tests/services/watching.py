"""Payments under watch."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from cabinet_tui.domain.balance import Payment, StarsInvoice
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import PaymentWatch, watch_of
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
