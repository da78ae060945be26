"""The balance and payments."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult


class BalanceGateway(Protocol):
    """The balance, its history, and payments into it."""

    async def balance(self) -> Kopeks:
        """The balance."""
        ...

    async def transactions(
        self, page: int = 1, per_page: int = 20, kind: TransactionKind | None = None
    ) -> Page[Transaction]:
        """One page of the history, newest first; ``per_page`` at most 100."""
        ...

    async def payment_methods(self) -> Sequence[PaymentMethod]:
        """The ways to top up."""
        ...

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        """Create a payment."""
        ...

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        """Create an invoice in Telegram Stars."""
        ...

    async def pending_payments(self) -> Sequence[Payment]:
        """Payments that wait for their payer."""
        ...

    async def check_payment(self, key: PaymentKey) -> PaymentCheck:
        """Ask the payment provider now."""
        ...

    async def activate_promo(self, code: str, subscription_id: int | None = None) -> PromoResult:
        """Redeem a promo code; SubscriptionRequired when it has to be said for which one."""
        ...
