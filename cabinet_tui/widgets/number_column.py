"""The column of numbers beside a chart: as wide as they are, the chart gives way."""

from textual.containers import VerticalScroll

_AROUND = 3
"""Columns of the gap to the chart and of the scroll bar."""


class NumberColumn(VerticalScroll):
    """Beside a chart in a row that is as wide as the screen but for some columns."""

    def give_room(self, needed: int, usual: int) -> None:
        """Be as wide as ``needed`` columns of numbers, and no narrower than usual."""
        most = max(1, self.app.size.width - 4)
        self.styles.width = min(most, max(usual, needed + _AROUND))
