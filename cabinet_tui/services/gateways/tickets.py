"""Support tickets."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.ticket import Conversation, Message, Ticket


class TicketsGateway(Protocol):
    """Support tickets."""

    async def tickets(self) -> Sequence[Ticket]:
        """All tickets, in the server's order."""
        ...

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        """Open a ticket."""
        ...

    async def conversation(self, ticket_id: int) -> Conversation:
        """The messages of a ticket."""
        ...

    async def reply(self, ticket_id: int, text: str) -> Message:
        """Write into a ticket."""
        ...

    async def close_ticket(self, ticket_id: int) -> None:
        """Close a ticket."""
        ...
