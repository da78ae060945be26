"""/tickets: conversations with support."""

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.tickets import (
    ClosedTicket,
    CreatedMessage,
    CreatedTicket,
    MessageBody,
    MessageOrder,
    Messages,
    TicketBody,
    TicketOrder,
    Tickets,
)
from cabinet_tui.sandbox.state import Account, Ticket
from cabinet_tui.sandbox.support import answer_soon, write

router = APIRouter(prefix="/tickets")


@router.get("", response_model=Tickets, responses=errors(401))
async def tickets(caller: Caller, say: Say) -> WireJSON:
    """All tickets, the latest talked about first."""
    latest = sorted(caller.tickets.values(), key=lambda t: (t.updated_at, t.id), reverse=True)
    return say(Tickets(tickets=[TicketBody.of(ticket) for ticket in latest]))


@router.post("", response_model=CreatedTicket, status_code=201, responses=errors(400, 401))
async def create_ticket(box: Box, caller: Caller, say: Say, body: TicketOrder) -> WireJSON:
    """Open a ticket with its first message."""
    ticket = Ticket(box.state.next_id("ticket"), body.subject, box.clock.now())
    caller.tickets[ticket.id] = ticket
    write(box, ticket, body.message, from_admin=False)
    answer_soon(box, caller, ticket)
    reply = CreatedTicket(
        id=ticket.id,
        subject=ticket.subject,
        status=ticket.status,
        created_at=ticket.created_at,
    )
    return say(reply, 201)


@router.get("/{ticket_id}/messages", response_model=Messages, responses=errors(401, 404))
async def messages(caller: Caller, say: Say, ticket_id: int) -> WireJSON:
    """A ticket's messages, the oldest first; reading them is what marks them as read."""
    ticket = _ticket(caller, ticket_id)
    body = Messages(messages=[MessageBody.of(m, ticket, caller) for m in ticket.messages])
    for message in ticket.messages:
        message.is_read = True
    return say(body)


@router.post(
    "/{ticket_id}/messages",
    response_model=CreatedMessage,
    status_code=201,
    responses=errors(400, 401, 404),
)
async def create_message(
    box: Box, caller: Caller, say: Say, ticket_id: int, body: MessageOrder
) -> WireJSON:
    """Write to support."""
    ticket = _ticket(caller, ticket_id)
    if ticket.status == "closed":
        raise HTTPException(400, "Ticket is closed")
    message = write(box, ticket, body.message, from_admin=False)
    answer_soon(box, caller, ticket)
    reply = CreatedMessage(
        id=message.id,
        ticket_id=ticket.id,
        message=message.text,
        created_at=message.created_at,
    )
    return say(reply, 201)


@router.patch("/{ticket_id}/close", response_model=ClosedTicket, responses=errors(401, 404))
async def close_ticket(caller: Caller, say: Say, ticket_id: int) -> WireJSON:
    """Close a ticket; closing it twice is no error."""
    ticket = _ticket(caller, ticket_id)
    ticket.status = "closed"
    return say(ClosedTicket(success=True, ticket_id=ticket.id, status=ticket.status))


def _ticket(caller: Account, ticket_id: int) -> Ticket:
    ticket = caller.tickets.get(ticket_id)
    if ticket is None:
        raise HTTPException(404, "Ticket not found")
    return ticket
