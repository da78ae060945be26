"""Asks, once, whether to go on with what waited for money."""

from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from cabinet_tui.domain.intent import Intent, IntentState
from cabinet_tui.screens.dialogs.intent import IntentDialog, why_dropped
from cabinet_tui.screens.dialogs.plan import PlanDialog

if TYPE_CHECKING:
    from textual.app import App

    from cabinet_tui.screens.store_screen import Host

_LATER = 1.0


class Asker:
    """What the app does when the intent in the store changes."""

    def __init__(self, app: "App[int]", host: "Host") -> None:
        self._app = app
        self._host = host
        self._asked: Intent | None = None
        self._is_waiting = False

    def follow(self) -> None:
        """Ask about an intent that has become ready; say why one was given up."""
        intent = self._host.store.state.intent
        if intent is None or intent is self._asked or intent.state is IntentState.WAITING:
            return
        if intent.state is IntentState.DROPPED:
            self._drop(intent)
        elif isinstance(self._app.screen, PlanDialog):
            self._asked = intent
            self._app.screen.show_plan(intent.plan)
        elif isinstance(self._app.focused, Input | TextArea):
            # A question that comes up under somebody's typing would be answered by it.
            self._ask_later()
        else:
            self._asked = intent
            self._app.push_screen(IntentDialog(intent.plan))

    def _drop(self, intent: Intent) -> None:
        self._asked = intent
        self._app.notify(why_dropped(intent), severity="warning", markup=False)
        if self._host.cabinet is not None:
            self._host.cabinet.intents.dismiss()

    def _ask_later(self) -> None:
        if not self._is_waiting:
            self._is_waiting = True
            self._app.set_timer(_LATER, self._try_again)

    def _try_again(self) -> None:
        self._is_waiting = False
        self.follow()
