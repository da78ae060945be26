"""Words that are not with the server, kept on this computer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from cabinet_tui.domain.outbox import Opening, OutboxMessage, TicketDraft, Words


class WordShelf(Protocol):
    """Keeps what accounts wrote, each for itself. Raises NotKept when it cannot.

    What a method has done is on the disk when it returns.
    """

    async def words(self, account: int) -> Words:
        """Everything of this account; messages and an opening as they were left."""
        ...

    async def keep_drafts(self, account: int, drafts: Mapping[int, str]) -> None:
        """Keep these drafts by their ticket; an empty text takes one away, others stay."""
        ...

    async def keep_new_ticket(self, account: int, draft: TicketDraft) -> None:
        """Keep the ticket that was begun; an empty one is none."""
        ...

    async def keep_opening(self, account: int, opening: Opening | None) -> None:
        """Keep that a ticket is being opened, before that leaves; None when it is known."""
        ...

    async def opened(self, account: int) -> None:
        """The ticket that was begun is open: neither it nor its opening is kept any more."""
        ...

    async def add(self, account: int, message: OutboxMessage) -> int:
        """Keep a message that was not sent; its number comes back."""
        ...

    async def leaves(self, message: OutboxMessage, was_left_at: datetime | None) -> bool:
        """Keep that a message leaves now, with what its ticket had before.

        False when it is not as it was: another process has sent it, or thrown it away.
        """
        ...

    async def stays(self, kept_id: int) -> None:
        """Keep that a message is known not to have arrived."""
        ...

    async def drop(self, kept_id: int) -> None:
        """A message has arrived, or is not wanted any more."""
        ...

    async def forget_words(self) -> None:
        """Take everything away that any account wrote here."""
        ...
