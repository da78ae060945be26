"""Recorded exchanges about the subscription and what is sold."""

from cabinet_tui.domain.errors import (
    BalanceTooLow,
    Blocked,
    InvalidInput,
    NotFound,
    Rejected,
)
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalRequest,
    TrialRequest,
)
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, Do, fails


def _buy(tariff: int, days: int) -> Do:
    return lambda api: api.subscription.purchase(PurchaseRequest(tariff, days))


def _renew(days: int) -> Do:
    return lambda api: api.subscription.renew(RenewalRequest(days))


SUBSCRIPTION: dict[str, Case] = {
    "subscription": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_daily": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_expired": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_none": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_trial": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_unlimited_traffic": Case(
        lambda api: api.subscription.subscription(), expected.held
    ),
    "subscription_foreign_id_ignored_in_single_mode": Case(
        lambda api: api.subscription.subscription(1), expected.held
    ),
    "multi_subscription_by_id": Case(lambda api: api.subscription.subscription(24), expected.held),
    "multi_subscription_no_id": Case(lambda api: api.subscription.subscription(), expected.held),
    "multi_subscription_404_foreign": Case(
        lambda api: api.subscription.subscription(24), lambda _: None
    ),
    "trial_available": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_unavailable": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_unavailable_after": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_activate_ok": Case(
        lambda api: api.subscription.activate_trial(TrialRequest()),
        lambda body: Receipt(
            expires_at=expected.when(body["end_date"]), link=body["subscription_url"]
        ),
    ),
    "trial_activate_400_again": fails(
        lambda api: api.subscription.activate_trial(TrialRequest()), Rejected, status=400
    ),
    "purchase_options": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "purchase_options_empty_user": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "multi_purchase_options": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "purchase_tariff_ok_daily": Case(_buy(4, 1), expected.bought),
    "purchase_tariff_ok_extends_current": Case(_buy(2, 30), expected.bought),
    "multi_purchase_second_tariff_ok": Case(_buy(3, 30), expected.bought),
    "purchase_tariff_402_insufficient": fails(
        _buy(3, 30), BalanceTooLow, status=402, missing=48_900, cart_saved=True
    ),
    "purchase_tariff_400_period": fails(_buy(2, 31), Rejected, status=400),
    "purchase_tariff_404": fails(_buy(999, 30), NotFound),
    "purchase_403_restricted": fails(_buy(2, 30), Blocked),
    "renewal_options": Case(lambda api: api.subscription.renewal_options(), expected.options),
    "renewal_options_empty": Case(lambda api: api.subscription.renewal_options(), lambda _: []),
    "multi_renewal_options_by_id": Case(
        lambda api: api.subscription.renewal_options(24), expected.options
    ),
    "renew_ok": Case(_renew(30), expected.renewed),
    "multi_renew_no_id": Case(_renew(30), expected.renewed),
    "multi_renew_by_query_id": Case(
        lambda api: api.subscription.renew(RenewalRequest(30, None, 1)),
        expected.renewed,
        same_body=False,
    ),
    "renew_402_insufficient": fails(_renew(30), BalanceTooLow, missing=18_900, cart_saved=True),
    "renew_on_trial": fails(_renew(30), BalanceTooLow, missing=19_900, cart_saved=True),
    "renew_400_period": fails(_renew(31), Rejected, status=400),
    "renew_404": fails(_renew(30), NotFound),
    "autopay_on": Case(
        lambda api: api.subscription.set_autopay(enabled=True), lambda _: True, same_body=False
    ),
    "autopay_off": Case(lambda api: api.subscription.set_autopay(enabled=False), lambda _: False),
    "autopay_400_trial": fails(
        lambda api: api.subscription.set_autopay(enabled=True),
        Rejected,
        what="A trial cannot be paid for by itself.",
    ),
    "autopay_404": fails(lambda api: api.subscription.set_autopay(enabled=True), NotFound),
    "autopay_422": Case(
        lambda api: api.subscription.set_autopay(enabled=True), error=InvalidInput, same_body=False
    ),
}
