"""The balance at a glance."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import money
from cabinet_tui.widgets.card import Card
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.note import Note


class BalanceCard(Card):
    """The sum, and a note when the sum is not fresh."""

    mode: ClassVar[str] = "balance"

    amount: reactive[Kopeks | None] = reactive[Kopeks | None](None, layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)

    def heading(self) -> Content:
        """What it is about."""
        return Content.styled(_("Balance"), "$text-muted")

    def matter(self, width: int) -> Iterator[Content]:
        """The lines."""
        if self.amount is not None:
            text = money(self.amount, ascii_only=glyphs_of(self.app).ascii_only)
            yield Content.styled(text, "bold")
        if self.note.text:
            yield self.note.content()
