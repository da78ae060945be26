"""The links that lead out of a block, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.block import WayOut
from cabinet_tui.locale import _


class WayList(OptionList):
    """What was done is told apart; the cursor stays where it was."""

    DEFAULT_CSS = """
    WayList { height: auto; text-wrap: nowrap; text-overflow: ellipsis; padding: 0; }
    """

    @dataclass
    class Picked(Message):
        """The cursor came to a line, or the line under it has changed."""

        way: WayOut

    ways: reactive[Sequence[WayOut]] = reactive[Sequence[WayOut]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def watch_ways(self, ways: Sequence[WayOut]) -> None:
        """Show these, with the cursor where it was."""
        at = self.highlighted or 0
        self.set_options(
            Option(
                Content.assemble(
                    way.title.replace("\n", " "),
                    *(("  ", (_("joined"), "$text-success")) if way.done else ()),
                )
            )
            for way in ways
        )
        if ways:
            self.highlighted = min(at, len(ways) - 1)
            self.post_message(self.Picked(ways[self.highlighted]))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which."""
        event.stop()
        if event.option_index < len(self.ways):
            self.post_message(self.Picked(self.ways[event.option_index]))
