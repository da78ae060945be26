"""Files in the messages of tickets: how large they are, and getting one."""

from collections.abc import Mapping
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

    async def fetch(self, media: Media) -> MediaFile:
        """The file; raises FileTooLarge, NotSupported and CabinetError."""
        found = await offered(self._gateway).fetch(media)
        self._learn({media.file_id: len(found.content)})
        return found

    async def learn_sizes(self, ticket_id: int) -> None:
        """Ask for the sizes of the newest files of a conversation, each once, one by one."""
        gateway = offered(self._gateway)
        talk = self._ground.state.conversation(ticket_id).value
        files = [media for message in talk.messages for media in message.media] if talk else []
        serial = self._ground.serial
        for media in reversed(files[-MOST_ASKED:]):
            if not media.file_id or media.file_id in self._ground.state.media_sizes:
                continue
            # Whatever comes of it, it is not asked for again.
            self._learn({media.file_id: None})
            try:
                size = await gateway.size(media)
            except CabinetError:
                continue
            if not self._ground.is_still(serial):
                return
            self._learn({media.file_id: size})

    def _learn(self, sizes: Mapping[str, int | None]) -> None:
        self._ground.store.update(
            lambda state: replace(state, media_sizes={**state.media_sizes, **sizes})
        )
