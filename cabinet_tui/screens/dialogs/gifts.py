"""Gifts: those sent, those received, giving one and taking one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.gift import GiftBook, GiftOffer
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.gift import GiftDialog
from cabinet_tui.screens.dialogs.gift_form import GiftForm, Given
from cabinet_tui.screens.dialogs.promo import PromoDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.gift_wording import gift_lines
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_list import LineList
from cabinet_tui.widgets.note import Note

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class GiftsDialog(StoreDialog[None]):
    """Stays until it is closed."""

    CSS_PATH = "gifts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("n", "give", N_("Give"), id="gifts.give"),
        Binding("c", "code", N_("Use a code"), id="gifts.code"),
        Binding("r", "reload", N_("Refresh"), id="gifts.reload"),
        Binding("escape,i,q", "dismiss", N_("Close"), id="gifts.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="gifts.copy_line"),
    )

    book: reactive[GiftBook | None] = reactive[GiftBook | None](None)
    offer: reactive[GiftOffer | None] = reactive[GiftOffer | None](None, bindings=True)
    note: reactive[Note] = reactive(Note())
    lines: reactive[Sequence[Content]] = reactive[Sequence[Content]](())

    mirrors: ClassVar = {
        "book": lambda state: state.gifts.value,
        "offer": lambda state: state.gift_offer.value,
        "note": lambda state: note_of(state.gifts),
    }

    def compose(self) -> ComposeResult:
        """The gifts, and how well they are known."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = Content.styled(_("Gifts"), "bold")
            yield Static(title, id="title", markup=False)
            yield Static(id="note", markup=False)
            yield Static(id="offer", markup=False)
            yield LineList().data_bind(GiftsDialog.lines)
            yield Static(id="empty", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The gifts have the keys."""
        super().on_mount()
        self.query_one(LineList).focus()
        self._read(force=False)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)
            self._load_offer(self.host.cabinet, force=force)

    @work(exclusive=True, group="gifts.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        gifts = cabinet.gifts
        await (gifts.refresh() if force else gifts.refresh_if_stale())

    @work(exclusive=True, group="gift_offer.read")
    async def _load_offer(self, cabinet: "Cabinet", *, force: bool) -> None:
        gifts = cabinet.gifts
        await (gifts.refresh_offer() if force else gifts.refresh_offer_if_stale())

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    def watch_note(self, note: Note) -> None:
        """Say how well they are known."""
        self._write("#note", note)

    def watch_offer(self, offer: GiftOffer | None) -> None:
        """Say when nothing can be given."""
        closed = offer is not None and not (offer.is_open and offer.tariffs)
        self._write("#offer", Note(_("This service sells no gifts now.") if closed else ""))

    def watch_book(self, book: GiftBook | None) -> None:
        """Show what there is."""
        if book is None:
            return
        self.lines = gift_lines(book.sent, book.received, ascii_only=self.host.ascii_only)
        empty = _("No gift was sent or received yet.")
        self._write("#empty", Note("" if self.lines else empty))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an offer there is nothing to give."""
        if action == "give":
            return bool(self.offer and self.offer.is_open and self.offer.tariffs)
        return super().check_action(action, parameters)

    @on(LineList.Chosen)
    def open_gift(self, event: LineList.Chosen) -> None:
        """Show all of one gift."""
        event.stop()
        book, cabinet = self.book, self.host.cabinet
        if book is not None and cabinet is not None:
            gift = (*book.sent, *book.received)[event.index]
            self.app.push_screen(GiftDialog(cabinet.gifts.recall(gift)))

    def action_give(self) -> None:
        """Choose what to give."""
        if self.offer is not None:
            self.app.push_screen(GiftForm(), self._given)

    def _given(self, given: Given | None) -> None:
        if given is not None:
            self.app.push_screen(GiftDialog(given.gift, given.remark))

    def action_code(self) -> None:
        """Take what somebody else has given."""
        self.app.push_screen(PromoDialog())

    def _write(self, selector: str, note: Note) -> None:
        for widget in self.query(selector).results(Static):
            widget.update(note.content())
            widget.display = bool(note.text)
