"""What the service says of itself."""

from typing import Protocol

from cabinet_tui.domain.service import Branding, ServiceInfo


class InfoGateway(Protocol):
    """What the service says of itself; needs no session."""

    async def info(self) -> ServiceInfo:
        """Name and contacts."""
        ...

    async def branding(self) -> Branding:
        """Name and colours."""
        ...
