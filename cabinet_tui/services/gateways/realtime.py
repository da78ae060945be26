"""The realtime link."""

from collections.abc import Callable
from typing import Protocol

from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link


class RealtimeListener(Protocol):
    """The realtime link: what the server pushes, and how well it reaches us."""

    async def run(self, on_event: Callable[[Event], None], on_link: Callable[[Link], None]) -> None:
        """Listen until cancelled, or until there is no session to listen for.

        The link is live from the first sign that the server let us in; a lost link is taken up
        again without end, and no failure of the network is raised.
        """
        ...
