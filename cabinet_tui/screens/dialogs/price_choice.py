"""For how long: lengths and their prices, before there is a plan."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.price_list import PriceList, PriceRow


class PriceChoiceDialog(ModalScreen[int | None], SpokenScreen[int | None]):
    """Gives back the place of the row that was chosen, None for none."""

    CSS_PATH = "price_choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape", "dismiss(None)", N_("Back"), id="price_choice.back")
    )

    def __init__(self, title: str, rows: Sequence[PriceRow]) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)

    def compose(self) -> ComposeResult:
        """The title and the list."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(self._title, "bold"), id="title", markup=False)
            yield PriceList()
        yield KeyBar()

    def on_mount(self) -> None:
        """The cursor stands on the first row."""
        rows = self.query_one(PriceList)
        rows.rows = self._rows
        rows.focus()

    @on(PriceList.Chosen)
    def choose(self, event: PriceList.Chosen) -> None:
        """That one."""
        event.stop()
        self.dismiss(event.place)
