"""/tickets/notifications: which answers of support were not read; reading a ticket reads none."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from cabinet_tui.sandbox.bedolaga.dependencies import Caller, Say
from cabinet_tui.sandbox.bedolaga.schemas.ticket_news import Marked, News, NewsList, Unread
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account, Message, Ticket

router = APIRouter(prefix="/tickets/notifications")


@router.get("")
async def notifications(
    caller: Caller,
    say: Say,
    *,
    unread_only: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> WireJSON:
    """The newest first."""
    found = [
        News.of(ticket, message)
        for ticket, message in _answers(caller)
        if not (unread_only and message.is_read)
    ]
    found.sort(key=lambda item: item.id, reverse=True)
    return say(NewsList(items=found[offset : offset + limit], unread_count=_unread(caller)))


@router.get("/unread-count")
async def unread_count(caller: Caller, say: Say) -> WireJSON:
    """How many were not read."""
    return say(Unread(unread_count=_unread(caller)))


@router.post("/read-all")
async def read_all(caller: Caller, say: Say) -> WireJSON:
    """All of them were read."""
    return say(_mark([message for _ticket, message in _answers(caller)]))


@router.post("/ticket/{ticket_id}/read")
async def read_ticket(caller: Caller, say: Say, ticket_id: int) -> WireJSON:
    """Those of one ticket were read; a ticket of nobody has none."""
    return say(_mark([answer for ticket, answer in _answers(caller) if ticket.id == ticket_id]))


@router.post("/{notification_id}/read")
async def read_one(caller: Caller, say: Say, notification_id: int) -> WireJSON:
    """One was read."""
    found = [answer for _ticket, answer in _answers(caller) if answer.id == notification_id]
    if not found:
        raise HTTPException(404, "Notification not found")
    _mark(found)
    return say({"success": True})


def _answers(caller: Account) -> Iterator[tuple[Ticket, Message]]:
    for ticket in caller.tickets.values():
        for message in ticket.messages:
            if message.from_admin:
                yield ticket, message


def _unread(caller: Account) -> int:
    return sum(1 for _ticket, message in _answers(caller) if not message.is_read)


def _mark(messages: list[Message]) -> Marked:
    unread = [message for message in messages if not message.is_read]
    for message in unread:
        message.is_read = True
    return Marked(marked_count=len(unread))
