"""Bodies of /balance."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.extras.payments import PaymentExtras
from cabinet_tui.sandbox.bedolaga.history import Row
from cabinet_tui.sandbox.bedolaga.moments import precise
from cabinet_tui.sandbox.bedolaga.payments import NAMES, standing
from cabinet_tui.sandbox.catalogue import PaymentMethod
from cabinet_tui.sandbox.state import Account, Payment

QUICK_AMOUNTS = [10000, 25000, 50000, 100000]
MOST_KOPEKS = 2_000_000_000


class Balance(BaseModel):
    """GET /balance."""

    balance_kopeks: int
    balance_rubles: float


class Transaction(BaseModel):
    """One line of the history; what is spent is negative."""

    id: int
    type: str
    amount_kopeks: int
    amount_rubles: float
    description: str | None
    payment_method: str | None
    is_completed: bool
    created_at: datetime
    completed_at: datetime | None

    @classmethod
    def of(cls, row: Row) -> Self:
        """The body of a row."""
        return cls(
            id=row.id,
            type=row.type,
            amount_kopeks=row.kopeks,
            amount_rubles=row.kopeks / 100,
            description=row.description or None,
            payment_method=row.method,
            is_completed=row.is_completed,
            created_at=row.created_at,
            completed_at=row.created_at if row.is_completed else None,
        )


class Transactions(BaseModel):
    """A page of the history."""

    items: list[Transaction]
    total: int
    page: int
    per_page: int
    pages: int


class Option(BaseModel):
    """A way to pay by a method."""

    id: str
    name: str
    description: str | None = None


class Method(BaseModel):
    """A way to top up; kopeks."""

    id: str
    name: str
    description: str | None
    min_amount_kopeks: int
    max_amount_kopeks: int
    is_available: bool
    options: list[Option] | None
    quick_amounts: list[int]
    open_url_direct: bool

    @classmethod
    def of(cls, method: PaymentMethod, options: list[Option]) -> Self:
        """The body of a method."""
        return cls(
            id=method.id,
            name=method.name,
            description=method.description or None,
            min_amount_kopeks=method.min_kopeks,
            max_amount_kopeks=method.max_kopeks or 100_000_000,
            is_available=method.enabled,
            options=options or None,
            quick_amounts=QUICK_AMOUNTS,
            open_url_direct=False,
        )


class TopUp(BaseModel):
    """POST /balance/topup."""

    amount_kopeks: Annotated[int, Field(ge=1000, le=MOST_KOPEKS)]
    payment_method: str
    payment_option: str | None = None


class CreatedPayment(BaseModel):
    """A payment that was opened."""

    payment_id: str
    payment_url: str
    amount_kopeks: int
    amount_rubles: float
    status: str = "pending"
    expires_at: datetime | None = None


class StarsOrder(BaseModel):
    """POST /balance/stars-invoice."""

    amount_kopeks: Annotated[int, Field(ge=100, le=MOST_KOPEKS)]


class StarsInvoice(BaseModel):
    """An invoice in Telegram Stars."""

    invoice_url: str
    stars_amount: int
    amount_kopeks: int


class PendingPayment(BaseModel):
    """A payment as its provider knows it; `id` is unique within a method only."""

    id: int
    method: str
    method_display: str
    identifier: str
    amount_kopeks: int
    amount_rubles: float
    status: str
    status_emoji: str
    status_text: str
    is_paid: bool
    is_checkable: bool
    created_at: datetime
    expires_at: datetime | None
    payment_url: str | None
    user_id: int | None
    user_telegram_id: int | None
    user_username: str | None

    @classmethod
    def of(cls, payment: Payment, extras: PaymentExtras, owner: Account) -> Self:
        """The body of a payment of an account."""
        word, emoji, text = standing(payment)
        return cls(
            id=extras.number,
            method=payment.method,
            method_display=NAMES.get(payment.method, payment.method),
            identifier=payment.id,
            amount_kopeks=payment.amount_kopeks,
            amount_rubles=payment.amount_kopeks / 100,
            status=word,
            status_emoji=emoji,
            status_text=text,
            is_paid=payment.status == "completed",
            is_checkable=payment.status == "pending",
            created_at=precise(payment.created_at, extras.number),
            expires_at=extras.expires_at,
            payment_url=extras.url,
            user_id=owner.id,
            user_telegram_id=owner.telegram_id,
            user_username=owner.username,
        )


class PendingPayments(BaseModel):
    """A page of payments that are open."""

    items: list[PendingPayment]
    total: int
    page: int
    per_page: int
    pages: int


class CheckedPayment(BaseModel):
    """What asking the provider brought; no success where there is nothing to ask any more."""

    success: bool
    message: str
    payment: PendingPayment | None
    status_changed: bool
    old_status: str | None
    new_status: str | None
