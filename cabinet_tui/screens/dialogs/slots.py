"""More places for devices: how many, and what they cost until the subscription ends."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from cabinet_tui.domain.devices import MOST_SLOTS
from cabinet_tui.locale import N_, ngettext
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.plan_face import PlanFace
from cabinet_tui.screens.dialogs.quotes import slots_quote
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.plan_table import PlanTable


class SlotsDialog(PlanDialog):
    """A plan for as many places as were chosen; nothing is paid while another is being made."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("plus,equals_sign", "slots(1)", N_("More"), key_display="+", id="slots.more"),
        Binding("minus", "slots(-1)", N_("Fewer"), key_display="-", id="slots.fewer"),
    )

    def __init__(self) -> None:
        super().__init__(slots_quote(1))
        self._count = 1

    def compose_plan(self) -> ComposeResult:
        """How many, and the plan."""
        with Horizontal(id="slots"):
            yield Button("-", id="fewer", compact=True)
            yield Static(self._words(), id="count", markup=False)
            yield Button("+", id="more", compact=True)
        yield PlanTable().data_bind(PlanFace.plan)

    def _words(self) -> str:
        words = ngettext("{count} more device", "{count} more devices", self._count)
        return words.format(count=number(self._count))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The number stands while it is paid for."""
        if action == "slots":
            return not self.is_busy and not self.is_unclear
        return super().check_action(action, parameters)

    def action_slots(self, more: int) -> None:
        """Ask for more places, or for fewer."""
        chosen = max(1, min(MOST_SLOTS, self._count + more))
        if chosen == self._count or self.is_busy or self.is_unclear:
            return
        self._count = chosen
        self.query_one("#count", Static).update(self._words())
        # The plan on the screen is what is paid for: it must not be the one before.
        self.plan = None
        self.ask_for(slots_quote(chosen))

    @on(Button.Pressed, "#more, #fewer")
    def count_slots(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        event.stop()
        event.prevent_default()
        self.action_slots(1 if event.button.id == "more" else -1)
