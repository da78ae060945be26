"""What every service stands on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import CabinetError, SignInRequired
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.money import Money
from cabinet_tui.services.rereads import Rereads
from cabinet_tui.services.writes import Writes
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store

if TYPE_CHECKING:
    from cabinet_tui.services.gateways.journal import Journal


@dataclass(frozen=True)
class Ground:
    """The state, the time, the reads, the writes and the journal of one cabinet."""

    store: Store
    clock: Clock
    loader: Loader
    rereads: Rereads
    writes: Writes
    money: Money

    @classmethod
    def of(cls, store: Store, clock: Clock, journal: "Journal") -> Self:
        """The ground over a store and a journal."""

        def refusal() -> CabinetError | None:
            block = store.state.block
            return block.error() if block is not None else None

        rereads = Rereads(store)
        return cls(
            store,
            clock,
            Loader(store, clock),
            rereads,
            Writes(refusal),
            Money(store, clock, rereads, journal),
        )

    @property
    def state(self) -> AppState:
        """The state as it is now."""
        return self.store.state

    @property
    def serial(self) -> int:
        """Which session this is: what began in one must not go on in the next."""
        return self.state.session.serial

    def is_still(self, serial: int) -> bool:
        """Whether this is that session, and it is not over."""
        return self.serial == serial and self.state.session.signed_in is not False

    def must_be(self, serial: int) -> None:
        """Raise SignInRequired when this is another session, or one that is over."""
        if not self.is_still(serial):
            raise SignInRequired
