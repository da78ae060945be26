"""Leads through a payment from whatever screen it began on, and watches it in the background."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cabinet_tui.domain.balance import Payment, PaymentKey, StarsInvoice
from cabinet_tui.domain.link import LinkStatus
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import PaymentOutcome, PaymentWatch, watch_of
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.payment import PaymentDialog
from cabinet_tui.screens.dialogs.top_up import TopUpDialog
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.payment_wording import standing_line

if TYPE_CHECKING:
    from textual.app import App

    from cabinet_tui.screens.store_screen import Host
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.state import AppState


class Cashier:
    """What the app does with money that comes in."""

    def __init__(self, app: "App[int]", host: "Host") -> None:
        self._app = app
        self._host = host

    def top_up(self, missing: Kopeks | None) -> None:
        """Ask how much and how, then show the payment."""
        if self._host.cabinet is not None and self._host.store.state.session.signed_in:
            self._app.push_screen(TopUpDialog(missing), self._created)

    def _created(self, payment: Payment | StarsInvoice | None) -> None:
        if payment is not None:
            self.show(payment)

    def show(self, payment: Payment | StarsInvoice) -> None:
        """Watch a payment and show it, by what is known of its address from before."""
        known = _recalled(payment, self._host.store.state)
        self.watch(known)
        self._app.push_screen(PaymentDialog(known), self._left)

    def _left(self, waiting: Payment | StarsInvoice | None) -> None:
        if waiting is not None:
            self.tell_of_waiting(waiting)

    def watch(self, payment: Payment | StarsInvoice) -> None:
        """Follow a payment; when it is followed already, nothing changes."""
        if self._host.cabinet is not None:
            work = self._watched(self._host.cabinet, payment)
            self._app.run_worker(work, group="payment.watch")

    async def _watched(self, cabinet: "Cabinet", payment: Payment | StarsInvoice) -> None:
        """Follow it, and say how it ended unless that is on the screen or was pushed."""
        await cabinet.payments.watch_payment(payment)
        state = self._host.store.state
        ended = state.payment_watch(watch_of(payment).key)
        if ended is None or not ended.is_decided or self._is_shown(ended.key):
            return
        was_pushed = state.link.status is LinkStatus.LIVE
        if ended.outcome is not PaymentOutcome.PAID or not was_pushed:
            amount = money(ended.amount, ascii_only=self._host.ascii_only)
            what = _("Payment of {amount}").format(amount=amount)
            self._app.notify(f"{what}: {standing_line(ended)}", markup=False)

    def _is_shown(self, key: PaymentKey) -> bool:
        return any(
            isinstance(screen, PaymentDialog) and screen.key == key
            for screen in self._app.screen_stack
        )

    def tell_of_waiting(self, payment: Payment | StarsInvoice) -> None:
        """Say that a payment waits, and where it is found."""
        amount = money(payment.amount, ascii_only=self._host.ascii_only)
        self._app.notify(
            _(
                "The payment of {amount} goes on waiting. Find it with {balance}, then {list}."
            ).format(
                amount=amount,
                balance=key_named(self._app, "section.balance"),
                list=key_named(self._app, "balance.pending"),
            ),
            markup=False,
        )


def _recalled(payment: Payment | StarsInvoice, state: "AppState") -> Payment | StarsInvoice:
    """The payment with the address it was created with, when that is still known.

    The server's list has no addresses, and names a Stars invoice by a number of its own.
    """
    if isinstance(payment, StarsInvoice) or payment.url:
        return payment
    known = state.payment_watch(payment.key)
    if known is not None and known.url:
        return replace(payment, url=known.url, expires_at=payment.expires_at or known.expires_at)
    invoices = [watch for watch in state.payment_watches if _is_invoice_of(watch, payment)]
    if len(invoices) == 1:
        invoice = invoices[0]
        return StarsInvoice(invoice.url, invoice.amount, invoice.stars or 0)
    return payment


def _is_invoice_of(watch: PaymentWatch, payment: Payment) -> bool:
    same_way = watch.key.method.lower() == payment.key.method.lower()
    return watch.stars is not None and same_way and watch.amount == payment.amount
