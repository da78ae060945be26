"""Several subscriptions of one account: which there are, and which one is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _

_RUNS = frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.LIMITED, "trial"})
_IS_OVER = frozenset({SubscriptionStatus.EXPIRED, SubscriptionStatus.SUSPENDED, "disabled"})


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """All that an account has, in the server's order; ``may_be_several`` where it sells several."""

    held: Sequence[Subscription] = ()
    may_be_several: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether one has to be chosen: there is more than one, and each is on its own."""
        return self.may_be_several and len(self.held) > 1

    def find(self, subscription_id: int | None) -> Subscription | None:
        """The subscription of this id, None when there is none."""
        return next((held for held in self.held if held.id == subscription_id), None)

    def of_tariff(self, tariff_id: int) -> Subscription | None:
        """The subscription of this tariff: an account has one of each at most."""
        return next((held for held in self.held if held.tariff_id == tariff_id), None)

    def first_sensible(self) -> Subscription | None:
        """The one to begin with: the first that runs and is paid for, else that runs, else any."""
        return min(self.held, key=_worth, default=None)


def named_among(listed: Subscriptions | None, subscription: Subscription | None) -> str:
    """The name of the one that is meant, where there are several to be told apart; or nothing."""
    if listed is None or subscription is None or not listed.is_choice:
        return ""
    return subscription_name(subscription)


def is_over(subscription: Subscription) -> bool:
    """Whether it has ended or was switched off, so that it may be removed."""
    return subscription.status in _IS_OVER


def subscription_name(subscription: Subscription) -> str:
    """How one of several is called: its tariff and its number."""
    plan = subscription.plan or _("Subscription")
    return f"{plan} #{subscription.id}"


@dataclass(eq=False)
class ChoiceRequired(CabinetError):
    """There are several subscriptions and none is chosen; nothing was sent."""

    held: Sequence[Subscription] = ()
    code = "choice_required"

    def _what(self) -> str:
        names = ", ".join(subscription_name(held) for held in self.held)
        return _("There are several subscriptions: {names}.").format(names=names)

    def _todo(self) -> str:
        return _("Choose one.")


def _worth(held: Subscription) -> int:
    # The least comes first; min keeps the server's order among equals.
    return (0 if not held.is_trial else 1) if held.status in _RUNS else 2
