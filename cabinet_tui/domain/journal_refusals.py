"""What stands in the way of a money request: an earlier one like it whose end was not known."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import OutcomeUnknown
from cabinet_tui.domain.money_request import Entry, Standing
from cabinet_tui.domain.money_words import what_became
from cabinet_tui.locale import _


@dataclass(eq=False)
class EarlierOne(OutcomeUnknown):
    """An earlier request like this one got no answer; nothing was sent now.

    ``entry`` tells what was found out about it: that it was done, or nothing.
    """

    entry: Entry | None = None
    code = "earlier_request"

    @property
    def was_done(self) -> bool:
        """Whether it is known by now that the earlier one was done."""
        return self.entry is not None and self.entry.standing is Standing.DONE

    def _what(self) -> str:
        earlier = what_became(self.entry) if self.entry else super()._what()
        return _("An earlier request got no answer. {earlier} Nothing was sent now.").format(
            earlier=earlier
        )

    def _todo(self) -> str:
        if self.was_done:
            return _("Do it again only if you want it twice.")
        return _("Look at the history; put the earlier one away to do it again.")
