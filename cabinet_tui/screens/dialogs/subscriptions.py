"""Several subscriptions: which one all is about, and removing one that is over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.subscriptions import is_over, subscription_name
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.subscription_list import SubscriptionList

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class SubscriptionsDialog(StoreDialog[None]):
    """Goes away when one is chosen: from then on all is about that one."""

    CSS_PATH = "subscriptions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("x", "remove", N_("Remove"), id="subscriptions.remove"),
        Binding("r", "reload", N_("Refresh"), id="subscriptions.reload"),
        Binding("escape,c,q", "dismiss", N_("Close"), id="subscriptions.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="subscriptions.copy_line"),
    )

    held: reactive[Sequence[Subscription]] = reactive[Sequence[Subscription]](())
    meant: reactive[int | None] = reactive[int | None](None)
    note: reactive[Note] = reactive(Note())
    problem: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "held": lambda state: state.subscriptions.value.held if state.subscriptions.value else (),
        "meant": lambda state: state.chosen_subscription,
        "note": lambda state: note_of(state.subscriptions),
    }

    def compose(self) -> ComposeResult:
        """The list, and what choosing does."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = _("Which subscription?")
            yield Static(Content.styled(title, "bold"), id="title", markup=False)
            yield Static(id="note", markup=False)
            yield SubscriptionList()
            hint = _("All that is shown, paid for and changed is about the one that is chosen.")
            yield Static(Content.styled(hint, "$text-muted"), id="hint", markup=False)
            yield Static(id="problem", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.query_one(SubscriptionList).focus()
        self._read(force=False)

    def watch_held(self, held: Sequence[Subscription]) -> None:
        """Show them."""
        if self.is_composed:
            shown = self.query_one(SubscriptionList)
            shown.now, shown.meant, shown.held = self.now, self.meant, tuple(held)
            self.refresh_bindings()

    def watch_meant(self, meant: int | None) -> None:
        """Mark the one that is meant."""
        if self.is_composed:
            self.query_one(SubscriptionList).meant = meant

    def watch_note(self, note: Note) -> None:
        """Say how well they are known."""
        self._say("#note", note)

    def watch_problem(self, note: Note) -> None:
        """Say what is being done, or why it was not."""
        self._say("#problem", note)

    def _say(self, selector: str, note: Note) -> None:
        if self.is_composed:
            widget = self.query_one(selector, Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is over can be removed."""
        if action == "remove":
            pointed = self._pointed
            return pointed is not None and is_over(pointed)
        return super().check_action(action, parameters)

    @property
    def _pointed(self) -> Subscription | None:
        return self.query_one(SubscriptionList).pointed if self.is_composed else None

    @on(OptionList.OptionHighlighted)
    def point(self) -> None:
        """The key for removing comes and goes with the line."""
        self.refresh_bindings()

    @on(SubscriptionList.Chosen)
    def choose(self, event: SubscriptionList.Chosen) -> None:
        """That one, from now on."""
        event.stop()
        cabinet = self.host.cabinet
        if cabinet is None:
            return
        # On the app: what is read of it is wanted by the screens below.
        self.app.run_worker(
            _choose(self.app, cabinet, event.subscription.id), group="subscription.choose"
        )
        self.dismiss()

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="subscriptions.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscriptions
        await (service.refresh() if force else service.refresh_if_stale())

    @work(group="subscriptions.remove")
    async def action_remove(self) -> None:
        """Remove the one under the cursor, when the person says so."""
        cabinet, pointed = self.host.cabinet, self._pointed
        if cabinet is None or pointed is None:
            return
        name = subscription_name(pointed)
        question = _("Remove {name}? Its link ends for good.").format(name=name)
        if not await self.app.push_screen_wait(ConfirmDialog(question, _("Remove"))):
            return
        self.problem = Note(_("It is being removed…"), NoteKind.BUSY)
        try:
            await self.host.carry_out(cabinet.subscriptions.remove(pointed.id))
        except CabinetError as error:
            self.problem = Note(str(error), NoteKind.BAD)
        else:
            self.problem = Note()
            self.app.notify(_("Removed: {name}.").format(name=name), markup=False)


async def _choose(app: App[object], cabinet: "Cabinet", subscription_id: int) -> None:
    try:
        await cabinet.subscriptions.choose(subscription_id)
    except CabinetError as error:
        app.notify(str(error), severity="error", markup=False)
