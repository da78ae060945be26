"""Files in the messages of a ticket: ``/media``. Their tokens stand in the address."""

from urllib.parse import quote

from cabinet_tui.api.call import Call, FileWanted
from cabinet_tui.api.client import Client
from cabinet_tui.api.file_answer import FileAnswer
from cabinet_tui.domain.errors import NotACabinet, NotFound
from cabinet_tui.domain.ticket_media import LARGEST, Media, MediaFile
from cabinet_tui.locale import _


class BedolagaMedia:
    """Satisfies ``services.gateways.media.MediaGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def size(self, media: Media) -> int | None:
        """Bytes, when the headers tell; nothing of the file is taken."""
        return (await self._ask(media, FileWanted(LARGEST, only_size=True))).size

    async def fetch(self, media: Media) -> MediaFile:
        """The file."""
        answer = await self._ask(media, FileWanted(LARGEST))
        return MediaFile(answer.content, answer.content_type, answer.name)

    async def _ask(self, media: Media, wanted: FileWanted) -> FileAnswer:
        if not media.file_id:
            raise NotFound
        query = {"token": media.token} if media.token else None
        path = f"/media/{quote(media.file_id, safe='')}"
        reply = await self._client.hear(Call("GET", path, query=query, once=True, file=wanted))
        if not isinstance(reply.body, FileAnswer):
            reason = _("it sent no file")
            raise NotACabinet(host=self._client.transport.host, reason=reason)
        return reply.body
