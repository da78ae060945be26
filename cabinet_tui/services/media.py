"""Files in the messages of tickets: how large they are, and getting one."""

from dataclasses import replace

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.ticket_media import Media, MediaFile
from cabinet_tui.services.gateways.media import MediaGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered

MOST_ASKED = 5
"""How many of a conversation's newest files are asked for their size: each is a request."""


class MediaService:
    """Keeps the sizes that are known in the store; a file itself is kept by whoever wants it."""

    def __init__(self, ground: Ground, gateway: MediaGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        self._asked: set[str] = set()

    async def fetch(self, media: Media) -> MediaFile:
        """The file; raises FileTooLarge, NotSupported and CabinetError."""
        found = await offered(self._gateway).fetch(media)
        self._learn(media, len(found.content))
        return found

    async def learn_sizes(self, ticket_id: int) -> None:
        """Ask for the sizes of the newest files of a conversation, each once, one by one."""
        gateway = offered(self._gateway)
        talk = self._ground.state.conversation(ticket_id).value
        files = [media for message in talk.messages for media in message.media] if talk else []
        serial = self._ground.serial
        for media in reversed(files[-MOST_ASKED:]):
            if not media.file_id or media.file_id in self._asked:
                continue
            size = await self._size(gateway, media)
            if not self._ground.is_still(serial):
                return
            if size is not None:
                self._learn(media, size)

    async def _size(self, gateway: MediaGateway, media: Media) -> int | None:
        """Bytes, None where they are not told; whatever is said, it is not asked again."""
        self._asked.add(media.file_id)
        try:
            return await gateway.size(media)
        except CabinetError:
            return None
        except BaseException:
            # Nobody waits for it any longer, and it was not said.
            self._asked.discard(media.file_id)
            raise

    def _learn(self, media: Media, size: int) -> None:
        self._ground.store.update(
            lambda state: replace(state, media_sizes={**state.media_sizes, media.file_id: size})
        )
