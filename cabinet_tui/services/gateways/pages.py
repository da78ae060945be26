"""What a service has to read."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.service_pages import PageName, ServicePage


class PagesGateway(Protocol):
    """Rules, legal texts and answers to questions; needs no session.

    ``language`` is a code of two letters; a server that has no text in it answers in its own.
    """

    async def names(self) -> Sequence[PageName]:
        """Which pages the service shows, in the order to show them."""
        ...

    async def page(self, name: PageName, language: str) -> ServicePage:
        """One page; raises NotFound where there is none."""
        ...
