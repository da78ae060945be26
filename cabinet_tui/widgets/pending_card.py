"""That payments wait for their payer, and the key that goes on with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.balance import Payment
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import money
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.payment_list import waited


class PendingCard(Widget):
    """Two lines, or nothing when no payment waits."""

    DEFAULT_CSS = """
    PendingCard { height: auto; }
    """

    @dataclass
    class Chosen(Message):
        """The card was clicked."""

    payments: reactive[Sequence[Payment]] = reactive[Sequence[Payment]]((), layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)
    now: reactive[datetime | None] = reactive[datetime | None](None)

    def render(self) -> Content:
        """How many wait, and the money in them."""
        lines = []
        if self.payments:
            count = len(self.payments)
            head = ngettext("{count} payment waits", "{count} payments wait", count)
            lines.append(Content.styled(head.format(count=count), "$text-warning"))
            total = Kopeks(sum(payment.amount for payment in self.payments))
            age = waited(self.payments[0], self.now) if count == 1 else ""
            lines.append(
                Content.assemble(
                    "  ",
                    money(total, ascii_only=glyphs_of(self.app).ascii_only),
                    (f"  {age}" if age else "", "$text-muted"),
                    "   ",
                    ("p", "bold $accent"),
                    (" " + _("go on"), "$text-muted"),
                )
            )
        if self.note.text:
            lines.append(self.note.content())
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        event.stop()
        if self.payments:
            self.post_message(self.Chosen())
