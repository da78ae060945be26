"""The sections of the program: their keys, their names, and the screen of each."""

from collections.abc import Mapping
from typing import Final

from cabinet_tui.locale import N_
from cabinet_tui.screens.account import AccountScreen
from cabinet_tui.screens.balance import BalanceScreen
from cabinet_tui.screens.home import HomeScreen
from cabinet_tui.screens.plans import PlansScreen
from cabinet_tui.screens.referrals import ReferralsScreen
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.screens.subscription import SubscriptionScreen
from cabinet_tui.screens.support import SupportScreen

SECTIONS: Final = (
    ("1", "home", N_("Home")),
    ("2", "balance", N_("Balance")),
    ("3", "plans", N_("Plans")),
    ("4", "subscription", N_("Subscription")),
    ("5", "referrals", N_("Referrals")),
    ("6", "support", N_("Support")),
    ("7", "account", N_("Account")),
)
"""Key, mode of the app, and name."""
SECTION_SCREENS: Final[Mapping[str, type[StoreScreen]]] = {
    "home": HomeScreen,
    "balance": BalanceScreen,
    "plans": PlansScreen,
    "subscription": SubscriptionScreen,
    "referrals": ReferralsScreen,
    "support": SupportScreen,
    "account": AccountScreen,
}
