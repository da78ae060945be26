"""Everything of this dialect for one server, put together."""

from dataclasses import dataclass

from cabinet_tui.api.address import websocket_url
from cabinet_tui.api.auth import Session
from cabinet_tui.api.bedolaga.access import BedolagaPause, BedolagaRevoke
from cabinet_tui.api.bedolaga.balance import BedolagaBalance
from cabinet_tui.api.bedolaga.cards import BedolagaCards
from cabinet_tui.api.bedolaga.coupons import BedolagaCoupons
from cabinet_tui.api.bedolaga.deep_link import BedolagaDeepLink
from cabinet_tui.api.bedolaga.devices import BedolagaDevices
from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.api.bedolaga.gifts import BedolagaGifts
from cabinet_tui.api.bedolaga.info import BedolagaInfo
from cabinet_tui.api.bedolaga.language import BedolagaLanguage
from cabinet_tui.api.bedolaga.media import BedolagaMedia
from cabinet_tui.api.bedolaga.pages import BedolagaPages
from cabinet_tui.api.bedolaga.referral import BedolagaReferral
from cabinet_tui.api.bedolaga.referral_terms import BedolagaReferralTerms
from cabinet_tui.api.bedolaga.session import BedolagaSession
from cabinet_tui.api.bedolaga.sign_in_ways import BedolagaSignInWays
from cabinet_tui.api.bedolaga.subscription import BedolagaSubscription
from cabinet_tui.api.bedolaga.subscriptions import BedolagaSubscriptions
from cabinet_tui.api.bedolaga.switching import BedolagaSwitching
from cabinet_tui.api.bedolaga.tickets import BedolagaTickets
from cabinet_tui.api.bedolaga.traffic import BedolagaTraffic
from cabinet_tui.api.bedolaga.withdrawals import BedolagaWithdrawals
from cabinet_tui.api.client import Client
from cabinet_tui.api.transport import Transport
from cabinet_tui.domain.capability import Capability

CAPABILITIES = frozenset(
    {
        Capability.TELEGRAM_DEEP_LINK,
        Capability.TRANSACTION_FILTER,
        Capability.SEVERAL_SUBSCRIPTIONS,
        Capability.SWITCH_TARIFF,
        Capability.PURCHASE_CONVERTS,
        Capability.UNREAD_PER_TICKET,
        Capability.DEVICES,
        Capability.TRAFFIC_PACKAGES,
        Capability.TRAFFIC_REFRESH,
        Capability.REVOKE_LINK,
        Capability.PAUSE,
        Capability.PAGES,
        Capability.ACCOUNT_LANGUAGE,
        Capability.TICKET_MEDIA,
        Capability.WITHDRAWALS,
        Capability.REFERRAL_TERMS,
        Capability.SAVED_CARDS,
        Capability.GIFTS,
        Capability.COUPONS,
    }
)


@dataclass(frozen=True, slots=True)
class BedolagaApi:
    """The gateways, the codec of the realtime frames and the address of their socket."""

    session: BedolagaSession
    deep_link: BedolagaDeepLink
    sign_in_ways: BedolagaSignInWays
    balance: BedolagaBalance
    subscription: BedolagaSubscription
    subscriptions: BedolagaSubscriptions
    switching: BedolagaSwitching
    referral: BedolagaReferral
    tickets: BedolagaTickets
    info: BedolagaInfo
    events: BedolagaEvents
    devices: BedolagaDevices
    traffic: BedolagaTraffic
    revoke: BedolagaRevoke
    pause: BedolagaPause
    pages: BedolagaPages
    language: BedolagaLanguage
    media: BedolagaMedia
    withdrawals: BedolagaWithdrawals
    referral_terms: BedolagaReferralTerms
    cards: BedolagaCards
    gifts: BedolagaGifts
    coupons: BedolagaCoupons
    websocket_url: str
    capabilities: frozenset[Capability] = CAPABILITIES


def connect(transport: Transport, tokens: Session) -> BedolagaApi:
    """The dialect over a transport and the session whose tokens it carries."""
    client = Client(transport, tokens)
    return BedolagaApi(
        session=BedolagaSession(client),
        deep_link=BedolagaDeepLink(client),
        sign_in_ways=BedolagaSignInWays(client),
        balance=BedolagaBalance(client),
        subscription=BedolagaSubscription(client),
        subscriptions=BedolagaSubscriptions(client),
        switching=BedolagaSwitching(client),
        referral=BedolagaReferral(client),
        tickets=BedolagaTickets(client),
        info=BedolagaInfo(client),
        events=BedolagaEvents(),
        devices=BedolagaDevices(client),
        traffic=BedolagaTraffic(client),
        revoke=BedolagaRevoke(client),
        pause=BedolagaPause(client),
        pages=BedolagaPages(client),
        language=BedolagaLanguage(client),
        media=BedolagaMedia(client),
        withdrawals=BedolagaWithdrawals(client),
        referral_terms=BedolagaReferralTerms(client),
        cards=BedolagaCards(client),
        gifts=BedolagaGifts(client),
        coupons=BedolagaCoupons(client),
        websocket_url=websocket_url(transport.base_url),
    )
