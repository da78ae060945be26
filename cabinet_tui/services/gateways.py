"""What the services need from a server, whatever dialect it speaks.

Every method raises ``CabinetError`` and nothing else when the server or the network fails.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from cabinet_tui.domain.account import (
    Account,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Conversation, Message, Ticket


class SessionGateway(Protocol):
    """Accounts: getting one, signing in, and who is signed in."""

    async def register(self, registration: Registration) -> Registered:
        """Make an account, with a referral or campaign code when there is one."""
        ...

    async def register_standalone(self, registration: Registration) -> Registered:
        """Make an account without referral or campaign."""
        ...

    async def sign_in(self, email: str, password: str) -> SignedIn:
        """Sign in; BadCredentials when refused, RateLimited after too many tries."""
        ...

    async def sign_in_telegram(self, login: TelegramLogin) -> SignedIn:
        """Sign in with what Telegram's Login Widget signed."""
        ...

    async def sign_in_miniapp(self, login: MiniAppLogin) -> SignedIn:
        """Sign in with a Mini App's ``initData``."""
        ...

    async def me(self) -> Account:
        """Who is signed in."""
        ...

    async def verify_email(self, code: str) -> str:
        """Confirm the address with a mailed code; the server's own words come back."""
        ...

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back."""
        ...

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password with a mailed code; the server's own words come back."""
        ...


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

    async def activate_promo(self, code: str) -> PromoResult:
        """Redeem a promo code."""
        ...


class SubscriptionGateway(Protocol):
    """The subscription, the tariffs, and everything that costs money there."""

    async def subscription(self) -> Subscription | None:
        """The subscription, None when there is none."""
        ...

    async def summary(self) -> SubscriptionSummary:
        """The short status."""
        ...

    async def trial_offer(self) -> TrialOffer:
        """What a trial would give."""
        ...

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        """Start the trial."""
        ...

    async def tariffs(self) -> Sequence[Tariff]:
        """What can be bought, in the server's order."""
        ...

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        """Buy a tariff; BalanceTooLow when the money is short."""
        ...

    async def renewal_options(self) -> Sequence[RenewalOption]:
        """The ways to go on."""
        ...

    async def renew(self, request: RenewalRequest) -> Receipt:
        """Go on; BalanceTooLow when the money is short."""
        ...

    async def set_autopay(self, *, enabled: bool) -> bool:
        """Switch automatic payment; what is set now comes back."""
        ...


class ReferralGateway(Protocol):
    """The referral programme."""

    async def stats(self) -> ReferralStats:
        """The numbers and the link."""
        ...

    async def referrals(self, page: int = 1, per_page: int = 20) -> Page[Referral]:
        """One page of those who came."""
        ...

    async def earnings(self, page: int = 1, per_page: int = 20) -> Page[Earning]:
        """One page of what they brought."""
        ...


class TicketsGateway(Protocol):
    """Support tickets."""

    async def tickets(self) -> Sequence[Ticket]:
        """All tickets, in the server's order."""
        ...

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        """Open a ticket."""
        ...

    async def conversation(self, ticket_id: int) -> Conversation:
        """The messages of a ticket."""
        ...

    async def reply(self, ticket_id: int, text: str) -> Message:
        """Write into a ticket."""
        ...

    async def close_ticket(self, ticket_id: int) -> None:
        """Close a ticket."""
        ...


class InfoGateway(Protocol):
    """What the service says of itself; needs no session."""

    async def info(self) -> ServiceInfo:
        """Name and contacts."""
        ...

    async def branding(self) -> Branding:
        """Name and colours."""
        ...


class SessionTokens(Protocol):
    """The tokens in use: every request and the realtime listener take theirs from here."""

    @property
    def ends_at(self) -> datetime | None:
        """When the session ends whatever is done; None when the tokens do not tell."""
        ...

    async def restore(self) -> bool:
        """Take up the kept session; False when there is none."""
        ...

    async def start(self, tokens: Tokens) -> None:
        """Use these tokens and keep them."""
        ...

    async def end(self) -> None:
        """Forget the tokens."""
        ...

    async def access(self, *, renew: bool = False) -> str:
        """An access token that is good now; SignInRequired when the session is over.

        With ``renew`` the server refused the last one: get another.
        """
        ...


class RealtimeListener(Protocol):
    """The realtime link: what the server pushes, and how well it reaches us."""

    async def run(self, on_event: Callable[[Event], None], on_link: Callable[[Link], None]) -> None:
        """Listen until cancelled, or until there is no session to listen for.

        The link is live from the first sign that the server let us in; a lost link is taken up
        again without end, and no failure of the network is raised.
        """
        ...
