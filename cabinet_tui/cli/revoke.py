"""``revoke``: end the connection link and make another."""

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


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("revoke", _("end the connection link and make another"))
    add_subscription(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Say what it means, have the word typed, do it."""
    return deeds.perform(Revoke(), arguments, options)


class Revoke(Deed["Subscription", str]):
    """Makes the link anew."""

    async def plan(self, cabinet: "Cabinet") -> "Subscription":
        """The subscription as it is; raises NotFound when there is none."""
        from cabinet_tui.cli.subscription import read
        from cabinet_tui.domain.capability import Capability
        from cabinet_tui.domain.errors import NotFound, NotSupported

        if Capability.REVOKE_LINK not in cabinet.store.state.capabilities:
            raise NotSupported
        held = await read(cabinet)
        if held is None:
            raise NotFound(detail=_("There is no subscription yet."))
        return held

    def show(self, planned: "Subscription", paper: "Paper") -> None:
        """Write what ends, and what that means."""
        from cabinet_tui.widgets.revoke_wording import revoke_warning

        if planned.link:
            paper.line(planned.link)
        paper.line(revoke_warning())

    def planned_document(self, planned: "Subscription") -> "Mapping[str, Json]":
        """The link that would end."""
        return {"old_link": planned.link or None}

    def question(self, planned: "Subscription") -> str:
        """Whether to end it."""
        return _("End the old link?")

    def word(self) -> str:
        """Nobody does that by a slip."""
        from cabinet_tui.widgets.revoke_wording import revoke_word

        return revoke_word()

    async def carry_out(self, cabinet: "Cabinet", planned: "Subscription") -> str:
        """End it; the new one comes back, empty when it is not known yet."""
        return await cabinet.revoke.revoke()

    def if_unanswered(self) -> str:
        """Where the link would be seen."""
        return _("Look at “cabinet-tui link” before you try again.")

    def tell(self, planned: "Subscription", result: str, paper: "Paper") -> None:
        """Write the new link."""
        if result:
            paper.line(_("The new link. Set every device up with it."))
            paper.line(result)
        else:
            paper.line(
                _("The old link has ended. “cabinet-tui link” shows the new one in a minute.")
            )

    def result_document(self, result: str) -> "Mapping[str, Json]":
        """The new link."""
        return {"link": result or None}
