"""Payments as this dialect sends them: made, waiting, checked."""

from dataclasses import replace

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.payment_words import payment_state
from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Items,
    Moment,
    OpenLink,
    Prose,
    Text,
    Wire,
    Word,
    fitting,
    kopeks,
)
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentState,
    StarsInvoice,
)
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import ZERO, Kopeks


class TopUpReply(Wire):
    """``POST /balance/topup``."""

    payment_id: Text = ""
    payment_url: OpenLink = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    status: Word = ""
    expires_at: Moment = None

    def payment(self, *, asked: Kopeks, method: str) -> Payment:
        """The payment, under its provider's name for it."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        return Payment(
            key=PaymentKey(method=method, id=self.payment_id),
            amount=asked if amount is None else amount,
            state=payment_state(self.status) if self.status else PaymentState.PENDING,
            url=self.payment_url,
            expires_at=self.expires_at,
            can_check=bool(self.payment_id),
        )


class InvoiceReply(Wire):
    """``POST /balance/stars-invoice``."""

    invoice_url: OpenLink
    stars_amount: Integer = None
    amount_kopeks: Integer = None

    def invoice(self, *, asked: Kopeks) -> StarsInvoice:
        """The invoice; its amount is that of whole stars."""
        amount = kopeks(self.amount_kopeks, None)
        return StarsInvoice(
            url=self.invoice_url,
            amount=asked if amount is None else amount,
            stars=self.stars_amount or 0,
        )


class PendingReply(Paged):
    """``GET /balance/pending-payments``."""

    items: Items


class PendingItem(Wire):
    """A payment that waits, or what became of it; ``status`` is its provider's own word."""

    id: Id
    method: Word = ""
    identifier: Text = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    status: Word = ""
    status_text: Text = ""
    is_paid: Flag = None
    is_checkable: Flag = None
    created_at: Moment = None
    expires_at: Moment = None
    payment_url: OpenLink = ""

    def payment(self) -> Payment:
        """The payment, under its number."""
        return Payment(
            key=PaymentKey(method=self.method, id=str(self.id)),
            amount=kopeks(self.amount_kopeks, self.amount_rubles) or ZERO,
            state=self.state(),
            url=self.payment_url,
            created_at=self.created_at,
            expires_at=self.expires_at,
            can_check=self.is_checkable is not False,
        )

    def completing(self, made: Payment) -> Payment:
        """A payment just made, with its number and what else is known here."""
        listed = self.payment()
        return replace(
            listed,
            amount=made.amount,
            url=made.url or listed.url,
            expires_at=made.expires_at or listed.expires_at,
        )

    def state(self) -> PaymentState | str:
        """How it stands: whether it is paid is believed before the provider's word."""
        if self.is_paid:
            return PaymentState.PAID
        state = payment_state(self.status)
        if state is PaymentState.PAID and self.is_paid is False:
            # The provider has the money, the account does not have it yet.
            return PaymentState.PENDING
        if isinstance(state, PaymentState):
            return state
        return self.status_text or state or PaymentState.PENDING


class CheckReply(Wire):
    """``POST /balance/pending-payments/{method}/{id}/check``."""

    success: Flag = None
    message: Prose = ""
    payment: object = None

    def check(self, *, status: int) -> PaymentCheck:
        """What was found; Rejected when that is nothing."""
        found = fitting(PendingItem, self.payment)
        if found is None:
            raise Rejected(status=status, detail=self.message)
        return PaymentCheck(state=found.state(), message=self.message)
