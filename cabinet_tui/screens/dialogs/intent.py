"""The money for something has arrived: the one question whether to go on with it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cabinet_tui.domain.intent import DropReason, Intent
from cabinet_tui.domain.plan import Plan
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.quotes import quote_again
from cabinet_tui.widgets.plan_wording import plan_title


class IntentDialog(PlanDialog):
    """The plan as it is now; going back forgets it."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(quote_again(plan))
        self._ready = plan
        self._server = plan.server_uuid

    def compose_plan(self) -> ComposeResult:
        """Why it is asked, above the plan."""
        words = _("The balance is enough now. Go on with this?")
        yield Static(Content.styled(words, "bold $text-success"), id="heading", markup=False)
        yield from super().compose_plan()

    def action_requote(self) -> None:
        """The plan has just been made."""
        if self.error is None and self.plan is None:
            self.plan = self._ready
        else:
            super().action_requote()

    def action_leave(self) -> None:
        """No is an answer: it is not asked again."""
        if self.host.cabinet is not None and not self.is_busy:
            self.host.cabinet.intents.dismiss()
        super().action_leave()


def why_dropped(intent: Intent) -> str:
    """Why something that waited for money is no longer offered."""
    what = plan_title(intent.plan)
    if intent.reason is DropReason.BOUGHT_MEANWHILE:
        words = _("The service has bought “{what}” by itself: it is not bought again.")
    elif intent.reason is DropReason.SUBSCRIPTION_CHANGED:
        words = _("The subscription has changed meanwhile: “{what}” is not bought again.")
    else:
        words = _("“{what}” is no longer on offer.")
    return words.format(what=what)
