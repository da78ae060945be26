"""A plan before it is carried out, and how that goes. Money moves here, and nowhere else."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.widgets import Button

from cabinet_tui.domain.errors import BalanceTooLow, CabinetError, OutcomeUnknown
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.refusals import NotOffered, OutcomeFound, PlanOutdated, ServerRequired
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.plan_face import PlanFace
from cabinet_tui.screens.dialogs.quotes import Quote
from cabinet_tui.screens.dialogs.receipt import ReceiptDialog
from cabinet_tui.screens.dialogs.server_choice import ServerChoiceDialog
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.plan_wording import plan_title

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class PlanDialog(PlanFace):
    """Shows the plan that ``quote`` makes.

    What is paid for is the plan on the screen, once. Left while it is being carried out, it goes
    on, and a notice tells the end.
    """

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "pay", N_("Yes, do it"), id="plan.pay"),
        Binding("t", "top_up", N_("Top up"), id="plan.top_up"),
        Binding("u", "choose_server", N_("Server"), id="plan.server"),
        Binding("r", "requote", N_("Refresh"), id="plan.requote"),
        Binding("escape", "leave", N_("Back"), id="plan.leave"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    )

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self._quote = quote
        self._server = ""

    def on_mount(self) -> None:
        """Make the plan."""
        self.action_requote()

    def on_screen_resume(self) -> None:
        """Go away when all was done while something else was before it."""
        if self.is_settled:
            self.dismiss()

    def action_requote(self) -> None:
        """Make the plan anew."""
        if self.host.cabinet is not None:
            self.error = None
            self.quote_now(self.host.cabinet)

    @work(exclusive=True, group="plan.read")
    async def quote_now(self, cabinet: "Cabinet") -> None:
        """Make the plan as things are now; what went wrong before stays in sight."""
        try:
            plan = await self._quote(cabinet)
        except CabinetError as error:
            self.plan = None
            self.error = error
        else:
            self.plan = plan.at_server(self._server) if self._server else plan

    def ask_for(self, quote: Quote) -> None:
        """Make another plan."""
        self._quote = quote
        self.action_requote()

    def show_plan(self, plan: Plan) -> None:
        """Show a plan that was made elsewhere, unless one is being carried out."""
        if not self.is_busy and not self.is_settled and not self.is_unclear:
            self.error = None
            self.plan = plan

    def action_pay(self) -> None:
        """Carry out the plan on the screen, once."""
        cabinet, plan = self.host.cabinet, self.plan
        if cabinet is None or plan is None or not self.can_pay:
            return
        self.error = None
        self.is_busy = True
        # On the app: the end is told even when this dialog is gone by then.
        self.app.run_worker(self._carry_out(self.app, cabinet, plan), group="spend")

    async def _carry_out(self, app: App[object], cabinet: "Cabinet", plan: Plan) -> None:
        host = self.host
        try:
            receipt = await host.carry_out(cabinet.intents.carry_out(plan))
        except CabinetError as error:
            if isinstance(error, OutcomeFound) and error.outcome is Outcome.CHARGED:
                await self._done(app, plan, Receipt(paid=error.paid), str(error))
            elif not self.is_running:
                app.notify(f"{plan_title(plan)}: {error}", severity="error", markup=False)
            else:
                self._failed(cabinet, error)
        else:
            await self._done(app, plan, receipt)

    async def _done(self, app: App[object], plan: Plan, receipt: Receipt, remark: str = "") -> None:
        self.is_settled = True
        if self.is_running and self.is_active:
            await app.switch_screen(ReceiptDialog(plan, receipt, remark))
            return
        words = remark or _("Done: {what}.").format(what=plan_title(plan))
        app.notify(words, markup=False)

    def _failed(self, cabinet: "Cabinet", error: CabinetError) -> None:
        self.is_busy = False
        self.error = error
        match error:
            case BalanceTooLow():
                intent = self.host.store.state.intent
                if intent is not None:
                    self.plan = intent.plan
            case ServerRequired():
                self.action_choose_server()
            case PlanOutdated() | NotOffered():
                self.quote_now(cabinet)
            case OutcomeUnknown() if not self.is_unclear:
                self.quote_now(cabinet)

    def action_choose_server(self) -> None:
        """Ask which server to use; the plan is shown again before anything is sent."""
        if not isinstance(self.error, ServerRequired):
            return
        held = self.host.store.state.subscription.value
        servers = held.servers if held is not None else ()
        dialog = ServerChoiceDialog(self.error.what, servers, self.error.refused)
        self.app.push_screen(dialog, self._use_server)

    def _use_server(self, uuid: str | None) -> None:
        if uuid and self.plan is not None:
            self._server = uuid
            self.error = None
            self.plan = self.plan.at_server(uuid)

    def action_top_up(self) -> None:
        """Go and get what is missing; the plan is remembered until it is there."""
        cabinet, plan = self.host.cabinet, self.plan
        if cabinet is None or plan is None or not self.can_top_up:
            return
        host = self.host
        cabinet.intents.want(plan)
        self.dismiss()
        host.open_top_up(plan.missing)

    def action_leave(self) -> None:
        """Go back without doing it."""
        self.dismiss()

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        event.stop()
        match event.button.id:
            case "pay":
                self.action_pay()
            case "top-up":
                self.action_top_up()
            case "server":
                self.action_choose_server()
            case _:
                self.action_leave()
