"""A payment that was asked for and never answered: whether it is there after all."""

from dataclasses import dataclass

from cabinet_tui.domain.balance import Payment
from cabinet_tui.domain.errors import OutcomeUnknown
from cabinet_tui.locale import _


@dataclass(eq=False)
class PaymentUnclear(OutcomeUnknown):
    """No answer came to the wish to top up. Nothing is charged before somebody pays.

    ``created`` is what the list of waiting payments has more than before; with ``looked`` false
    the list could not be read.
    """

    created: Payment | None = None
    looked: bool = True

    def _what(self) -> str:
        if self.created is not None:
            return _("No clear answer came, but the payment is there; nothing was charged.")
        if self.looked:
            return _("No clear answer came. So far no payment is there, and nothing was charged.")
        return _("No clear answer came: the payment may be there; nothing was charged.")

    def _todo(self) -> str:
        if self.created is None:
            return (
                _("You can try again.")
                if self.looked
                else _("Look at “cabinet-tui payments” before you try again.")
            )
        if self.created.url:
            return _("Pay it at {url}").format(url=self.created.url)
        return _("Its address is not known: leave it unpaid and try again.")
