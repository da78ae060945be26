"""Which of several subscriptions a screen shows, and the key that changes it."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.subscriptions import SubscriptionsDialog
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.keyboard import with_twins

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


def _choice(state: AppState) -> str:
    """Which one is shown of how many: ``#24, one of 3``; empty without a choice."""
    listed, held = state.subscriptions.value, state.subscription.value
    if listed is None or held is None or not listed.is_choice:
        return ""
    return _("#{number}, one of {count}").format(number=held.id, count=number(len(listed.held)))


class SubscriptionChoice(StoreScreen):
    """Has the key only where there is more than one to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("c", "choose_subscription", N_("Other subscription"), id="subscription.choose"),
    )

    choice: reactive[str] = reactive("")

    mirrors: ClassVar = {"choice": _choice}

    def watch_choice(self) -> None:
        """The key comes and goes."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without several there is nothing to choose."""
        if action == "choose_subscription":
            return bool(self.choice)
        return super().check_action(action, parameters)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The list, when it is asked for; else it is read with the subscription."""
        if force:
            self._load_list(cabinet)

    @work(exclusive=True, group="subscriptions.read")
    async def _load_list(self, cabinet: "Cabinet") -> None:
        await cabinet.subscriptions.refresh()

    def action_choose_subscription(self) -> None:
        """Show all there are."""
        self.app.push_screen(SubscriptionsDialog())
