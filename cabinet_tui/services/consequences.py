"""What each event changes, whatever words a server has for it."""

from collections.abc import Mapping

from cabinet_tui.domain.event import (
    AccountBlocked,
    AccountUnblocked,
    AutopayFailed,
    AutopaySucceeded,
    BalanceUpdated,
    DayCharged,
    DayNotCharged,
    DevicesBought,
    DevicesChanged,
    Event,
    PaymentCompleted,
    RecurringPayment,
    ReferralEarned,
    SubscriptionActivated,
    SubscriptionChanged,
    SubscriptionExpired,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    TrafficBought,
    TrafficReset,
    WithdrawalDecided,
)
from cabinet_tui.services.parts import (
    ACCOUNT,
    BALANCE,
    CARDS,
    DEVICES,
    EARNINGS,
    HISTORY,
    PENDING,
    REFERRAL_STATS,
    REFERRALS,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    TARIFFS,
    TICKETS,
    TRAFFIC_PACKAGES,
    TRIAL,
    WITHDRAWALS,
)
from cabinet_tui.services.slices import Part

_HELD: tuple[Part, ...] = (SUBSCRIPTION, SUBSCRIPTIONS)
MONEY: tuple[Part, ...] = (BALANCE, HISTORY)
AFTER_MONEY: tuple[Part, ...] = (HISTORY, PENDING, *_HELD)
"""What may have changed when the balance has, and nobody says why."""
_PAID: tuple[Part, ...] = (*_HELD, *MONEY, RENEWAL_OPTIONS)

CHANGES: Mapping[type[Event], tuple[Part, ...]] = {
    PaymentCompleted: (*MONEY, PENDING, *_HELD),
    BalanceUpdated: MONEY,
    SubscriptionRenewed: _PAID,
    SubscriptionActivated: (*_PAID, DEVICES),
    SubscriptionExpiresSoon: _HELD,
    SubscriptionExpired: (*_HELD, RENEWAL_OPTIONS),
    SubscriptionChanged: _HELD,
    DevicesBought: (*_PAID, DEVICES),
    DevicesChanged: (DEVICES, SUBSCRIPTION),
    TrafficBought: _PAID,
    TrafficReset: _HELD,
    AutopaySucceeded: _PAID,
    AutopayFailed: (BALANCE, *_HELD),
    DayCharged: (*MONEY, *_HELD),
    DayNotCharged: (BALANCE, *_HELD),
    RecurringPayment: (*_PAID, CARDS),
    TicketReplied: (TICKETS,),
    ReferralEarned: (*MONEY, REFERRAL_STATS, REFERRALS, EARNINGS),
    WithdrawalDecided: (WITHDRAWALS, REFERRAL_STATS, *MONEY),
    AccountBlocked: (ACCOUNT,),
    AccountUnblocked: (ACCOUNT,),
}
"""A warning and an event that is not known change nothing that can be read."""

OFFERS: Mapping[type[Event], tuple[Part, ...]] = {
    SubscriptionActivated: (TARIFFS, TRIAL, TRAFFIC_PACKAGES),
}
"""What is offered from now on may differ: it is read at the next look at it, not at once."""
