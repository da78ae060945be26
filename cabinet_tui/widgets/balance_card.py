"""The balance at a glance."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import money
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.note import Note


class BalanceCard(Widget):
    """A heading, the sum, and a note when the sum is not fresh."""

    DEFAULT_CSS = """
    BalanceCard { height: auto; }
    """

    amount: reactive[Kopeks | None] = reactive[Kopeks | None](None, layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)

    async def on_click(self) -> None:
        """A click leads to the section about it; the end of a selection does not."""
        if not self.screen.get_selected_text():
            await self.app.run_action("app.open_section('balance')")

    def render(self) -> Content:
        """The card."""
        lines = [Content.styled(_("Balance"), "$text-muted")]
        if self.amount is not None:
            text = money(self.amount, ascii_only=glyphs_of(self.app).ascii_only)
            lines.append(Content.styled(f"  {text}", "bold"))
        if self.note.text:
            lines.append(Content.assemble("  ", self.note.content()))
        return Content("\n").join(lines)
