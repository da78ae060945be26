"""Payments that are watched: a push tells first, polling second, and every end has its name."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from cabinet_tui.domain.balance import (
    Payment,
    PaymentKey,
    PaymentState,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import CabinetError, NotFound, RateLimited
from cabinet_tui.domain.payment_watch import KeptWatch, PaymentOutcome, PaymentWatch, watch_of
from cabinet_tui.domain.urgency import background
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.gateways.journal import PaymentBook
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.money_bell import bell
from cabinet_tui.services.parts import BALANCE, HISTORY, PENDING, SUBSCRIPTION
from cabinet_tui.services.payment_shelf import PaymentShelf
from cabinet_tui.store.state import AppState

LONGEST = timedelta(minutes=30)
POLLS = ((timedelta(minutes=2), 3.0), (timedelta(minutes=10), 10.0), (LONGEST, 30.0))
"""Until which age of the watch to look how often, in seconds."""
ASK_EVERY = 15.0
MISSES = 3
_LOOKED_AT = 20
_SKEW = timedelta(minutes=1)
_ENDS: Mapping[str, PaymentOutcome] = {
    PaymentState.PAID: PaymentOutcome.PAID,
    PaymentState.FAILED: PaymentOutcome.DECLINED,
    PaymentState.EXPIRED: PaymentOutcome.EXPIRED,
}


@dataclass
class _Course:
    """How far one watch has come; ``known`` is the money that was there before it."""

    since: float
    known: frozenset[int] | None = None
    asked: float | None = None
    missed: int = 0
    rest: float = 0.0


class PaymentWatcher:
    """Follows payments side by side; each has a ``PaymentWatch`` in the store."""

    def __init__(self, ground: Ground, gateway: BalanceGateway, book: PaymentBook) -> None:
        self._ground = ground
        self._gateway = gateway
        self._shelf = PaymentShelf(ground, book)
        self._before: dict[PaymentKey, frozenset[int]] = {}
        self._recalled: dict[PaymentKey, KeptWatch] = {}
        self._taken: set[tuple[int, int]] = set()

    async def money_so_far(self) -> frozenset[int]:
        """The ids of the money that has come in already; raises CabinetError."""
        return frozenset(row.id for row in await self._money())

    def begin_from(self, invoice: StarsInvoice, before: frozenset[int]) -> None:
        """Only money that was not there ``before`` can have paid this invoice."""
        self._before[watch_of(invoice).key] = before

    async def keep(self, subject: Payment | StarsInvoice) -> None:
        """Have it outlive the program: it can be recalled until it is decided."""
        watch = watch_of(subject)
        since = getattr(subject, "created_at", None) or self._ground.clock.now()
        await self._shelf.keep(KeptWatch(watch, since, self._before.get(watch.key)))

    async def recall(self) -> None:
        """Put kept watches that are not decided into the store; raises CabinetError."""
        serial = self._ground.serial
        recalled = await self._shelf.waiting()
        self._ground.must_be(serial)
        for kept in reversed(recalled):
            if self._ground.state.payment_watch(kept.watch.key) is None:
                self._recalled[kept.watch.key] = kept
                self._add(kept.watch)

    async def watch(self, subject: Payment | StarsInvoice) -> None:
        """Follow until decided, expired, forgotten, cancelled, or watched for long enough."""
        watch = watch_of(subject)
        known = self._ground.state.payment_watch(watch.key)
        if known is not None and known.is_watched:
            return
        serial = self._ground.serial
        clock = self._ground.clock
        course = _Course(clock.monotonic(), self._before.get(watch.key))
        with self._shown(watch), bell(self._ground) as rings:
            await self.keep(subject)
            while self._goes_on(watch.key, serial):
                course.rest = 0.0
                with background():
                    await self._look(watch, course)
                age = timedelta(seconds=clock.monotonic() - course.since)
                if self._has_expired(watch) or age >= LONGEST:
                    await self._last_look(watch, serial)
                    return
                if self._goes_on(watch.key, serial):
                    await rings.wait(max(self._pause(age), course.rest))

    async def learn(self, key: PaymentKey, state: PaymentState | str) -> None:
        """Somebody was told how a payment stands; nothing happens while it waits."""
        outcome = _ENDS.get(state)
        if outcome is not None:
            await self._decide(key, outcome)

    async def forget(self, key: PaymentKey) -> None:
        """Take the watch out of the store and from what is kept; one that runs ends."""
        self._put(key, None)
        await self._shelf.forget(key)

    async def _money_before(self, key: PaymentKey) -> frozenset[int]:
        """The money that cannot have paid this; of a recalled one, what came before it began."""
        kept = self._recalled.get(key)
        if kept is not None and kept.known is not None:
            return kept.known
        rows = await self._money()
        if kept is None:
            return frozenset(row.id for row in rows)
        since = kept.since - _SKEW
        return frozenset(row.id for row in rows if row.created_at and row.created_at < since)

    async def _look(self, watch: PaymentWatch, course: _Course) -> None:
        try:
            if course.known is None:
                course.known = await self._money_before(watch.key)
            if watch.stars is not None or not watch.key.id:
                if await self._came(watch, course):
                    await self._decide(watch.key, PaymentOutcome.PAID)
                return
            await self._ground.rereads.now(PENDING)
            pending = self._ground.state.pending.told() or ()
            listed = next((item for item in pending if item.key == watch.key), None)
            if listed is None:
                await self._missed(watch, course)
            else:
                course.missed = 0
                await self.learn(watch.key, listed.state)
        except RateLimited as error:
            # A push may still tell before that.
            course.rest = error.retry_after.total_seconds()
        except CabinetError:
            # The next look may find the network again; the watch itself has an end.
            return

    async def _missed(self, watch: PaymentWatch, course: _Course) -> None:
        """A payment is listed no more: its provider knows why, or the history does."""
        course.missed += 1
        if watch.can_check and await self._asked(watch, course):
            return
        if await self._came(watch, course):
            await self._decide(watch.key, PaymentOutcome.PAID)
        elif course.missed >= MISSES:
            # Lists and histories need not change at the same moment; by now they have.
            await self._decide(watch.key, PaymentOutcome.GONE)

    async def _asked(self, watch: PaymentWatch, course: _Course) -> bool:
        """Ask the provider; whether it knows the payment. Not so often that it says 429."""
        now = self._ground.clock.monotonic()
        if course.asked is not None and now - course.asked < ASK_EVERY:
            return True
        course.asked = now
        try:
            found = await self._gateway.check_payment(watch.key)
        except NotFound:
            course.asked = None
            return False
        await self.learn(watch.key, found.state)
        return True

    async def _came(self, watch: PaymentWatch, course: _Course) -> bool:
        """Whether money came in that fits this payment and no other one."""
        serial = self._ground.serial
        for row in await self._money():
            is_new = row.id not in (course.known or ()) and (serial, row.id) not in self._taken
            fits = not row.method or row.method.lower() == watch.key.method.lower()
            if is_new and fits and row.amount == watch.amount:
                self._taken.add((serial, row.id))
                return True
        return False

    async def _money(self) -> Sequence[Transaction]:
        page = await self._gateway.transactions(1, _LOOKED_AT)
        return [row for row in page.items if row.completed and _is_top_up(row)]

    async def _last_look(self, watch: PaymentWatch, serial: int) -> None:
        """Ask once more before nobody looks any longer, and before a payment counts as expired."""
        try:
            if watch.can_check and self._goes_on(watch.key, serial):
                found = await self._gateway.check_payment(watch.key)
                await self.learn(watch.key, found.state)
        except CabinetError:
            pass
        if self._has_expired(watch) and self._goes_on(watch.key, serial):
            await self._decide(watch.key, PaymentOutcome.EXPIRED)

    async def _decide(self, key: PaymentKey, outcome: PaymentOutcome) -> None:
        """Show the end at once, then have read what it changed."""
        watch = self._ground.state.payment_watch(key)
        if watch is not None:
            self._put(key, replace(watch, outcome=outcome))
        await self._shelf.forget(key)
        if outcome is PaymentOutcome.PAID:
            await self._ground.rereads.now(BALANCE, HISTORY, PENDING, SUBSCRIPTION)
        else:
            await self._ground.rereads.now(PENDING)

    def _goes_on(self, key: PaymentKey, serial: int) -> bool:
        watch = self._ground.state.payment_watch(key)
        return self._ground.is_still(serial) and watch is not None and not watch.is_decided

    def _has_expired(self, watch: PaymentWatch) -> bool:
        return watch.expires_at is not None and watch.expires_at <= self._ground.clock.now()

    def _pause(self, age: timedelta) -> float:
        return next((seconds for until, seconds in POLLS if age < until), POLLS[-1][1])

    @contextmanager
    def _shown(self, watch: PaymentWatch) -> Iterator[None]:
        """While the watch is in the store as one that goes on."""

        self._add(watch)
        try:
            yield
        finally:
            current = self._ground.state.payment_watch(watch.key)
            if current is not None:
                self._put(watch.key, replace(current, is_watched=False))

    def _add(self, watch: PaymentWatch) -> None:
        """Put a watch before the others in the store."""

        def change(state: AppState) -> AppState:
            others = (known for known in state.payment_watches if known.key != watch.key)
            return replace(state, payment_watches=(watch, *others))

        self._ground.store.update(change)

    def _put(self, key: PaymentKey, watch: PaymentWatch | None) -> None:
        """Replace a watch that is in the store, with None take it out."""

        def change(state: AppState) -> AppState:
            watches = (watch if known.key == key else known for known in state.payment_watches)
            return replace(state, payment_watches=tuple(filter(None, watches)))

        self._ground.store.update(change)


def _is_top_up(row: Transaction) -> bool:
    """Whether a row may be a payment: one of a kind we do not know may."""
    return row.kind == TransactionKind.TOP_UP or not isinstance(row.kind, TransactionKind)
