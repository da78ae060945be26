"""The files of a conversation: how large they are, and saving those of a message."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.ticket_media import Media
from cabinet_tui.locale import N_
from cabinet_tui.screens.dialogs.save_media import SaveMediaDialog
from cabinet_tui.screens.store_screen import Lens, StoreScreen
from cabinet_tui.widgets.chat_entry import ChatEntry
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.keyboard import with_twins


class ChatFiles(StoreScreen):
    """A section with a ``ChatLog``, where servers hand out what is in it."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("s", "save_file", N_("Save file"), id="support.save_file"),
    )

    entries: reactive[Sequence[ChatEntry]] = reactive[Sequence[ChatEntry]](())
    may_save: reactive[bool] = reactive(False)

    mirrors: ClassVar[Mapping[str, Lens]] = {
        "may_save": lambda state: Capability.TICKET_MEDIA in state.capabilities,
    }

    @property
    def has_files_to_save(self) -> bool:
        """Whether the marked message has a file that can be had."""
        return self.may_save and bool(self._marked_files)

    @property
    def _marked_files(self) -> Sequence[Media]:
        marked = self.query_one(ChatLog).marked
        return [media for media in marked.media if media.file_id] if marked is not None else ()

    def learn_sizes(self, ticket_id: int) -> None:
        """Have the sizes of the newest files asked for."""
        cabinet = self.host.cabinet
        if cabinet is not None and self.may_save and any(entry.media for entry in self.entries):
            sizes = cabinet.media.learn_sizes(ticket_id)
            self.run_worker(sizes, group="media.read")

    def action_save_file(self) -> None:
        """Save what came with the marked message."""
        files, marked = self._marked_files, self.query_one(ChatLog).marked
        if files and marked is not None:
            number = marked.key[1]
            self.app.push_screen(SaveMediaDialog(files, f"message-{number}"))
