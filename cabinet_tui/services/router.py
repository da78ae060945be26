"""From an event to the state: a notice, what it carries at once, and what it changed read again."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.event import (
    BalanceUpdated,
    DayCharged,
    Event,
    PaymentCompleted,
    TicketReplied,
)
from cabinet_tui.services.consequences import CHANGES, OFFERS
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import ACCOUNT, BALANCE, conversation, of_the_account
from cabinet_tui.services.slices import Part

NOTICES_KEPT = 50
SAME_WITHIN = 5.0
RECENT_KEPT = 200
"""Events that a repetition is noticed of: a flood must not be kept, nor looked through."""
BATCH = 0.2
JUST_READ = timedelta(seconds=5)
_WITH_BALANCE = PaymentCompleted | BalanceUpdated | DayCharged


class EventRouter:
    """Takes events in; ``run`` must be running for what they changed to be read again."""

    def __init__(self, ground: Ground) -> None:
        self._store = ground.store
        self._clock = ground.clock
        self._rereads = ground.rereads
        self._recent: dict[Event, float] = {}
        self._due: set[Part] = set()
        self._busy: set[Part] = set()
        self._work = asyncio.Event()

    def handle(self, event: Event) -> None:
        """Show the event, and have read again what it changed."""
        if not self._is_repeated(event):
            dated = event if event.at else replace(event, at=self._clock.now())
            self._store.update(
                lambda state: replace(state, notices=(dated, *state.notices)[:NOTICES_KEPT])
            )
        new_balance = event.new_balance if isinstance(event, _WITH_BALANCE) else None
        if new_balance is not None and self._store.state.balance.is_known:
            self._store.update(BALANCE.change(lambda remote: remote.patched(new_balance)))
        self._rereads.outdate(*OFFERS.get(type(event), ()))
        self._reload(self._changed_by(event))

    def suspect(self, *parts: Part) -> None:
        """Something happened that nobody told of: have these read again, if somebody asked."""
        self._reload(parts)

    def resync(self) -> None:
        """Events were missed: have all they tell of read again, if somebody asked for it.

        The rest of the account is marked, for the next look at it.
        """
        self._rereads.outdate(*of_the_account(self._store.state))
        self._reload(_followed())

    def catch_up(self) -> None:
        """Events begin to arrive: have read again what was read some time before.

        What was read a moment ago is only marked, for the next look at it.
        """
        since = self._clock.now() - JUST_READ
        followed = _followed()
        late = [part for part in followed if not part.is_recent(self._store.state, since)]
        self._rereads.outdate(*followed)
        self._reload(late)

    async def run(self) -> None:
        """Read again what is due, together what comes together; runs until cancelled."""
        try:
            async with asyncio.TaskGroup() as reads:
                while True:
                    await self._work.wait()
                    await self._clock.sleep(BATCH)
                    self._work.clear()
                    for part in self._due - self._busy:
                        self._due.discard(part)
                        self._busy.add(part)
                        reads.create_task(self._read(part))
        finally:
            self._due.clear()
            self._busy.clear()
            self._work.clear()

    async def _read(self, part: Part) -> None:
        try:
            await self._rereads.wanted(part)
            failure = part.failure(self._store.state)
            if isinstance(failure, RateLimited):
                # What the event told of is still not known.
                self._due.add(part)
                await self._clock.sleep(failure.retry_after.total_seconds())
        finally:
            self._busy.discard(part)
            if part in self._due:
                self._work.set()

    def _changed_by(self, event: Event) -> tuple[Part, ...]:
        parts = CHANGES.get(type(event), ())
        if not isinstance(event, TicketReplied) or event.ticket_id is None:
            return parts
        talk = conversation(event.ticket_id)
        if event.ticket_id == self._store.state.open_ticket:
            # Reading it is what the list waits for: it counts the reply as read then.
            return (talk,) if talk.wanted(self._store.state) else parts
        # Nobody looks at it, and reading it would tell support that somebody had.
        self._rereads.outdate(talk)
        return parts

    def _reload(self, parts: Iterable[Part]) -> None:
        for part in parts:
            if part.wanted(self._store.state):
                self._store.update(part.outdated)
                self._due.add(part)
                self._work.set()

    def _is_repeated(self, event: Event) -> bool:
        now = self._clock.monotonic()
        while self._recent and now - next(iter(self._recent.values())) > SAME_WITHIN:
            self._forget_first()
        if event in self._recent:
            return True
        self._recent[event] = now
        if len(self._recent) > RECENT_KEPT:
            self._forget_first()
        return False

    def _forget_first(self) -> None:
        del self._recent[next(iter(self._recent))]


def _followed() -> tuple[Part, ...]:
    """What events tell of; the open ticket is read with the list when there is news in it."""
    told = {part for parts in CHANGES.values() for part in parts}
    return (ACCOUNT, *sorted(told, key=lambda part: part.name))
