"""The answer of ``/promocode/activate``, and what its refusals mean."""

from cabinet_tui.api.wire import Exact, Flag, Id, Integer, MaybeItems, Prose, Text, Wire, Word, each
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import ZERO, Kopeks, from_roubles
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.promo_refusals import (
    EligibleSubscription,
    PromoRefused,
    SubscriptionRequired,
    explains,
)

_SELECT = "select_subscription"


class Eligible(Wire):
    """A subscription that the code could be used for."""

    id: Id
    tariff_name: Text = ""
    days_left: Integer = None


class PromoReply(Wire):
    """``POST /promocode/activate``; balances in roubles."""

    success: Flag = None
    message: Prose = ""
    error: Word = ""
    eligible_subscriptions: MaybeItems = ()
    balance_before: Exact = None
    balance_after: Exact = None
    bonus_description: Prose = ""

    def refused(self, *, status: int) -> Rejected | None:
        """Why nothing was given though the answer is no refusal, None when something was."""
        if self.success is not False:
            return None
        if self.error.lower() != _SELECT:
            return PromoRefused(status=status, detail=self.message, server_code=self.error)
        return SubscriptionRequired(
            status=status,
            detail=self.message,
            server_code=self.error,
            eligible=tuple(
                EligibleSubscription(
                    id=item.id, name=item.tariff_name or str(item.id), days_left=item.days_left
                )
                for item in each(Eligible, self.eligible_subscriptions)
            ),
        )

    def result(self) -> PromoResult:
        """What the code gave: the server tells it in words, and by the balance."""
        return PromoResult(
            message=self.bonus_description or self.message,
            balance=self._gained(),
        )

    def _gained(self) -> Kopeks:
        if self.balance_before is None or self.balance_after is None:
            return ZERO
        before, after = from_roubles(self.balance_before), from_roubles(self.balance_after)
        return Kopeks(max(0, after - before))


def promo_refusal(error: Rejected) -> Rejected:
    """A refusal of a code by the server's own code for it; any other as it is."""
    if not explains(error.server_code):
        return error
    return PromoRefused(status=error.status, detail=error.detail, server_code=error.server_code)
