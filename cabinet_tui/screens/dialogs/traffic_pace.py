"""How the traffic is used up, and until when it lasts at that pace."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.pace import End, Forecast
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import day, gigabytes
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.store.pace import pace_of
from cabinet_tui.store.remote import Remote
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.ink import AHEAD, LIMIT, USED
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.number_column import NumberColumn
from cabinet_tui.widgets.pace_wording import pace_basis, pace_line
from cabinet_tui.widgets.subscription_facts import Fact

_NUMBERS = 30


class TrafficPaceDialog(StoreDialog[None]):
    """A chart and its numbers, and what follows from them in words."""

    CSS_PATH = "traffic_pace.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,h,q,enter", "dismiss", N_("Close"), id="traffic_pace.close"),
    )

    held: reactive[Remote[Subscription]] = reactive[Remote[Subscription]](Remote())
    facts: reactive[tuple[Fact, ...]] = reactive[tuple[Fact, ...]](())

    mirrors: ClassVar = {"held": lambda state: state.subscription}

    def compose(self) -> ComposeResult:
        """The chart at the left, the numbers at the right, the words below."""
        # The plotting library is imported for whoever wants to see a chart.
        from cabinet_tui.widgets.pace_chart import PaceChart

        yield Static(Content.styled(_("Traffic used"), "bold"), id="title", markup=False)
        with Horizontal():
            yield PaceChart()
            with NumberColumn(id="numbers"):
                yield Facts().data_bind(TrafficPaceDialog.facts)
                yield Static(id="legend", markup=False)
        yield Static(id="words", markup=False)
        yield KeyBar()

    def watch_held(self) -> None:
        """Draw it anew."""
        self._draw()

    def watch_now(self, now: datetime | None) -> None:
        """A minute has gone."""
        self._draw()

    def _draw(self) -> None:
        from cabinet_tui.widgets.pace_chart import PaceChart

        if not self.is_composed:
            return
        pace = pace_of(self.host.store.state, self.host.clock.now())
        self.query_one(PaceChart).pace = pace
        self.facts = _facts(pace) if pace is not None else ()
        names = max((len(name) for name, value in self.facts if value), default=0)
        values = max((value.cell_length for _name, value in self.facts), default=0)
        self.query_one(NumberColumn).give_room(names + 2 + values, _NUMBERS)
        self.query_one("#legend", Static).update(self._legend(pace))
        lines = (pace_line(pace), pace_basis(pace)) if pace is not None else ()
        self.query_one("#words", Static).update("\n".join(line for line in lines if line))

    def _legend(self, pace: Forecast | None) -> Content:
        inks = [(USED, _("used")), (AHEAD, _("at this pace"))]
        if pace is not None and pace.limit is not None:
            inks.append((LIMIT, _("limit")))
        plain = self.host.ascii_only
        lines = [
            Content.assemble((ink.sign(ascii_only=plain), f"${ink.colour}"), " ", name)
            for ink, name in inks
        ]
        return Content("\n").join([Content(), *lines])


def _facts(pace: Forecast) -> tuple[Fact, ...]:
    is_reset = pace.end is End.RESET
    by_end = _("by the reset") if is_reset else _("by the end")
    rows = (
        (_("used"), gigabytes(pace.used)),
        (_("limit"), _("unlimited") if pace.limit is None else gigabytes(pace.limit)),
        (_("a day"), "" if pace.per_day is None else gigabytes(round(pace.per_day))),
        (_("since"), "" if pace.since is None else day(pace.since)),
        (by_end, "" if pace.used_at_end is None else gigabytes(pace.used_at_end)),
        (
            _("reset on") if is_reset else _("ends on"),
            "" if pace.ends_at is None else day(pace.ends_at),
        ),
        (_("lasts until"), "" if pace.runs_out_at is None else day(pace.runs_out_at)),
    )
    return tuple((name, Content(value)) for name, value in rows)
