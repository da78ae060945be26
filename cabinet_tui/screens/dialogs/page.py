"""The pages of the service, one at a time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.readable import ReadableText
from cabinet_tui.domain.service_pages import PageName, ServicePage
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import day
from cabinet_tui.screens.dialogs.document import DocumentDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import Lens
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.page_wording import page_title

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class PageDialog(DocumentDialog):
    """Reads a page when it is first looked at; left and right lead to the others."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("right", "turn(1)", N_("Next page"), key_display="→", id="page.next"),
        Binding("left", "turn(-1)", N_("Page before"), show=False, id="page.previous"),
        Binding("r", "refresh", N_("Refresh"), id="page.refresh"),
    )

    names: reactive[Sequence[PageName]] = reactive[Sequence[PageName]](())
    page: reactive[ServicePage | None] = reactive[ServicePage | None](None)
    note: reactive[Note] = reactive(Note())

    mirrors: ClassVar[Mapping[str, Lens]] = {
        "names": lambda state: state.page_names.value or (),
    }

    def __init__(self, name: PageName) -> None:
        super().__init__(page_title(name), ReadableText())
        self._wanted = name

    def on_mount(self) -> None:
        """Ask for the page."""
        super().on_mount()
        self._look()

    def mirror(self, state: AppState) -> None:
        """Also the page, or why it is not there."""
        super().mirror(state)
        if not self.is_composed or self._pruning:
            return
        remote = state.page(self._wanted)
        self.page = remote.value
        is_empty = remote.value is not None and not remote.value.text.text
        empty = Note(_("The service has written nothing here."))
        self.note = empty if is_empty and remote.error is None else note_of(remote)

    def watch_page(self, page: ServicePage | None) -> None:
        """Show it."""
        if self.is_composed:
            self.show_document(self._words(), page.text if page else ReadableText())

    def watch_names(self) -> None:
        """Tell which of how many it is."""
        if self.is_composed:
            self.query_one("#title", Static).update(Content.styled(self._words(), "bold"))

    def watch_note(self, note: Note) -> None:
        """Say how well it is known."""
        if self.is_composed:
            widget = self.query_one("#note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way on only where there are more."""
        if action == "turn":
            return len(self.names) > 1
        return super().check_action(action, parameters)

    def action_turn(self, step: int) -> None:
        """Another page."""
        names = list(self.names)
        at = names.index(self._wanted) if self._wanted in names else 0
        self._wanted = names[(at + step) % len(names)]
        self.page = None
        self.show_document(self._words(), ReadableText())
        self.mirror(self.host.store.state)
        self._look()

    def action_refresh(self) -> None:
        """Read it again."""
        self._look(force=True)

    def _look(self, *, force: bool = False) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, self._wanted, force=force)

    @work(exclusive=True, group="page.read")
    async def _load(self, cabinet: "Cabinet", name: PageName, *, force: bool) -> None:
        pages = cabinet.pages
        await (pages.refresh(name) if force else pages.refresh_if_stale(name))

    def _words(self) -> str:
        names, page = list(self.names), self.page
        parts = [page_title(self._wanted)]
        if page is not None and page.name is self._wanted and page.updated_at is not None:
            parts.append(_("as of {date}").format(date=day(page.updated_at)))
        if len(names) > 1 and self._wanted in names:
            place = names.index(self._wanted) + 1
            parts.append(_("{place} of {count}").format(place=place, count=len(names)))
        return "  ".join(parts)
