"""The cabinet as the screens and commands see it: the store and the use cases."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from cabinet_tui.domain.plan import PlanKind
from cabinet_tui.domain.session import TokenStore
from cabinet_tui.services.balance import BalanceService
from cabinet_tui.services.blocks import BlocksService
from cabinet_tui.services.buyer import Buyer
from cabinet_tui.services.cards import CardsService
from cabinet_tui.services.deep_link import DeepLinkService
from cabinet_tui.services.devices import DevicesService
from cabinet_tui.services.gateways import (
    BalanceGateway,
    InfoGateway,
    RealtimeListener,
    ReferralGateway,
    SessionGateway,
    SessionTokens,
    SubscriptionGateway,
    TicketsGateway,
)
from cabinet_tui.services.gateways.extras import Extras
from cabinet_tui.services.gateways.journal import PaymentBook
from cabinet_tui.services.gateways.last_known import LastKnownShelf
from cabinet_tui.services.gateways.words import WordShelf
from cabinet_tui.services.gifts import GiftsService
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.info import InfoService
from cabinet_tui.services.intents import IntentsService
from cabinet_tui.services.journal import JournalService
from cabinet_tui.services.keeping import Keeping
from cabinet_tui.services.language import LanguageService
from cabinet_tui.services.media import MediaService
from cabinet_tui.services.pages import PagesService
from cabinet_tui.services.pause import PauseService
from cabinet_tui.services.payments import PaymentsService
from cabinet_tui.services.promo import PromoService
from cabinet_tui.services.referral import ReferralService
from cabinet_tui.services.referral_terms import ReferralTermsService
from cabinet_tui.services.revoke import RevokeService
from cabinet_tui.services.router import EventRouter
from cabinet_tui.services.session import SessionService
from cabinet_tui.services.sign_in_ways import SignInWaysService
from cabinet_tui.services.spending import Spending
from cabinet_tui.services.subscription import SubscriptionService
from cabinet_tui.services.subscriptions import SubscriptionsService
from cabinet_tui.services.switching import SwitchService
from cabinet_tui.services.tariffs import TariffsService
from cabinet_tui.services.tickets import TicketsService
from cabinet_tui.services.traffic import TrafficService
from cabinet_tui.services.watch import Watch
from cabinet_tui.services.withdrawals import WithdrawalsService
from cabinet_tui.services.words import WordKeeper
from cabinet_tui.store.store import Store

Close = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Cabinet:
    """Everything that can be done for one profile; ``close`` gives back what it holds."""

    store: Store
    session: SessionService
    deep_link: DeepLinkService
    sign_in_ways: SignInWaysService
    balance: BalanceService
    payments: PaymentsService
    journal: JournalService
    promo: PromoService
    tariffs: TariffsService
    subscription: SubscriptionService
    subscriptions: SubscriptionsService
    switching: SwitchService
    devices: DevicesService
    traffic: TrafficService
    revoke: RevokeService
    pause: PauseService
    intents: IntentsService
    referrals: ReferralService
    withdrawals: WithdrawalsService
    referral_terms: ReferralTermsService
    cards: CardsService
    gifts: GiftsService
    tickets: TicketsService
    info: InfoService
    pages: PagesService
    language: LanguageService
    media: MediaService
    blocks: BlocksService
    watch: Watch
    close: Close


Connect = Callable[[str], Awaitable[Cabinet]]
"""Makes the cabinet of a server address as typed; an empty one means the profile's own."""


@dataclass(frozen=True)
class Gateways:
    """Everything a cabinet reaches a server through."""

    session: SessionGateway
    balance: BalanceGateway
    subscription: SubscriptionGateway
    referral: ReferralGateway
    tickets: TicketsGateway
    info: InfoGateway
    tokens: SessionTokens
    token_store: TokenStore
    listener: RealtimeListener
    payment_book: PaymentBook
    extras: Extras = field(default_factory=Extras)
    last_known: LastKnownShelf | None = None
    words: WordShelf | None = None


def assemble(ground: Ground, gateways: Gateways, close: Close) -> Cabinet:
    """The cabinet over these gateways: the one place where its services are joined."""
    spending = Spending(ground, gateways.balance, gateways.subscription)
    tariffs = TariffsService(ground, gateways.subscription, spending)
    subscription = SubscriptionService(ground, gateways.subscription, spending)
    devices = DevicesService(ground, gateways.extras.devices, spending)
    traffic = TrafficService(ground, gateways.extras.traffic, spending)
    switching = SwitchService(ground, gateways.extras.switching, spending)
    buyers = {
        PlanKind.PURCHASE: Buyer(tariffs.plan_again, tariffs.buy),
        PlanKind.RENEWAL: Buyer(subscription.plan_renewal_again, subscription.renew),
        PlanKind.TRIAL: Buyer(subscription.plan_trial_again, subscription.activate_trial),
        PlanKind.SLOTS: Buyer(devices.plan_again, devices.buy),
        PlanKind.TRAFFIC: Buyer(traffic.plan_again, traffic.buy),
        PlanKind.SWITCH: Buyer(switching.plan_again, switching.switch),
    }
    intents = IntentsService(ground, buyers, spending.look)
    words = WordKeeper(ground, gateways.words)
    keeping = Keeping(ground, gateways.last_known, words)
    session = SessionService(
        ground, gateways.session, gateways.tokens, gateways.token_store, keeping
    )
    blocks = BlocksService(ground, gateways.session)
    payments = PaymentsService(ground, gateways.balance, gateways.payment_book)
    journal = JournalService(ground, payments)
    return Cabinet(
        store=ground.store,
        session=session,
        deep_link=DeepLinkService(ground, gateways.extras.deep_link, session),
        sign_in_ways=SignInWaysService(ground, gateways.extras.sign_in_ways),
        balance=BalanceService(ground, gateways.balance),
        payments=payments,
        journal=journal,
        promo=PromoService(
            ground, gateways.balance, gateways.extras.coupons, gateways.extras.gifts
        ),
        tariffs=tariffs,
        subscription=subscription,
        devices=devices,
        traffic=traffic,
        subscriptions=SubscriptionsService(ground, gateways.extras.subscriptions),
        switching=switching,
        revoke=RevokeService(ground, gateways.extras.revoke, keeping),
        pause=PauseService(ground, gateways.extras.pause),
        intents=intents,
        referrals=ReferralService(ground, gateways.referral),
        withdrawals=WithdrawalsService(ground, gateways.extras.withdrawals),
        referral_terms=ReferralTermsService(ground, gateways.extras.referral_terms),
        cards=CardsService(ground, gateways.extras.cards),
        gifts=GiftsService(ground, gateways.extras.gifts),
        tickets=TicketsService(ground, gateways.tickets, words),
        info=InfoService(ground, gateways.info),
        pages=PagesService(ground, gateways.extras.pages),
        language=LanguageService(ground, gateways.extras.language),
        media=MediaService(ground, gateways.extras.media),
        blocks=blocks,
        watch=Watch(ground, gateways.listener, EventRouter(ground), intents, blocks, journal),
        close=_flushed(keeping, close),
    )


def _flushed(keeping: Keeping, close: Close) -> Close:
    async def whole() -> None:
        await keeping.flush()
        await close()

    return whole
