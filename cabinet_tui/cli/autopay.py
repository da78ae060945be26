"""``autopay``: whether the subscription is renewed by itself."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import choice, deeds
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _, pgettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.subscription import Subscription
    from cabinet_tui.services.cabinet import Cabinet

_ON, _OFF = "on", "off"


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("autopay", _("let the subscription be renewed by itself, or not"))
    parser.add_argument(
        "state", choices=(_ON, _OFF), metavar="on|off", help=_("what it shall be from now on")
    )
    choice.add_subscription(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show what it is, ask, switch it."""
    return deeds.perform(Switch(enabled=arguments.state == _ON), arguments, options)


class Switch(Deed["Subscription", bool]):
    """Switches automatic payment."""

    moves_money = True

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled

    async def plan(self, cabinet: "Cabinet") -> "Subscription":
        """The subscription as it is; raises NotFound when there is none."""
        from cabinet_tui.domain.errors import NotFound

        await cabinet.subscription.refresh()
        held = cabinet.store.state.subscription.told()
        if held is None:
            raise NotFound(detail=_("There is no subscription yet."))
        return held

    def is_needless(self, planned: "Subscription") -> bool:
        """Whether it is as wanted already."""
        return planned.autopay is self._enabled

    def show(self, planned: "Subscription", paper: "Paper") -> None:
        """Write what changes."""
        if self.is_needless(planned):
            paper.line(_("Autopay is {state} already.").format(state=_word(self._enabled)))
            return
        paper.table([(_("Autopay"), _word(planned.autopay), "→", _word(self._enabled))])

    def planned_document(self, planned: "Subscription") -> "Mapping[str, Json]":
        """What it is and what it would be."""
        return {"autopay": planned.autopay, "wanted": self._enabled}

    def question(self, planned: "Subscription") -> str:
        """Whether to switch."""
        return _("Switch autopay on?") if self._enabled else _("Switch autopay off?")

    async def carry_out(self, cabinet: "Cabinet", planned: "Subscription") -> bool:
        """Switch it; what is set now comes back."""
        return await cabinet.subscription.set_autopay(enabled=self._enabled)

    def if_unanswered(self) -> str:
        """That it may be switched again."""
        return _("You can try again.")

    def tell(self, planned: "Subscription", result: bool, paper: "Paper") -> None:
        """Write what it is now."""
        paper.line(_("Autopay is {state} now.").format(state=_word(result)))

    def result_document(self, result: bool) -> "Mapping[str, Json]":
        """What it is now."""
        return {"autopay": result}


def _word(enabled: bool | None) -> str:
    if enabled is None:
        return _("not known")
    return pgettext("autopay", "on") if enabled else pgettext("autopay", "off")
