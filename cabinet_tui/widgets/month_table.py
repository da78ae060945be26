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

_MONTH, _SUM = 9, 12


class MonthTable(Static):
    """A line for each month, the newest first; roubles, aligned at the decimal."""

    DEFAULT_CSS = """
    MonthTable { width: 33; height: auto; }
    """

    months: reactive[Sequence[Month]] = reactive[Sequence[Month]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_months(self, months: Sequence[Month]) -> None:
        """Show these."""
        if not months:
            self.update("")
            return
        income = Kopeks(sum(month.income for month in months))
        spent = Kopeks(sum(month.spent for month in months))
        lines = [self._head()]
        lines += [
            _row(month_and_year(month.start), self._sum(month.income), self._sum(month.spent))
            for month in reversed(months)
        ]
        total = _row(_("together"), self._sum(income), self._sum(spent))
        lines += [Content(), Content.styled(total.plain, "bold")]
        self.update(Content("\n").join(lines))

    def _head(self) -> Content:
        ascii_only = glyphs_of(self.app).ascii_only
        columns = ((INCOME, _("came in")), (SPENT, _("went out")))
        parts = [
            (f"{ink.sign(ascii_only=ascii_only)} {name}".rjust(_SUM), f"${ink.colour}")
            for ink, name in columns
        ]
        return Content.assemble(" " * _MONTH, *parts)

    def _sum(self, kopeks: Kopeks) -> str:
        if not kopeks:
            return glyphs_of(self.app).dash
        text = format_decimal(Decimal(kopeks).scaleb(-2), format="#,##0.00", locale=current())
        return text.replace("\u00a0", " ").replace("\u202f", " ")


def _row(name: str, income: str, spent: str) -> Content:
    return Content(name.ljust(_MONTH) + income.rjust(_SUM) + spent.rjust(_SUM))
