"""What the services need from a server, whatever dialect it speaks.

Every method raises ``CabinetError`` and nothing else when the server or the network fails.
"""

from cabinet_tui.services.gateways.balance import BalanceGateway
from cabinet_tui.services.gateways.info import InfoGateway
from cabinet_tui.services.gateways.realtime import RealtimeListener
from cabinet_tui.services.gateways.referral import ReferralGateway
from cabinet_tui.services.gateways.session import SessionGateway
from cabinet_tui.services.gateways.subscription import SubscriptionGateway
from cabinet_tui.services.gateways.tickets import TicketsGateway
from cabinet_tui.services.gateways.tokens import SessionTokens

__all__ = [
    "BalanceGateway",
    "InfoGateway",
    "RealtimeListener",
    "ReferralGateway",
    "SessionGateway",
    "SessionTokens",
    "SubscriptionGateway",
    "TicketsGateway",
]
