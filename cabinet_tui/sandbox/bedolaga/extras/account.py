"""What an account has in this dialect only; a feature adds a field with a dataclass of its own."""

from dataclasses import dataclass, field
from datetime import datetime

from cabinet_tui.sandbox.bedolaga.extras.payments import PaymentExtras
from cabinet_tui.sandbox.bedolaga.extras.payouts import Card, Payout
from cabinet_tui.sandbox.bedolaga.extras.subscription import SubscriptionExtras
from cabinet_tui.sandbox.ledger import Entry
from cabinet_tui.sandbox.state import Subscription


@dataclass(frozen=True, slots=True)
class Cart:
    """What there was too little money for; `tariff_id` None prolongs."""

    days: int
    tariff_id: int | None = None
    subscription_id: int | None = None


@dataclass(slots=True)
class AccountExtras:
    """Beside an `Account`; `more` are its subscriptions after the first one.

    `legal_documents` are those it agreed to. `revoked_at` is when the link was last made anew,
    `counted_at` when the traffic was last counted. `payments` go by the id of the `Payment`;
    `unsettled` are lines of the history that moved no money, by payment; `cart` is what there was
    too little money for.
    """

    more: list[Subscription] = field(default_factory=list)
    legal_documents: tuple[str, ...] = ()
    revoked_at: datetime | None = None
    counted_at: datetime | None = None
    payments: dict[str, PaymentExtras] = field(default_factory=dict)
    unsettled: dict[str, Entry] = field(default_factory=dict)
    cart: Cart | None = None
    payouts: list[Payout] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    _subscriptions: dict[int, SubscriptionExtras] = field(default_factory=dict)

    def of(self, held: Subscription) -> SubscriptionExtras:
        """What belongs to one of its subscriptions; begun at the first look."""
        return self._subscriptions.setdefault(held.id, SubscriptionExtras())
