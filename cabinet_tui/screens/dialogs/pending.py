"""Payments that wait for their payer, to choose the one to go on with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.balance import Payment
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.payment_list import PaymentList

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class PendingDialog(StoreDialog[None]):
    """Gives way to the payment that is chosen."""

    CSS_PATH = "pending.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "reload", N_("Refresh"), id="pending.reload"),
        Binding("escape,p,q", "dismiss", N_("Close"), id="pending.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="pending.copy_line"),
    )

    payments: reactive[Sequence[Payment]] = reactive[Sequence[Payment]](())
    note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "payments": lambda state: state.pending.value or (),
        "note": lambda state: note_of(state.pending, _("No payment is waiting any more.")),
    }

    def compose(self) -> ComposeResult:
        """The list, and how well it is known."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = _("Payments that wait to be paid")
            yield Static(Content.styled(title, "bold"), id="title", markup=False)
            yield Static(id="note", markup=False)
            yield PaymentList().data_bind(PendingDialog.payments, StoreDialog.now)
            hint = Content.styled(_("Enter shows where to pay and checks."), "$text-muted")
            yield Static(hint, id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.query_one(PaymentList).focus()
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=False)

    def watch_note(self, note: Note) -> None:
        """Say what there is to say."""
        widget = self.query_one("#note", Static)
        widget.update(note.content())
        widget.display = bool(note.text)

    def watch_payments(self, payments: Sequence[Payment]) -> None:
        """Without payments there is nothing to choose."""
        for widget in self.query("PaymentList, #hint"):
            widget.display = bool(payments)

    @work(exclusive=True, group="pending.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        payments = cabinet.payments
        await (payments.refresh() if force else payments.refresh_if_stale())

    def action_reload(self) -> None:
        """Ask once more."""
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=True)

    @on(PaymentList.Chosen)
    def choose(self, event: PaymentList.Chosen) -> None:
        """Go on with this one."""
        event.stop()
        self.dismiss(None)
        self.host.open_payment(event.payment)
