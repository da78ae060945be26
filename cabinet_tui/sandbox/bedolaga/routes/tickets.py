"""/tickets: conversations with support, which only support can close."""

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.conversations import blocks_another, status_of
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.paging import page_count
from cabinet_tui.sandbox.bedolaga.schemas.tickets import (
    MessageBody,
    MessageOrder,
    TicketBody,
    TicketOrder,
    Tickets,
    WholeTicket,
)
from cabinet_tui.sandbox.paging import PageNumber, PerPage, newest_first
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.routes.control import Target
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.state import Account, Ticket
from cabinet_tui.sandbox.support import answer_soon, write

router = APIRouter(prefix="/tickets")
control = APIRouter(prefix="/tickets")


@router.get("")
async def tickets(
    caller: Caller, say: Say, page: PageNumber = 1, per_page: PerPage = 20, status: str = ""
) -> WireJSON:
    """Tickets, of one status if asked for, the latest talked about first."""
    found = [t for t in caller.tickets.values() if not status or status_of(t) == status]
    found.sort(key=lambda ticket: (ticket.updated_at, ticket.id))
    return say(
        Tickets(
            items=[TicketBody.of(ticket) for ticket in newest_first(found, page, per_page)],
            total=len(found),
            page=page,
            per_page=per_page,
            pages=page_count(len(found), per_page),
        )
    )


@router.post("")
async def create_ticket(box: Box, caller: Caller, say: Say, body: TicketOrder) -> WireJSON:
    """Open a ticket, unless one waits for the account to answer or for support to look."""
    if blocks_another(caller):
        raise HTTPException(409, "You already have an open ticket")
    ticket = Ticket(box.state.next_id("ticket"), body.title, box.clock.now())
    caller.tickets[ticket.id] = ticket
    write(box, ticket, body.message, from_admin=False)
    answer_soon(box, caller, ticket)
    return say(WholeTicket.of(ticket))


@router.get("/{ticket_id}")
async def ticket(caller: Caller, say: Say, ticket_id: int) -> WireJSON:
    """A ticket with its messages."""
    return say(WholeTicket.of(_ticket(caller, ticket_id)))


@router.post("/{ticket_id}/messages")
async def create_message(
    box: Box, caller: Caller, say: Say, ticket_id: int, body: MessageOrder
) -> WireJSON:
    """Write to support."""
    found = _ticket(caller, ticket_id)
    if found.status == "closed":
        raise HTTPException(400, "Cannot add message to closed ticket")
    if found.reply_blocked:
        raise HTTPException(403, "Replies to this ticket are blocked")
    message = write(box, found, body.message, from_admin=False)
    answer_soon(box, caller, found)
    return say(MessageBody.of(message))


@control.post("/{ticket_id}/close")
async def close(target: Target, ticket_id: int) -> Done:
    """Let support close a ticket; nothing is pushed."""
    _ticket(target, ticket_id).status = "closed"
    return Done(count=1)


@control.post("/{ticket_id}/block")
async def block(target: Target, ticket_id: int) -> Done:
    """Let support take no more answers in a ticket."""
    _ticket(target, ticket_id).reply_blocked = True
    return Done(count=1)


def _ticket(caller: Account, ticket_id: int) -> Ticket:
    found = caller.tickets.get(ticket_id)
    if found is None:
        raise HTTPException(404, "Ticket not found")
    return found
