"""Withdrawals and saved cards on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.extras.payouts import Card, Payout


class PayoutBalance(BaseModel):
    """GET /referral/withdrawal/balance; every amount is kopeks."""

    total_earned: int
    referral_spent: int
    withdrawn: int
    pending: int
    available_referral: int
    available_total: int
    only_referral_mode: bool
    min_amount_kopeks: int
    is_withdrawal_enabled: bool
    can_request: bool
    cannot_request_reason: str | None
    requisites_text: str


class PayoutOrder(BaseModel):
    """POST /referral/withdrawal/create."""

    amount_kopeks: Annotated[int, Field(gt=0, le=10_000_000)]
    payment_details: Annotated[str, Field(min_length=5, max_length=1000)]


class PayoutMade(BaseModel):
    """What a request answers."""

    id: int
    amount_kopeks: int
    status: str


class PayoutBody(BaseModel):
    """A request of the history."""

    id: int
    amount_kopeks: int
    amount_rubles: float
    status: str
    payment_details: str
    admin_comment: str | None
    created_at: datetime
    processed_at: datetime | None

    @classmethod
    def of(cls, payout: Payout) -> Self:
        """The body of a request."""
        return cls(
            id=payout.id,
            amount_kopeks=payout.kopeks,
            amount_rubles=payout.kopeks / 100,
            status=payout.status,
            payment_details=payout.details,
            admin_comment=payout.comment,
            created_at=payout.created_at,
            processed_at=payout.processed_at,
        )


class Payouts(BaseModel):
    """GET /referral/withdrawal/history."""

    items: list[PayoutBody]
    total: int


class CardBody(BaseModel):
    """A saved card."""

    id: int
    method_type: str
    card_last4: str
    card_type: str
    title: str
    created_at: datetime

    @classmethod
    def of(cls, card: Card) -> Self:
        """The body of a card."""
        return cls(
            id=card.id,
            method_type="bank_card",
            card_last4=card.last4,
            card_type=card.kind,
            title=f"Bank card *{card.last4}",
            created_at=card.created_at,
        )


class Cards(BaseModel):
    """GET /balance/saved-cards."""

    cards: list[CardBody]
    recurrent_enabled: bool
