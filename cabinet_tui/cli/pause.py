"""``pause``: halt a tariff that is paid by the day, or let it go on."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds
from cabinet_tui.cli.choice import add_subscription
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.subscription import Subscription
    from cabinet_tui.services.cabinet import Cabinet

_ON, _OFF = "on", "off"


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("pause", _("halt a tariff that is paid by the day, or let it go on"))
    parser.add_argument(
        "state", choices=(_ON, _OFF), metavar="on|off", help=_("on halts it, off lets it go on")
    )
    add_subscription(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show how it is, ask, switch it."""
    return deeds.perform(Pause(paused=arguments.state == _ON), arguments, options)


class Pause(Deed["Subscription", bool]):
    """Halts the tariff, or lets it go on."""

    moves_money = True

    def __init__(self, *, paused: bool) -> None:
        self._paused = paused

    async def plan(self, cabinet: "Cabinet") -> "Subscription":
        """The subscription as it is; raises NotFound unless it is paid by the day."""
        from cabinet_tui.cli.subscription import read
        from cabinet_tui.domain.capability import Capability
        from cabinet_tui.domain.errors import NotFound, NotSupported

        if Capability.PAUSE not in cabinet.store.state.capabilities:
            raise NotSupported
        held = await read(cabinet)
        if held is None:
            raise NotFound(detail=_("There is no subscription yet."))
        if held.daily is None:
            raise NotFound(detail=_("The subscription is not paid by the day."))
        return held

    def is_needless(self, planned: "Subscription") -> bool:
        """Whether it is so already."""
        return planned.daily is not None and planned.daily.is_paused is self._paused

    def show(self, planned: "Subscription", paper: "Paper") -> None:
        """Write how it is."""
        from datetime import UTC, datetime

        from cabinet_tui.widgets.traffic_wording import daily_line

        if planned.daily is not None:
            now = datetime.now(UTC)
            line = daily_line(planned.daily, now, ascii_only=paper.ascii_only)
            paper.facts([(_("Daily"), line)])
        if self.is_needless(planned):
            paper.line(_word(paused=self._paused))

    def planned_document(self, planned: "Subscription") -> "Mapping[str, Json]":
        """How it is and what it would be."""
        daily = planned.daily
        return {"paused": daily.is_paused if daily else None, "wanted": self._paused}

    def question(self, planned: "Subscription") -> str:
        """What it would do, and whether to."""
        from cabinet_tui.widgets.pause_wording import pause_question

        return pause_question(planned, ascii_only=False).replace("\xa0", " ")

    async def carry_out(self, cabinet: "Cabinet", planned: "Subscription") -> bool:
        """Switch it; how it is now comes back."""
        return await cabinet.pause.set_paused(paused=self._paused)

    def if_unanswered(self) -> str:
        """Where it would be seen."""
        return _("Look at “cabinet-tui subscription” before you try again.")

    def tell(self, planned: "Subscription", result: bool, paper: "Paper") -> None:
        """Write how it is now."""
        paper.line(_word(paused=result))

    def result_document(self, result: bool) -> "Mapping[str, Json]":
        """How it is now."""
        return {"paused": result}


def _word(*, paused: bool) -> str:
    return _("The tariff is paused.") if paused else _("The tariff goes on.")
