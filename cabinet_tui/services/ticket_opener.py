"""Opening a ticket once, whatever became of an earlier try, in this run or in one before."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    Rejected,
    ServerFailure,
)
from cabinet_tui.domain.outbox import Opening, TicketDraft
from cabinet_tui.domain.text import clean
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.domain.ticket_refusals import TicketOpenAlready
from cabinet_tui.services.gateways import TicketsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.outbox import ON_ITS_WAY
from cabinet_tui.services.parts import TICKETS
from cabinet_tui.services.words import WordKeeper

_CONFLICT = 409
_NOBODY_KNOWS = (OutcomeUnknown, NotACabinet, ServerFailure)


class TicketOpener:
    """Has on the disk what it sends, and which tickets there were, before it leaves."""

    def __init__(self, ground: Ground, gateway: TicketsGateway, words: WordKeeper) -> None:
        self._ground = ground
        self._gateway = gateway
        self._words = words

    async def open(self, draft: TicketDraft) -> Ticket:
        """Open a ticket; one that an earlier try opened is it. Raises CabinetError."""
        earlier = self._ground.state.opening
        if earlier is not None and earlier.draft == draft:
            found = await self._arrival(earlier)
            if found is not None:
                await self._is_open(draft)
                return found
        ticket = await self._send(draft)
        await self._is_open(draft)
        return ticket

    async def _arrival(self, earlier: Opening) -> Ticket | None:
        """The ticket that an earlier try opened, when nobody knew."""
        found = await self._look(earlier)
        passed = self._ground.clock.now() - earlier.left_at
        if found is None and earlier.is_of_before and timedelta() <= passed < ON_ITS_WAY:
            await self._ground.clock.sleep((ON_ITS_WAY - passed).total_seconds())
            found = await self._look(earlier)
        return found

    async def _send(self, draft: TicketDraft) -> Ticket:
        await self._ground.rereads.if_stale(TICKETS)
        before = frozenset(ticket.id for ticket in self._ground.state.tickets.told() or ())
        opening = Opening(draft, before, self._ground.clock.now())
        await self._keep(opening)
        try:
            ticket = await self._gateway.open_ticket(draft.subject, draft.text)
        except _NOBODY_KNOWS as error:
            try:
                found = await self._look(opening)
            except CabinetError:
                raise error from None
            if found is None:
                raise
            return found
        except Rejected as error:
            await self._know()
            if error.status != _CONFLICT:
                raise
            # There is an open one already; the list has to show it.
            await self._ground.rereads.now(TICKETS)
            raise TicketOpenAlready(status=_CONFLICT, ticket_id=self._waiting()) from error
        except CabinetError:
            await self._know()
            raise
        await self._ground.rereads.now(TICKETS)
        return ticket

    async def _look(self, opening: Opening) -> Ticket | None:
        """The ticket with this subject that was not there before; raises CabinetError."""
        await self._ground.rereads.now(TICKETS)
        wanted = clean(opening.draft.subject).strip()
        for ticket in self._ground.state.tickets.told() or ():
            if ticket.id not in opening.before and ticket.subject.strip() == wanted:
                return ticket
        return None

    async def _keep(self, opening: Opening | None) -> None:
        self._ground.store.update(lambda state: replace(state, opening=opening))
        await self._words.keep_opening(opening)

    async def _is_open(self, draft: TicketDraft) -> None:
        """What was begun became the ticket; what was begun since, or beside it, stays."""
        begun = self._ground.state.new_ticket
        if (begun.subject.strip(), begun.text.strip()) != (draft.subject, draft.text):
            await self._know()
            return
        self._ground.store.update(
            lambda state: replace(state, opening=None, new_ticket=TicketDraft())
        )
        await self._words.opened()

    async def _know(self) -> None:
        """It is known what came of it."""
        if self._ground.state.opening is not None:
            await self._keep(None)

    def _waiting(self) -> int | None:
        """The ticket that keeps another one from being opened, as far as the list tells."""
        states = (TicketStatus.OPEN, TicketStatus.ANSWERED, TicketStatus.IN_PROGRESS)
        tickets = self._ground.state.tickets.value or ()
        for status in states:
            for ticket in tickets:
                if ticket.status == status:
                    return ticket.id
        return None
