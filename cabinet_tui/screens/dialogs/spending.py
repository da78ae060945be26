"""What came in and what went out, by month, of what is loaded of the history."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.labels import kind_label
from cabinet_tui.domain.months import by_month
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.store.listing import History
from cabinet_tui.widgets.ink import INCOME, SPENT
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.month_table import MonthTable
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.number_column import NumberColumn

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_MONTHS = 12
_NUMBERS = 34


class SpendingDialog(StoreDialog[None]):
    """A chart and its numbers; more of the history can be loaded into it."""

    CSS_PATH = "spending.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("m", "more", N_("Load more"), id="spending.more"),
        Binding("escape,g,q,enter", "dismiss", N_("Close"), id="spending.close"),
    )

    history: reactive[History] = reactive(History())

    mirrors: ClassVar = {"history": lambda state: state.history}

    def compose(self) -> ComposeResult:
        """The chart at the left, the numbers at the right, and what they cover."""
        # The plotting library is imported for whoever wants to see a chart.
        from cabinet_tui.widgets.month_chart import MonthChart

        yield Static(id="title", markup=False)
        with Horizontal():
            yield MonthChart()
            with NumberColumn(id="numbers"):
                yield MonthTable()
        yield Static(id="covers", markup=False)
        yield KeyBar()

    def watch_history(self, history: History) -> None:
        """Draw it anew."""
        from cabinet_tui.widgets.month_chart import Bars, MonthChart

        self.refresh_bindings()
        if not self.is_composed:
            return
        months = by_month(history.items.value or (), self.host.clock.now(), _MONTHS)
        chart = self.query_one(MonthChart)
        chart.months = tuple(month.start for month in months)
        chart.bars = (
            Bars(tuple(month.income for month in months), INCOME),
            Bars(tuple(month.spent for month in months), SPENT),
        )
        table = self.query_one(MonthTable)
        table.months = months
        self.query_one(NumberColumn).give_room(table.columns, _NUMBERS)
        self.query_one(Horizontal).display = bool(months)
        kind = "" if history.kind is None else kind_label(history.kind)
        title = Content.assemble((_("Money by month"), "bold"), "  ", (kind, "$text-muted"))
        self.query_one("#title", Static).update(title)
        self.query_one("#covers", Static).update(self._covers(history, is_empty=not months))

    def _covers(self, history: History, *, is_empty: bool) -> Content:
        note = note_of(history.items, _("No money has moved yet."))
        if note.text:
            return note.content()
        loaded = len(history.items.value or ())
        if is_empty:
            text = _("Nothing of what is loaded moved money in the last year.")
        elif history.has_more:
            text = ngettext(
                "Covers the newest movement of {total}: the older ones are not loaded yet.",
                "Covers the newest {count} movements of {total}: the older ones are not loaded"
                " yet.",
                loaded,
            ).format(count=number(loaded), total=number(history.total))
        else:
            text = _("Covers everything of the last 12 months.")
        return Note(text).content()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """More can be loaded as long as there is more."""
        if action == "more":
            return self.history.has_more
        return super().check_action(action, parameters)

    def action_more(self) -> None:
        """Load the next page of the history."""
        if self.host.cabinet is not None and not self.history.items.loading:
            self._load_more(self.host.cabinet)

    @work(group="history.more")
    async def _load_more(self, cabinet: "Cabinet") -> None:
        await cabinet.balance.load_more()
