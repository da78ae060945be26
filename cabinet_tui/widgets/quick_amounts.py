"""Amounts to choose instead of typing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Button

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.payment_wording import short_amount


class AmountButton(Button):
    """One amount."""

    def __init__(self, amount: Kopeks, label: str) -> None:
        super().__init__(Content(label), compact=True)
        self.amount = amount


class QuickAmounts(HorizontalScroll, can_focus=False):
    """A button for each amount, in one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    QuickAmounts { height: 1; scrollbar-size: 0 0; }
    QuickAmounts AmountButton { margin-right: 1; min-width: 5; }
    """

    @dataclass
    class Chosen(Message):
        """This amount was chosen."""

        amount: Kopeks

    amounts: reactive[Sequence[Kopeks]] = reactive[Sequence[Kopeks]]((), init=False)

    async def watch_amounts(self, amounts: Sequence[Kopeks]) -> None:
        """Show these."""
        ascii_only = glyphs_of(self.app).ascii_only
        await self.remove_children()
        await self.mount_all(
            AmountButton(amount, short_amount(amount, ascii_only=ascii_only)) for amount in amounts
        )

    @on(Button.Pressed)
    def choose(self, event: Button.Pressed) -> None:
        """Say which amount was chosen."""
        event.stop()
        if isinstance(event.button, AmountButton):
            self.post_message(self.Chosen(event.button.amount))
