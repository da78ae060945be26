"""The whole state of the program that is not the layout of a screen: one slice a feature."""

from dataclasses import dataclass, field

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Payment, Transaction, TransactionKind
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.store.remote import Remote


@dataclass(frozen=True, slots=True)
class SessionState:
    """Whether somebody is signed in; None while that is being found out.

    ``serial`` counts the sign-ins, so that one session can be told from the next.
    """

    signed_in: bool | None = None
    ended: bool = False
    token_store: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """The transactions loaded so far, newest first, all of one kind or of every kind."""

    kind: TransactionKind | None = None
    items: Remote[tuple[Transaction, ...]] = field(default_factory=Remote)
    page: int = 0
    pages: int = 0
    total: int = 0

    @property
    def has_more(self) -> bool:
        """Whether older transactions wait on the server."""
        return self.page < self.pages


@dataclass(frozen=True, slots=True)
class AppState:
    """Everything the screens show. Replaced, never changed."""

    session: SessionState = field(default_factory=SessionState)
    capabilities: frozenset[Capability] = frozenset()
    account: Remote[Account] = field(default_factory=Remote)
    balance: Remote[Kopeks] = field(default_factory=Remote)
    history: History = field(default_factory=History)
    pending: Remote[tuple[Payment, ...]] = field(default_factory=Remote)
    subscription: Remote[Subscription] = field(default_factory=Remote)
    tickets: Remote[tuple[Ticket, ...]] = field(default_factory=Remote)
    branding: Remote[Branding] = field(default_factory=Remote)
    info: Remote[ServiceInfo] = field(default_factory=Remote)
    link: Link = field(default_factory=Link)
    notices: tuple[Event, ...] = ()

    @property
    def unread(self) -> int:
        """Replies of support that were not read yet."""
        return sum(ticket.unread for ticket in self.tickets.value or ())
