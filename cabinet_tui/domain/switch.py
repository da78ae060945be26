"""Going over to another tariff within the time that is paid for, and what that costs."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _


@dataclass(frozen=True, slots=True)
class SwitchRequest:
    """Which tariff to go over to, and with which subscription.

    ``days`` is one of the tariff's lengths: it is asked for, and changes nothing.
    """

    tariff_id: int
    days: int
    subscription_id: int | None = None


@dataclass(frozen=True, slots=True)
class SwitchOffer:
    """What going over would cost, as the server reckons it now.

    ``days_left`` is the time that is paid for; an upgrade costs the difference for it.
    """

    tariff_id: int
    name: str
    price: Kopeks
    can_switch: bool = True
    days_left: int | None = None
    missing: Kopeks | None = None
    is_upgrade: bool = False


@dataclass(eq=False)
class SwitchRefused(Rejected):
    """The subscription cannot go over to another tariff; ``server_code`` tells why.

    ``can_buy`` tells that the tariff is to be bought instead.
    """

    can_buy: bool = False
    code = "switch_refused"

    def _what(self) -> str:
        match self.server_code:
            case "trial_cannot_switch":
                return _("A trial cannot be switched to another tariff.")
            case "free_tariff_cannot_switch":
                return _("A free tariff cannot be switched to another one.")
            case "subscription_expired":
                return _("The subscription is over: it cannot be switched.")
            case "subscription_not_active":
                return _("The subscription does not run now: it cannot be switched.")
            case _:
                return self.detail or _("The service does not switch to this tariff.")

    def _todo(self) -> str:
        return _("Buy the tariff instead.") if self.can_buy else ""
