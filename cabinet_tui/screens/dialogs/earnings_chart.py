"""What the referrals brought, by month, of what is loaded of the earnings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from babel.dates import format_datetime
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.months import Month, months_of
from cabinet_tui.domain.referral import Earning
from cabinet_tui.locale import N_, _, current, ngettext
from cabinet_tui.locale.formats import money, number
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.store.listing import Listing
from cabinet_tui.widgets.ink import INCOME
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.number_column import NumberColumn

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_MONTHS = 12
_NUMBERS = 28


class EarningsChartDialog(StoreDialog[None]):
    """A chart and its numbers; more of the earnings can be loaded into it."""

    CSS_PATH = "earnings_chart.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("m", "more", N_("Load more"), id="earnings_chart.more"),
        Binding("escape,g,q,enter", "dismiss", N_("Close"), id="earnings_chart.close"),
    )

    earnings: reactive[Listing[Earning]] = reactive[Listing[Earning]](Listing())

    mirrors: ClassVar = {"earnings": lambda state: state.earnings}

    def compose(self) -> ComposeResult:
        """The chart at the left, the numbers at the right, and what they cover."""
        # The plotting library is imported for whoever wants to see a chart.
        from cabinet_tui.widgets.month_chart import MonthChart

        yield Static(Content.styled(_("Earned by month"), "bold"), id="title", markup=False)
        with Horizontal():
            yield MonthChart()
            with NumberColumn(id="numbers"):
                yield Static(id="sums", markup=False)
        yield Static(id="covers", markup=False)
        yield KeyBar()

    def watch_earnings(self) -> None:
        """Draw it anew."""
        from cabinet_tui.widgets.month_chart import Bars, MonthChart

        self.refresh_bindings()
        if not self.is_composed:
            return
        moves = ((item.created_at, item.amount) for item in self.earnings.items.value or ())
        months = months_of(moves, self.host.clock.now(), _MONTHS)
        chart = self.query_one(MonthChart)
        chart.months = tuple(month.start for month in months)
        chart.bars = (Bars(tuple(month.income for month in months), INCOME),)
        sums = _sums(months, ascii_only=self.host.ascii_only)
        self.query_one("#sums", Static).update(sums)
        columns = max((line.cell_length for line in sums.split("\n")), default=0)
        self.query_one(NumberColumn).give_room(columns, _NUMBERS)
        self.query_one("#covers", Static).update(self._covers(is_empty=not months))

    def _covers(self, *, is_empty: bool) -> Content:
        note = note_of(self.earnings.items, _("Nothing was earned yet."))
        if note.text:
            return note.content()
        loaded = len(self.earnings.items.value or ())
        if self.earnings.has_more:
            text = ngettext(
                "Covers the newest earning of {total}: the older ones are not loaded yet.",
                "Covers the newest {count} earnings of {total}: the older ones are not loaded yet.",
                loaded,
            ).format(count=number(loaded), total=number(self.earnings.total))
        elif is_empty:
            text = _("Nothing was earned in the last 12 months.")
        else:
            text = _("Covers everything of the last 12 months.")
        return Note(text).content()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """More can be loaded as long as there is more."""
        if action == "more":
            return self.earnings.has_more
        return super().check_action(action, parameters)

    def action_more(self) -> None:
        """Load the next page of the earnings."""
        if self.host.cabinet is not None and not self.earnings.items.loading:
            self._load_more(self.host.cabinet)

    @work(group="referrals.more")
    async def _load_more(self, cabinet: "Cabinet") -> None:
        await cabinet.referrals.load_more_earnings()


def _sums(months: Sequence[Month], *, ascii_only: bool) -> Content:
    """A line for each month, the newest first, aligned at the decimal."""
    names = [format_datetime(month.start, "LLL y", locale=current()) for month in months]
    texts = [money(month.income, ascii_only=ascii_only) for month in months]
    left, right = max(map(len, names), default=0), max(map(len, texts), default=0)
    lines = [f"{name:<{left}}  {text:>{right}}" for name, text in zip(names, texts, strict=True)]
    return Content("\n".join(reversed(lines)))
