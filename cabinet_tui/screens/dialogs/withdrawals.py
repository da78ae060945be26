"""Withdrawing referral earnings: what can go, why not, and the requests made so far."""

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
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalDesk,
    amount_problem,
)
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.facts import FactsDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.dialogs.withdrawal_form import WithdrawalForm
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_list import LineList
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.withdrawal_wording import about_request, funds_facts, request_lines

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class WithdrawalsDialog(StoreDialog[None]):
    """Stays until it is closed."""

    CSS_PATH = "withdrawals.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("n", "ask", N_("Withdraw"), id="withdrawals.ask"),
        Binding("x", "cancel", N_("Cancel it"), id="withdrawals.cancel"),
        Binding("r", "reload", N_("Refresh"), id="withdrawals.reload"),
        Binding("escape,w,q", "dismiss", N_("Close"), id="withdrawals.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="withdrawals.copy_line"),
    )

    desk: reactive[WithdrawalDesk | None] = reactive[WithdrawalDesk | None](None)
    note: reactive[Note] = reactive(Note())
    lines: reactive[Sequence[Content]] = reactive[Sequence[Content]](())
    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](())

    mirrors: ClassVar = {
        "desk": lambda state: state.withdrawals.value,
        "note": lambda state: note_of(state.withdrawals),
    }

    def compose(self) -> ComposeResult:
        """What can go, what stands against it, the requests."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = Content.styled(_("Withdrawals of referral earnings"), "bold")
            yield Static(title, id="title", markup=False)
            yield Static(id="note", markup=False)
            yield Facts().data_bind(WithdrawalsDialog.facts)
            yield Static(id="obstacle", markup=False)
            yield Static(id="requests-title", markup=False)
            yield LineList().data_bind(WithdrawalsDialog.lines)
            yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The requests have the keys."""
        super().on_mount()
        self.query_one(LineList).focus()
        self._read(force=False)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="withdrawals.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.withdrawals
        await (service.refresh() if force else service.refresh_if_stale())

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    @property
    def _marked(self) -> Withdrawal | None:
        requests = self.desk.requests if self.desk else ()
        marked = self.query_one(LineList).highlighted
        return requests[marked] if marked is not None and marked < len(requests) else None

    @property
    def _obstacle(self) -> CabinetError | None:
        """Why nothing can be asked for now; None when something can."""
        if self.desk is None:
            return None
        return amount_problem(self.desk.funds.available, self.desk.funds)

    def watch_note(self, note: Note) -> None:
        """Say how well it is known."""
        self._write("#note", note)

    def watch_desk(self, desk: WithdrawalDesk | None) -> None:
        """Show what there is."""
        if desk is None:
            return
        ascii_only = self.host.ascii_only
        self.facts = funds_facts(desk.funds, ascii_only=ascii_only)
        self.lines = request_lines(desk.requests, ascii_only=ascii_only)
        obstacle = self._obstacle
        self._write("#obstacle", Note(str(obstacle) if obstacle else desk.funds.advice))
        title = _("Requests") if desk.requests else _("Nothing was asked for yet.")
        self.query_one("#requests-title", Static).update(Content.styled(title, "$text-muted"))
        self.refresh_bindings()

    @on(LineList.Marked)
    def mark(self, event: LineList.Marked) -> None:
        """What can be done depends on the request."""
        event.stop()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that have nothing to act on are not there."""
        match action:
            case "ask":
                return self.desk is not None and self._obstacle is None
            case "cancel":
                return self.is_composed and bool(self._marked and self._marked.can_cancel)
        return super().check_action(action, parameters)

    @on(LineList.Chosen)
    def open_request(self, event: LineList.Chosen) -> None:
        """Show all of one request."""
        event.stop()
        if self._marked is not None:
            sheet = about_request(self._marked, ascii_only=self.host.ascii_only)
            self.app.push_screen(FactsDialog(*sheet))

    def action_ask(self) -> None:
        """Ask for money."""
        if self.desk is not None:
            self.app.push_screen(WithdrawalForm(self.desk.funds), self._asked)

    def _asked(self, made: Withdrawal | None) -> None:
        if made is not None:
            words = _("The request for {amount} is made: number {number}.").format(
                amount=money(made.amount, ascii_only=self.host.ascii_only), number=made.id
            )
            self._write("#message", Note(words))

    def action_cancel(self) -> None:
        """Take the request under the cursor back."""
        request, cabinet = self._marked, self.host.cabinet
        if request is not None and cabinet is not None and request.can_cancel:
            amount = money(request.amount, ascii_only=self.host.ascii_only)
            question = _(
                "Cancel the request for {amount}? The wait until the next one stays."
            ).format(amount=amount)

            def answered(yes: bool | None) -> None:
                if yes:
                    self._cancel(cabinet, request.id)

            self.app.push_screen(ConfirmDialog(question, _("Cancel the request")), answered)

    @work(group="withdrawals.write")
    async def _cancel(self, cabinet: "Cabinet", request_id: int) -> None:
        self._write("#message", Note(_("Sending…"), NoteKind.BUSY))
        try:
            await self.host.carry_out(cabinet.withdrawals.cancel(request_id))
        except CabinetError as error:
            self._write("#message", Note(str(error), NoteKind.BAD))
        else:
            self._write("#message", Note(_("The request is cancelled.")))

    def _write(self, selector: str, note: Note) -> None:
        for widget in self.query(selector).results(Static):
            widget.update(note.content())
            widget.display = bool(note.text)
