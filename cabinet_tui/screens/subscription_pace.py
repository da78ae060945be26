"""How long the traffic of the subscription lasts, and the key that draws it."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from cabinet_tui.domain.pace import Forecast, Seen
from cabinet_tui.locale import N_
from cabinet_tui.screens.dialogs.traffic_pace import TrafficPaceDialog
from cabinet_tui.screens.subscription_choice import SubscriptionChoice
from cabinet_tui.store.pace import pace_of
from cabinet_tui.widgets.keyboard import with_twins


class SubscriptionPace(SubscriptionChoice):
    """Has the key only where a pace is known."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("h", "pace", N_("Traffic chart"), show=False, id="subscription.pace"),
    )

    told_at: reactive[datetime | None] = reactive[datetime | None](None)
    seen: reactive[Mapping[int, tuple[Seen, ...]]] = reactive[Mapping[int, tuple[Seen, ...]]]({})

    mirrors: ClassVar = {
        **SubscriptionChoice.mirrors,
        "told_at": lambda state: state.subscription.fetched_at,
        "seen": lambda state: state.traffic_seen,
    }

    @property
    def pace(self) -> Forecast | None:
        """The pace as it is known now."""
        return pace_of(self.host.store.state, self.host.clock.now())

    def watch_told_at(self) -> None:
        """It was told anew."""
        self.show_beside()

    def watch_seen(self) -> None:
        """More was seen of it."""
        self.show_beside()

    def show_beside(self) -> None:
        """Show anew what is told beside the subscription."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a pace there is nothing to draw."""
        if action == "pace":
            return self.pace is not None and self.pace.per_day is not None
        return super().check_action(action, parameters)

    def action_pace(self) -> None:
        """Draw how the traffic is used up."""
        self.app.push_screen(TrafficPaceDialog())
