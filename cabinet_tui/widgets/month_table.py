"""The sums of each month, and of all of them."""

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.months import Month
from cabinet_tui.locale import _, current
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.ink import INCOME, SPENT
from cabinet_tui.widgets.month_label import month_and_year

_MONTH = 8
_SUMS = (11, 12)
_GAP = 2


class MonthTable(Static):
    """A line for each month, the newest first; roubles, aligned at the decimal."""

    DEFAULT_CSS = """
    MonthTable { width: auto; height: auto; }
    """

    months: reactive[Sequence[Month]] = reactive[Sequence[Month]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._widths = _SUMS

    @property
    def columns(self) -> int:
        """How wide the lines are."""
        return _MONTH + sum(self._widths)

    def watch_months(self, months: Sequence[Month]) -> None:
        """Show these."""
        if not months:
            self.update("")
            return
        income = Kopeks(sum(month.income for month in months))
        spent = Kopeks(sum(month.spent for month in months))
        # The sum of all is the longest.
        self._widths = (self._width(income, _SUMS[0]), self._width(spent, _SUMS[1]))
        lines = [self._head()]
        lines += [
            self._row(month_and_year(month.start), month.income, month.spent)
            for month in reversed(months)
        ]
        total = self._row(_("together"), income, spent)
        lines += [Content(), Content.styled(total.plain, "bold")]
        self.update(Content("\n").join(lines))

    def _head(self) -> Content:
        ascii_only = glyphs_of(self.app).ascii_only
        columns = zip((INCOME, SPENT), (_("came in"), _("went out")), self._widths, strict=True)
        parts = [
            (f"{ink.sign(ascii_only=ascii_only)} {name}".rjust(width), f"${ink.colour}")
            for ink, name, width in columns
        ]
        return Content.assemble(" " * _MONTH, *parts)

    def _sum(self, kopeks: Kopeks) -> str:
        if not kopeks:
            return glyphs_of(self.app).dash
        text = format_decimal(Decimal(kopeks).scaleb(-2), format="#,##0.00", locale=current())
        return text.replace("\u00a0", " ").replace("\u202f", " ")

    def _row(self, name: str, income: Kopeks, spent: Kopeks) -> Content:
        left, right = self._widths
        return Content(
            name.ljust(_MONTH) + self._sum(income).rjust(left) + self._sum(spent).rjust(right)
        )

    def _width(self, total: Kopeks, least: int) -> int:
        return max(least, len(self._sum(total)) + _GAP)
