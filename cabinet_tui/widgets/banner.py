"""A line over what is shown, while it cannot be brought up to date."""

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
        background: $warning 30%; color: $foreground;
    }
    """

    trouble: reactive[Block | Outage | None] = reactive[Block | Outage | None](None)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_trouble(self, trouble: Block | Outage | None) -> None:
        """Say it, or go away."""
        self.display = trouble is not None
        if trouble is None:
            return
        key, does = ("b", _("more")) if isinstance(trouble, Block) else ("r", _("try again"))
        self.update(Content.assemble(trouble_line(trouble), "  ", (key, "bold $accent"), " ", does))
