"""The one way out for every request that moves money: written down before, its end after.

Who takes it: ``async with ground.money.sending(request) as sent:``, then ``sent.carry(send)``.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import (
    BadSetting,
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    ServerChanged,
    ServerFailure,
    SignInRequired,
    Unreachable,
)
from cabinet_tui.domain.journal_refusals import EarlierOne
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import (
    OPEN,
    Entry,
    MoneyKind,
    MoneyRequest,
    Standing,
    may_have_left,
    rivals,
)
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.domain.refusals import Busy
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.services.parts import ACCOUNT
from cabinet_tui.services.rereads import Rereads
from cabinet_tui.store.store import Store

if TYPE_CHECKING:
    from cabinet_tui.services.gateways.journal import Journal

T = TypeVar("T")
Find = Callable[[Entry], Awaitable[Finding]]
"""Looks what became of a request; raises CabinetError when it cannot look."""

SECOND_LOOK = 3.0
_SURE_AFTER = timedelta(minutes=1)
_UNCLEAR = (OutcomeUnknown, NotACabinet, ServerFailure)
_UNSENT = (Unreachable, BadSetting, SignInRequired, ServerChanged)
_LATE = timedelta(minutes=10)
"""Until when a request that was not done may turn out to have been under way for long."""
_LOOKED_AT = 20
_DONE_SINCE = 100
_TRIES = 3
_ENDS = {
    Outcome.CHARGED: Standing.DONE,
    Outcome.NOT_CHARGED: Standing.NOT_DONE,
    Outcome.UNKNOWN: Standing.UNKNOWN,
}


class Money:
    """Knows the journal, and for each kind of request how to look what became of one."""

    def __init__(self, store: Store, clock: Clock, rereads: Rereads, journal: "Journal") -> None:
        self.journal = journal
        self._store = store
        self._clock = clock
        self._rereads = rereads
        self._finds: dict[MoneyKind | str, Find] = {}
        self._under_way: set[int] = set()

    def register(self, find: Find, *kinds: MoneyKind) -> None:
        """This is how to look what became of requests of these kinds."""
        self._finds.update(dict.fromkeys(kinds, find))

    async def account(self) -> str:
        """Whose requests are meant: by the tokens, else by the account; raises CabinetError."""
        if self._store.state.session.subject:
            return self._store.state.session.subject
        await self._rereads.if_stale(ACCOUNT)
        account = self._store.state.account.told()
        if account is None:
            raise SignInRequired
        return str(account.id)

    @asynccontextmanager
    async def sending(self, request: MoneyRequest) -> "AsyncIterator[Sent]":
        """While a request is sent and looked after; it is in the journal from here on.

        Raises before anything is sent: NotJournalled, Busy while another program does the like,
        and EarlierOne when one like it had no known end, or an end that nobody was told.
        """
        account = await self.account()
        entry = await self._begun(account, request)
        self._under_way.add(entry.id)
        try:
            yield Sent(self, entry)
        finally:
            self._under_way.discard(entry.id)
            with suppress(NotKept):
                await self.show(account)

    async def open_ones(self, account: str) -> tuple[Entry, ...]:
        """What has no known end, or one that nobody was told, and is not under way here."""
        found = await self.journal.open_ones(account, self._clock.now())
        return tuple(entry for entry in found if entry.id not in self._under_way)

    async def show(self, account: str) -> None:
        """Put what is open into the store; raises NotKept."""
        entries = await self.open_ones(account)
        if entries != self._store.state.open_money:
            self._store.update(lambda state: replace(state, open_money=entries))

    async def done_since(self, entry: Entry) -> tuple[Entry, ...]:
        """What we know to have done after this one. Raises CabinetError."""
        found = await self.journal.newest(await self.account(), self._clock.now(), _DONE_SINCE)
        return tuple(one for one in found if one.id > entry.id and one.standing is Standing.DONE)

    async def settle(self, entry: Entry) -> Entry:
        """Look what became of an open one, and write that down; nobody was told yet.

        It stays as it is when nothing can be looked at now. Raises NotKept.
        """
        try:
            finding = await self._found(entry)
        except CabinetError:
            return entry
        return await self.written(entry, finding, is_told=False)

    async def written(self, entry: Entry, finding: Finding, *, is_told: bool) -> Entry:
        """Write down what was found; raises NotKept."""
        standing, now = _ENDS[finding.outcome], self._clock.now()
        return await self.journal.end(entry, standing, now, paid=finding.paid, is_told=is_told)

    async def look_twice(self, entry: Entry) -> Finding:
        """Look at once and, as the request may be under way still, some seconds later.

        Raises the CabinetError of the last look.
        """
        with suppress(CabinetError):
            finding = await self.find(entry)
            if finding.outcome is Outcome.CHARGED:
                return finding
        await self._clock.sleep(SECOND_LOOK)
        return await self.find(entry)

    async def answered(self, entry: Entry, standing: Standing, paid: object = None) -> None:
        """Write down what was answered: that fails for nobody, the deed is done."""
        amount = Kopeks(paid) if isinstance(paid, int) else None
        with suppress(NotKept):
            await self.journal.end(entry, standing, self._clock.now(), paid=amount)

    async def _found(self, entry: Entry) -> Finding:
        if self._clock.now() - entry.at < _SURE_AFTER:
            return await self.look_twice(entry)
        return await self.find(entry)

    async def find(self, entry: Entry) -> Finding:
        """What one look says; what a newer version wrote cannot be looked at.

        Raises CabinetError.
        """
        find = self._finds.get(entry.request.kind)
        return await find(entry) if find else Finding(Outcome.UNKNOWN)

    async def _begun(self, account: str, request: MoneyRequest) -> Entry:
        await self._see_to_late_ones(account, request)
        for _ in range(_TRIES):
            entry = await self.journal.begin(account, request, self._clock.now())
            if entry is not None:
                return entry
            await self._clear_the_way(account, request)
        raise Busy

    async def _see_to_late_ones(self, account: str, request: MoneyRequest) -> None:
        """What was not done a moment ago may be done by now: it is looked at before it is sent.

        Raises EarlierOne.
        """
        now = self._clock.now()
        alike = rivals(request.kind)
        for entry in await self.journal.newest(account, now, _LOOKED_AT) if alike else ():
            is_new = entry.ended_at is not None and now - entry.ended_at < _LATE
            if entry.request.kind not in alike or entry.standing is Standing.REFUSED:
                continue
            if entry.standing is not Standing.NOT_DONE or not is_new:
                # Whatever came before this one is not what is found now.
                return
            finding = await self.find(entry)
            if finding.outcome is Outcome.CHARGED:
                raise EarlierOne(entry=await self.written(entry, finding, is_told=True))

    async def _clear_the_way(self, account: str, request: MoneyRequest) -> None:
        """See to what is like this request: it was not done after all, or it is raised."""
        alike = rivals(request.kind)
        for entry in await self.journal.open_ones(account, self._clock.now()):
            if entry.request.kind not in alike or entry.standing not in (*OPEN, Standing.DONE):
                continue
            if entry.is_held or entry.id in self._under_way:
                raise Busy
            known = await self.settle(entry) if entry.is_open else entry
            if known.standing is not Standing.NOT_DONE:
                # Said once: whoever wants it all the same asks again.
                await self.journal.told(account, [known.id])
                await self.show(account)
                raise EarlierOne(entry=known)


class Sent:
    """One request on its way: carried once, and looked after when no clear answer came."""

    def __init__(self, money: Money, entry: Entry) -> None:
        self.entry = entry
        self._money = money

    async def carry(self, send: Callable[[], Awaitable[T]]) -> T:
        """Send it, and write down how that ended; raises what ``send`` raises.

        When the program is ended meanwhile, the journal has it without an end.
        """
        try:
            # The one place where a request that moves money leaves.
            answer = await send()
        except CabinetError as error:
            standing = _standing_after(error, self.entry.request.kind)
            await self._money.answered(self.entry, standing)
            raise
        await self._money.answered(self.entry, Standing.DONE, getattr(answer, "paid", None))
        return answer

    async def found(self, finding: Finding) -> None:
        """Write down what was found by looking: the person is being told."""
        with suppress(NotKept):
            await self._money.written(self.entry, finding, is_told=True)

    async def look(self) -> Finding:
        """See what became of it, at once; the person is being told. No failure is raised."""
        finding = Finding(Outcome.UNKNOWN)
        with suppress(CabinetError):
            finding = await self._money.find(self.entry)
        await self.found(finding)
        return finding


def _standing_after(error: CabinetError, kind: MoneyKind | str) -> Standing:
    if isinstance(error, _UNCLEAR) or (isinstance(error, Unreachable) and may_have_left(kind)):
        return Standing.UNKNOWN
    return Standing.NOT_SENT if isinstance(error, _UNSENT) else Standing.REFUSED
