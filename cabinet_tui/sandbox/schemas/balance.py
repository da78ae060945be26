"""Bodies of /balance."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field

from cabinet_tui.sandbox.catalogue import PaymentMethod
from cabinet_tui.sandbox.ledger import Entry
from cabinet_tui.sandbox.schemas.order import Order
from cabinet_tui.sandbox.state import Payment


def _whole_kopeks(rubles: float) -> float:
    if Decimal(str(rubles)) % Decimal("0.01"):
        raise ValueError("At most two digits after the point")
    return rubles


Rubles = Annotated[float, Field(gt=0, le=1_000_000), AfterValidator(_whole_kopeks)]


def kopeks(rubles: float) -> int:
    """Kopeks of a checked amount."""
    return int(Decimal(str(rubles)) * 100)


class Balance(BaseModel):
    """GET /balance."""

    balance_kopeks: int
    balance_rubles: float


class Transaction(BaseModel):
    """One line of the history."""

    id: int
    type: str
    amount_kopeks: int
    amount_rubles: float
    description: str
    created_at: datetime
    payment_method: str | None

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The line of a ledger entry."""
        return cls(
            id=entry.id,
            type=entry.type,
            amount_kopeks=entry.amount_kopeks,
            amount_rubles=entry.amount_kopeks / 100,
            description=entry.description,
            created_at=entry.created_at,
            payment_method=entry.payment_method,
        )


class Transactions(BaseModel):
    """GET /balance/transactions."""

    items: list[Transaction]
    total: int
    page: int
    per_page: int
    pages: int


class Method(BaseModel):
    """A way to pay."""

    id: str
    name: str
    enabled: bool
    min_amount_kopeks: int
    min_amount_rubles: float
    max_amount_kopeks: int | None
    max_amount_rubles: float | None
    currencies: list[str]
    icon_url: str
    description: str

    @classmethod
    def of(cls, method: PaymentMethod) -> Self:
        """The wire form of a method."""
        top = method.max_kopeks
        return cls(
            id=method.id,
            name=method.name,
            enabled=method.enabled,
            min_amount_kopeks=method.min_kopeks,
            min_amount_rubles=method.min_kopeks / 100,
            max_amount_kopeks=top,
            max_amount_rubles=None if top is None else top / 100,
            currencies=list(method.currencies),
            icon_url=f"/media/payment-icons/{method.id.lower()}.png",
            description=method.description,
        )


class Methods(BaseModel):
    """GET /balance/payment-methods."""

    methods: list[Method]


class TopUp(Order):
    """POST /balance/top-up."""

    amount_rubles: Rubles
    payment_method: str
    return_url: str | None = None


class CreatedPayment(BaseModel):
    """A payment to be made at `confirmation_url`."""

    payment_id: str
    confirmation_url: str
    amount_kopeks: int
    amount_rubles: float
    payment_method: str
    status: str


class StarsOrder(Order):
    """POST /balance/stars-invoice."""

    amount_rubles: Rubles


class StarsInvoice(BaseModel):
    """An invoice to be paid in Telegram."""

    invoice_link: str
    amount_rubles: float
    amount_stars: int


class PendingPayment(BaseModel):
    """A payment that is neither finished nor declined."""

    payment_id: str
    amount_kopeks: int
    amount_rubles: float
    payment_method: str
    created_at: datetime
    can_check_manually: bool

    @classmethod
    def of(cls, payment: Payment) -> Self:
        """The wire form of a payment; a Stars invoice cannot be checked by hand."""
        return cls(
            payment_id=payment.id,
            amount_kopeks=payment.amount_kopeks,
            amount_rubles=payment.amount_kopeks / 100,
            payment_method=payment.method,
            created_at=payment.created_at,
            can_check_manually=payment.invoice_link is None,
        )


class PendingPayments(BaseModel):
    """GET /balance/pending-payments."""

    payments: list[PendingPayment]


class CheckedPayment(BaseModel):
    """POST /balance/check-payment."""

    status: str
    message: str
