"""Several subscriptions, aligned, one to be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.labels import subscription_status_label
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.subscriptions import subscription_name
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.subscription_card import status_style
from cabinet_tui.widgets.wording import until_line

_GAP = "   "


class SubscriptionList(OptionList):
    """Name, state, end and traffic of each, that which is meant marked; enter chooses."""

    DEFAULT_CSS = """
    SubscriptionList { height: auto; max-height: 12; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Chosen(Message):
        """This one was chosen."""

        subscription: Subscription

    held: reactive[Sequence[Subscription]] = reactive[Sequence[Subscription]]((), init=False)
    meant: reactive[int | None] = reactive[int | None](None, init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    @property
    def pointed(self) -> Subscription | None:
        """The one under the cursor."""
        place = self.highlighted
        return None if place is None or place >= len(self.held) else self.held[place]

    def watch_held(self, before: Sequence[Subscription], held: Sequence[Subscription]) -> None:
        """Show these; the cursor stays where it was, and begins at the one that is meant."""
        place = self.highlighted
        wanted = self.meant if place is None or place >= len(before) else before[place].id
        self._draw()
        if held:
            places = [number for number, one in enumerate(held) if one.id == wanted]
            self.highlighted = places[0] if places else min(place or 0, len(held) - 1)

    def watch_meant(self) -> None:
        """Mark another."""
        self._redraw()

    def watch_now(self) -> None:
        """Less time is left."""
        self._redraw()

    def _redraw(self) -> None:
        place = self.highlighted
        self._draw()
        if self.held:
            self.highlighted = place or 0

    def _draw(self) -> None:
        rows = [self._cells(held) for held in self.held]
        widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
        self.set_options(
            Option(
                Content(_GAP).join(
                    cell.pad_right(width - cell.cell_length)
                    for cell, width in zip(row, widths, strict=True)
                )
            )
            for row in rows
        )

    def _cells(self, held: Subscription) -> list[Content]:
        glyphs = glyphs_of(self.app)
        mark = glyphs.dot if held.id == self.meant else " "
        return [
            Content.assemble(f"{mark} ", (subscription_name(held), "bold")),
            Content.styled(subscription_status_label(held.status), status_style(held)),
            Content(until_line(held, self.now) if self.now else ""),
            Content.styled(traffic(held.traffic.used, held.traffic.limit), "$text-muted"),
        ]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which one was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.held[event.option_index]))
