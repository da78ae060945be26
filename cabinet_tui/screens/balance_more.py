"""What some servers have beside a balance: gifts and saved cards."""

from typing import ClassVar

from textual.binding import Binding
from textual.reactive import reactive

from cabinet_tui.domain.capability import Capability
from cabinet_tui.locale import N_
from cabinet_tui.screens.dialogs.cards import CardsDialog
from cabinet_tui.screens.dialogs.gifts import GiftsDialog
from cabinet_tui.screens.store_screen import StoreScreen

MORE_KEYS = (
    Binding("i", "gifts", N_("Gifts"), id="balance.gifts"),
    Binding("k", "cards", N_("Cards"), id="balance.cards"),
)
"""Keys to stand among those of the screen."""
_NEEDS = {"gifts": Capability.GIFTS, "cards": Capability.SAVED_CARDS}


class BalanceExtras(StoreScreen):
    """What the keys of `MORE_KEYS` do; where the server has no such thing, there is no key."""

    capabilities: reactive[frozenset[Capability]] = reactive[frozenset[Capability]](
        frozenset(), bindings=True
    )

    mirrors: ClassVar = {"capabilities": lambda state: state.capabilities}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the server has."""
        if action in _NEEDS:
            return _NEEDS[action] in self.capabilities
        return super().check_action(action, parameters)

    def action_gifts(self) -> None:
        """Show the gifts, give one, take one."""
        self.app.push_screen(GiftsDialog())

    def action_cards(self) -> None:
        """Show the saved cards."""
        self.app.push_screen(CardsDialog())
