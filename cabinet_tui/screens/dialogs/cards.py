"""Saved cards: which there are, and having one forgotten."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.saved_card import SavedCard, SavedCards
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.card_wording import card_lines, card_name
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_list import LineList
from cabinet_tui.widgets.note import Note, NoteKind

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class CardsDialog(StoreDialog[None]):
    """Stays until it is closed."""

    CSS_PATH = "cards.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("x,delete", "remove", N_("Remove"), id="cards.remove"),
        Binding("r", "reload", N_("Refresh"), id="cards.reload"),
        Binding("escape,k,q", "dismiss", N_("Close"), id="cards.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="cards.copy_line"),
    )

    saved: reactive[SavedCards | None] = reactive[SavedCards | None](None)
    note: reactive[Note] = reactive(Note())
    lines: reactive[Sequence[Content]] = reactive[Sequence[Content]](())

    mirrors: ClassVar = {
        "saved": lambda state: state.cards.value,
        "note": lambda state: note_of(state.cards),
    }

    def compose(self) -> ComposeResult:
        """The cards, and what they are kept for."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = Content.styled(_("Saved cards"), "bold")
            yield Static(title, id="title", markup=False)
            yield Static(id="note", markup=False)
            yield Static(id="purpose", markup=False)
            yield LineList().data_bind(CardsDialog.lines)
            yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The cards have the keys."""
        super().on_mount()
        self.query_one(LineList).focus()
        self._read(force=False)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="cards.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.cards.refresh() if force else cabinet.cards.refresh_if_stale())

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    @property
    def _marked(self) -> SavedCard | None:
        cards = self.saved.cards if self.saved else ()
        marked = self.query_one(LineList).highlighted
        return cards[marked] if marked is not None and marked < len(cards) else None

    def watch_note(self, note: Note) -> None:
        """Say how well it is known."""
        self._write("#note", note)

    def watch_saved(self, saved: SavedCards | None) -> None:
        """Show what there is."""
        if saved is None:
            return
        self.lines = card_lines(saved.cards)
        self._write("#purpose", Note(_purpose(saved)))
        self.refresh_bindings()

    @on(LineList.Marked)
    def mark(self, event: LineList.Marked) -> None:
        """Now there is something to act on."""
        event.stop()
        self.refresh_bindings()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Removing is all that can be done with a card."""
        event.stop()
        self.action_remove()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a card there is nothing to remove."""
        if action == "remove":
            return self.is_composed and self._marked is not None
        return super().check_action(action, parameters)

    def action_remove(self) -> None:
        """Have the card under the cursor forgotten, after a yes."""
        card, cabinet = self._marked, self.host.cabinet
        if card is None or cabinet is None:
            return
        question = _("Remove the card {card}? Nothing is charged to it any more.").format(
            card=card_name(card)
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self._remove(cabinet, card)

        self.app.push_screen(ConfirmDialog(question, _("Remove")), answered)

    @work(group="cards.write")
    async def _remove(self, cabinet: "Cabinet", card: SavedCard) -> None:
        self._write("#message", Note(_("Sending…"), NoteKind.BUSY))
        try:
            await self.host.carry_out(cabinet.cards.remove(card.id))
        except CabinetError as error:
            self._write("#message", Note(str(error), NoteKind.BAD))
        else:
            gone = _("The card {card} is removed.").format(card=card_name(card))
            self._write("#message", Note(gone))

    def _write(self, selector: str, note: Note) -> None:
        for widget in self.query(selector).results(Static):
            widget.update(note.content())
            widget.display = bool(note.text)


def _purpose(saved: SavedCards) -> str:
    if not saved.cards:
        return _("No card is saved.")
    if saved.charged_by_itself:
        return _("The service may charge them by itself when a subscription runs out.")
    return _("The service does not charge them by itself.")
