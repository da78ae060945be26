"""The parts of the state that are read from the server: where each sits, and how long it keeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Payment, Transaction
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Change

T = TypeVar("T")

HALF_A_MINUTE = timedelta(seconds=30)
AN_HOUR = timedelta(hours=1)


class Part(Protocol):
    """A slice whose value does not matter."""

    @property
    def name(self) -> str:
        """Names it in logs and in the loader."""
        ...

    def wanted(self, state: AppState) -> bool:
        """Whether somebody asked for this part."""
        ...

    def is_recent(self, state: AppState, since: datetime) -> bool:
        """Whether this part is being read, or was read after ``since``."""
        ...

    def outdated(self, state: AppState) -> AppState:
        """The state with this part marked as changed on the server, when it is known."""
        ...

    def dropped(self, state: AppState) -> AppState:
        """The state with the reading of this part given up."""
        ...


@dataclass(frozen=True, eq=False)
class Slice(Generic[T]):
    """One remote value of the state; younger than ``ttl`` it is not read again unasked."""

    name: str
    ttl: timedelta
    get: Callable[[AppState], Remote[T]]
    put: Callable[[AppState, Remote[T]], AppState]

    def change(self, how: Callable[[Remote[T]], Remote[T]]) -> Change:
        """A change of the state that touches this part only."""
        return lambda state: self.put(state, how(self.get(state)))

    def wanted(self, state: AppState) -> bool:
        """Whether somebody asked for this part."""
        return self.get(state).is_wanted

    def is_recent(self, state: AppState, since: datetime) -> bool:
        """Whether this part is being read, or was read after ``since``."""
        remote = self.get(state)
        return remote.loading or (remote.fetched_at is not None and remote.fetched_at >= since)

    def outdated(self, state: AppState) -> AppState:
        """The state with this part marked as changed on the server, when it is known."""
        remote = self.get(state)
        return self.put(state, remote.outdated()) if remote.is_known else state

    def dropped(self, state: AppState) -> AppState:
        """The state with the reading of this part given up."""
        return self.put(state, self.get(state).dropped())


ACCOUNT = Slice[Account](
    "account",
    HALF_A_MINUTE,
    lambda state: state.account,
    lambda state, remote: replace(state, account=remote),
)
BALANCE = Slice[Kopeks](
    "balance",
    HALF_A_MINUTE,
    lambda state: state.balance,
    lambda state, remote: replace(state, balance=remote),
)
HISTORY = Slice[tuple[Transaction, ...]](
    "history",
    HALF_A_MINUTE,
    lambda state: state.history.items,
    lambda state, remote: replace(state, history=replace(state.history, items=remote)),
)
PENDING = Slice[tuple[Payment, ...]](
    "pending",
    HALF_A_MINUTE,
    lambda state: state.pending,
    lambda state, remote: replace(state, pending=remote),
)
SUBSCRIPTION = Slice[Subscription](
    "subscription",
    HALF_A_MINUTE,
    lambda state: state.subscription,
    lambda state, remote: replace(state, subscription=remote),
)
TICKETS = Slice[tuple[Ticket, ...]](
    "tickets",
    HALF_A_MINUTE,
    lambda state: state.tickets,
    lambda state, remote: replace(state, tickets=remote),
)
BRANDING = Slice[Branding](
    "branding",
    AN_HOUR,
    lambda state: state.branding,
    lambda state, remote: replace(state, branding=remote),
)
INFO = Slice[ServiceInfo](
    "info",
    AN_HOUR,
    lambda state: state.info,
    lambda state, remote: replace(state, info=remote),
)

OF_THE_ACCOUNT: tuple[Part, ...] = (ACCOUNT, BALANCE, HISTORY, PENDING, SUBSCRIPTION, TICKETS)
