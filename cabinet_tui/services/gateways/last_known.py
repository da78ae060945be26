"""What was last known of the account, kept on this computer."""

from collections.abc import Mapping
from typing import Protocol

from cabinet_tui.domain.last_known import KeptSession, LastKnown
from cabinet_tui.domain.pace import Seen


class LastKnownShelf(Protocol):
    """Keeps the values of whoever is signed in. Raises NotKept when it cannot."""

    async def resume(self) -> KeptSession:
        """Whose values are kept; a new mark when there are none."""
        ...

    async def begin(self, account: int | None) -> KeptSession:
        """Somebody signs in: unless it is the same account, what was kept goes."""
        ...

    async def keep(self, session: KeptSession, known: LastKnown) -> None:
        """Keep these values beside the others, and the account when it is known by now.

        Nothing is kept once this session was signed out, or another one began, anywhere.
        """
        ...

    async def traffic_seen(self) -> Mapping[int, tuple[Seen, ...]]:
        """Used traffic by subscription, as it was kept with the values, the oldest first."""
        ...

    async def drop_links(self) -> None:
        """Take the connection links away, before they are taken back."""
        ...

    async def forget(self) -> None:
        """Take everything away: nobody is signed in."""
        ...
