"""Plans: not built yet, and the screen says so."""

from textual.app import ComposeResult

from cabinet_tui.locale import _
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.coming import Coming


class PlansScreen(StoreScreen):
    """Says what will be here."""

    section = "plans"

    def compose_matter(self) -> ComposeResult:
        """One sentence."""
        yield Coming(_("Here will be tariffs side by side, what they cost, and buying one."))
