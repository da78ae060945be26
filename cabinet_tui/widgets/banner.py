"""A line over what is shown, while it cannot be brought up to date."""

from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.block import Block, Outage
from cabinet_tui.locale import _
from cabinet_tui.widgets.block_wording import trouble_line


class Banner(Static):
    """There only while something is wrong; ``b`` leads to what can be done about a block."""

    DEFAULT_CSS = """
    Banner {
        display: none; height: auto; padding: 0 1;
        background: $warning-muted; color: $foreground;
    }
    """

    trouble: reactive[Block | Outage | None] = reactive[Block | Outage | None](None)
    now: reactive[datetime | None] = reactive[datetime | None](None)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_trouble(self, trouble: Block | Outage | None) -> None:
        """Say it, or go away."""
        self.display = trouble is not None
        self._write()

    def watch_now(self) -> None:
        """What was known today is of yesterday after midnight."""
        self._write()

    async def on_click(self) -> None:
        """A click does what the key does; the end of a selection does not."""
        if not self.screen.get_selected_text():
            is_block = isinstance(self.trouble, Block)
            await self.app.run_action("app.show_block" if is_block else "app.refresh")

    def _write(self) -> None:
        trouble, now = self.trouble, self.now
        if trouble is None or now is None:
            return
        key, does = ("b", _("more")) if isinstance(trouble, Block) else ("r", _("try again"))
        self.update(
            Content.assemble(trouble_line(trouble, now), "  ", (key, "bold $accent"), " ", does)
        )
