"""What only some servers have. A gateway is None where the server has no such thing."""

from dataclasses import dataclass

from cabinet_tui.services.gateways.access import PauseGateway, RevokeGateway
from cabinet_tui.services.gateways.cards import CardsGateway
from cabinet_tui.services.gateways.coupons import CouponsGateway
from cabinet_tui.services.gateways.deep_link import DeepLinkGateway
from cabinet_tui.services.gateways.devices import DevicesGateway
from cabinet_tui.services.gateways.gifts import GiftsGateway
from cabinet_tui.services.gateways.language import LanguageGateway
from cabinet_tui.services.gateways.media import MediaGateway
from cabinet_tui.services.gateways.pages import PagesGateway
from cabinet_tui.services.gateways.referral_terms import ReferralTermsGateway
from cabinet_tui.services.gateways.sign_in_ways import SignInWaysGateway
from cabinet_tui.services.gateways.subscriptions import SubscriptionsGateway
from cabinet_tui.services.gateways.switching import SwitchGateway
from cabinet_tui.services.gateways.traffic import TrafficGateway
from cabinet_tui.services.gateways.withdrawals import WithdrawalsGateway


@dataclass(frozen=True)
class Extras:
    """The gateways beyond the documented API: one field a feature, None where there is none."""

    withdrawals: WithdrawalsGateway | None = None
    referral_terms: ReferralTermsGateway | None = None
    cards: CardsGateway | None = None
    gifts: GiftsGateway | None = None
    coupons: CouponsGateway | None = None
    devices: DevicesGateway | None = None
    traffic: TrafficGateway | None = None
    revoke: RevokeGateway | None = None
    pause: PauseGateway | None = None
    subscriptions: SubscriptionsGateway | None = None
    switching: SwitchGateway | None = None
    pages: PagesGateway | None = None
    language: LanguageGateway | None = None
    media: MediaGateway | None = None
    deep_link: DeepLinkGateway | None = None
    sign_in_ways: SignInWaysGateway | None = None
