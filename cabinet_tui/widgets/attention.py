"""What needs the user: each line leads to the section that deals with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.balance import Payment
from cabinet_tui.domain.money_request import Entry


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One thing to do and the section where it is done, and what it is about."""

    text: str
    mode: str
    urgent: bool = False
    ticket_id: int | None = None
    payment: Payment | None = None
    entry: Entry | None = None


class AttentionList(OptionList):
    """A short list; enter opens the section of the line."""

    DEFAULT_CSS = """
    AttentionList {
        height: auto;
        max-height: 6;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        mode: str
        ticket_id: int | None = None
        payment: Payment | None = None
        entry: Entry | None = None

    items: reactive[Sequence[AttentionItem]] = reactive[Sequence[AttentionItem]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def watch_items(self, items: Sequence[AttentionItem]) -> None:
        """Show these lines, keeping the cursor where it was."""
        highlighted = self.highlighted
        self.set_options(
            Option(Content.styled(item.text, "$text-warning" if item.urgent else ""))
            for item in items
        )
        if items:
            self.highlighted = min(highlighted or 0, len(items) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which section was asked for."""
        event.stop()
        item = self.items[event.option_index]
        self.post_message(self.Chosen(item.mode, item.ticket_id, item.payment, item.entry))
