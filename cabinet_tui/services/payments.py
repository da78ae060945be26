"""Ways to pay, payments that wait for their payer, and making new ones."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from cabinet_tui.domain.amounts import STARS, check_amount
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
)
from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.domain.refusals import MethodUnavailable
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.gateways.journal import PaymentBook
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import METHODS, PENDING
from cabinet_tui.services.payment_watcher import PaymentWatcher
from cabinet_tui.store.state import AppState

T = TypeVar("T")
_NEAR = timedelta(minutes=15)


class PaymentsService:
    """Keeps the methods, the pending payments and the watched ones in the store."""

    def __init__(self, ground: Ground, gateway: BalanceGateway, book: PaymentBook) -> None:
        self._ground = ground
        self._gateway = gateway
        self._watcher = PaymentWatcher(ground, gateway, book)
        ground.rereads.register(PENDING, self.refresh, self.refresh_if_stale)
        ground.rereads.register(METHODS, self.refresh_methods, self.refresh_methods_if_stale)
        ground.money.register(self.find, MoneyKind.TOP_UP, MoneyKind.STARS)

    async def refresh(self) -> None:
        """Read the pending payments."""
        await self._ground.loader.load(PENDING, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the pending payments unless they are fresh."""
        await self._ground.loader.load(PENDING, self._fetch)

    async def refresh_methods(self) -> None:
        """Read the ways to pay."""
        await self._ground.loader.load(METHODS, self._fetch_methods, force=True)

    async def refresh_methods_if_stale(self) -> None:
        """Read the ways to pay unless they are fresh."""
        await self._ground.loader.load(METHODS, self._fetch_methods)

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        """Create a payment, once. Nothing is charged before its payer goes to ``Payment.url``.

        Raises AmountTooSmall, AmountTooLarge and MethodUnavailable before anything is sent, Busy,
        and CabinetError.
        """
        with self._ground.writes.alone("top_up"):
            await self._check(amount, lambda known: known.id == method, listed=True)

            async def send() -> Payment:
                payment = await self._gateway.top_up(amount, method, option)
                await self._watcher.keep(payment)
                return payment

            payment = await self._sent(MoneyKind.TOP_UP, amount, method, send)
            self._list(payment)
            return payment

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        """Create an invoice in Telegram Stars, once; raises what ``top_up`` raises."""
        with self._ground.writes.alone("top_up"):
            await self._check(amount, lambda known: known.id.lower() == STARS, listed=False)
            seen = await self._watcher.money_so_far()

            async def send() -> StarsInvoice:
                invoice = await self._gateway.stars_invoice(amount)
                self._watcher.begin_from(invoice, seen)
                await self._watcher.keep(invoice)
                return invoice

            invoice = await self._sent(MoneyKind.STARS, amount, STARS, send)
            self._ground.rereads.outdate(PENDING)
            return invoice

    async def check(self, key: PaymentKey) -> PaymentCheck:
        """Have the provider asked now; when it has the money, all of it is read again.

        Raises Busy and CabinetError. Asking twice does no harm.
        """
        with self._ground.writes.alone(f"check {key.method} {key.id}"):
            found = await self._gateway.check_payment(key)
            await self._watcher.learn(key, found.state)
            return found

    async def watch_payment(self, subject: Payment | StarsInvoice) -> None:
        """Follow a payment or an invoice until it is decided, cancelled, expired or 30 min old.

        What is known of it is ``state.payment_watch(key)``; ``watch_of(subject).key`` is the key
        of an invoice. A push tells first, polling second; no failure is raised.
        """
        await self._watcher.watch(subject)

    async def recall(self) -> None:
        """Put payments into the state that waited when the program was last ended.

        Nobody watches them before ``watch_payment``. Raises CabinetError.
        """
        await self._watcher.recall()

    async def forget(self, key: PaymentKey) -> None:
        """Show this watched payment no more, and do not recall it."""
        await self._watcher.forget(key)

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal: whether there is a payment more.

        Raises CabinetError.
        """
        await self.refresh()
        for payment in self._ground.state.pending.told() or ():
            if _is_of(payment, entry):
                await self._watcher.keep(payment)
                return Finding(Outcome.CHARGED)
        return Finding(Outcome.NOT_CHARGED)

    async def _sent(
        self, kind: MoneyKind, amount: Kopeks, method: str, send: Callable[[], Awaitable[T]]
    ) -> T:
        """Send the one request; if it was made without an answer, the list has it afterwards."""
        await self.refresh_if_stale()
        known = frozenset(map(_name, self._ground.state.pending.value or ()))
        request = MoneyRequest(kind, amount=amount, method=method, known=known)
        async with self._ground.money.sending(request) as sent:
            try:
                return await sent.carry(send)
            except (OutcomeUnknown, NotACabinet, ServerFailure):
                await sent.look()
                raise

    async def _check(
        self, amount: Kopeks, is_it: Callable[[PaymentMethod], bool], *, listed: bool
    ) -> None:
        """Raise what the method has against the amount; unknown limits are the server's matter."""
        await self.refresh_methods_if_stale()
        methods = self._ground.state.methods.value
        if methods is None:
            return
        method = next((known for known in methods if is_it(known)), None)
        if method is None:
            if listed:
                raise MethodUnavailable
            return
        problem = check_amount(amount, method)
        if problem is not None:
            raise problem

    def _list(self, payment: Payment) -> None:
        """Show a new payment among those that wait, before they are read again."""

        def change(state: AppState) -> AppState:
            pending = state.pending
            if not pending.is_known:
                return state
            return replace(state, pending=pending.patched((payment, *(pending.value or ()))))

        self._ground.store.update(change)

    async def _fetch(self) -> tuple[Payment, ...]:
        return tuple(await self._gateway.pending_payments())

    async def _fetch_methods(self) -> tuple[PaymentMethod, ...]:
        return tuple(await self._gateway.payment_methods())


def _name(payment: Payment) -> str:
    return f"{payment.key.method} {payment.key.id}"


def _is_of(payment: Payment, entry: Entry) -> bool:
    """Whether a payment is what a request without an answer has made."""
    request = entry.request
    if _name(payment) in request.known or payment.amount != request.amount:
        return False
    if payment.key.method.lower() != request.method.lower():
        return False
    return payment.created_at is None or abs(payment.created_at - entry.at) < _NEAR
