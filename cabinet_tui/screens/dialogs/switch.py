"""Another tariff than the one there is: going over to it, or buying it all the same."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from cabinet_tui.domain.subscription import Subscription, Tariff
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.quotes import switch_quote
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named


class SwitchDialog(PlanDialog):
    """The plan of the switch. ``buy`` leads through a purchase, whose plan tells what it loses."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("b", "buy", N_("Buy it instead"), id="switch.buy")
    )

    def __init__(self, tariff: Tariff, held: Subscription, buy: Callable[[], None]) -> None:
        super().__init__(switch_quote(tariff.id))
        self._tariff = tariff
        self._held = held
        self._buy = buy

    def compose_plan(self) -> ComposeResult:
        """What it is about, above the plan."""
        words = _(
            "You have {plan}. This changes it to {tariff} for the time that is paid for; "
            "{key} buys days of {tariff} instead."
        ).format(
            plan=self._held.plan,
            tariff=self._tariff.name,
            key=key_named(self.app, "switch.buy"),
        )
        yield Static(Content.styled(words, "$text-muted"), id="heading", markup=False)
        yield from super().compose_plan()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While it is being done there is nothing else to choose."""
        if action == "buy":
            return not (self.is_busy or self.is_settled or self.is_unclear)
        return super().check_action(action, parameters)

    def action_buy(self) -> None:
        """Leave this for the purchase."""
        self.dismiss()
        self._buy()
