"""The cabinet as the screens and commands see it: the store and the use cases."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cabinet_tui.services.balance import BalanceService
from cabinet_tui.services.info import InfoService
from cabinet_tui.services.payments import PaymentsService
from cabinet_tui.services.session import SessionService
from cabinet_tui.services.subscription import SubscriptionService
from cabinet_tui.services.tickets import TicketsService
from cabinet_tui.services.watch import Watch
from cabinet_tui.store.store import Store


@dataclass(frozen=True)
class Cabinet:
    """Everything that can be done for one profile; ``close`` gives back what it holds."""

    store: Store
    session: SessionService
    balance: BalanceService
    payments: PaymentsService
    subscription: SubscriptionService
    tickets: TicketsService
    info: InfoService
    watch: Watch
    close: Callable[[], Awaitable[None]]


Connect = Callable[[str], Awaitable[Cabinet]]
"""Makes the cabinet of a server address as typed; an empty one means the profile's own."""
