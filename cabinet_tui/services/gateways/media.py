"""Files in the messages of a ticket."""

from typing import Protocol

from cabinet_tui.domain.ticket_media import Media, MediaFile


class MediaGateway(Protocol):
    """Files in the messages of a ticket."""

    async def size(self, media: Media) -> int | None:
        """Bytes, None where the server does not tell; raises CabinetError."""
        ...

    async def fetch(self, media: Media) -> MediaFile:
        """The file; raises FileTooLarge, NotFound and other CabinetErrors."""
        ...
