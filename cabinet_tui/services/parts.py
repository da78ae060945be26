"""The parts of the state that are read from the server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.domain.balance import Payment, PaymentMethod, Transaction
from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.gift import GiftBook, GiftOffer
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.referral_terms import ReferralTerms
from cabinet_tui.domain.saved_card import SavedCards
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.service_pages import PageName, ServicePage
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from cabinet_tui.domain.subscription import RenewalOption, Subscription, Tariff, TrialOffer
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.ticket import Conversation, Ticket
from cabinet_tui.domain.traffic import TrafficPackage
from cabinet_tui.domain.withdrawal import WithdrawalDesk
from cabinet_tui.services.slices import Paged, Part, Slice, paged
from cabinet_tui.store.listing import Listing
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState

HALF_A_MINUTE = timedelta(seconds=30)
A_MINUTE = timedelta(seconds=60)
FIVE_MINUTES = timedelta(minutes=5)
AN_HOUR = timedelta(hours=1)

ACCOUNT = Slice[Account](
    "account",
    HALF_A_MINUTE,
    lambda state: state.account,
    lambda state, remote: replace(state, account=remote),
)
BALANCE = Slice[Kopeks](
    "balance",
    HALF_A_MINUTE,
    lambda state: state.balance,
    lambda state, remote: replace(state, balance=remote),
)


def _put_history(state: AppState, listing: Listing[Transaction]) -> AppState:
    history = replace(
        state.history,
        items=listing.items,
        page=listing.page,
        pages=listing.pages,
        total=listing.total,
    )
    return replace(state, history=history)


HISTORY: Paged[Transaction] = paged(
    "history", HALF_A_MINUTE, lambda state: state.history, _put_history
)
METHODS = Slice[tuple[PaymentMethod, ...]](
    "methods",
    A_MINUTE,
    lambda state: state.methods,
    lambda state, remote: replace(state, methods=remote),
)
PENDING = Slice[tuple[Payment, ...]](
    "pending",
    HALF_A_MINUTE,
    lambda state: state.pending,
    lambda state, remote: replace(state, pending=remote),
)
SUBSCRIPTION = Slice[Subscription](
    "subscription",
    HALF_A_MINUTE,
    lambda state: state.subscription,
    lambda state, remote: replace(state, subscription=remote),
)
SUBSCRIPTIONS = Slice[Subscriptions](
    "subscriptions",
    FIVE_MINUTES,
    lambda state: state.subscriptions,
    lambda state, remote: replace(state, subscriptions=remote),
)
TARIFFS = Slice[tuple[Tariff, ...]](
    "tariffs",
    A_MINUTE,
    lambda state: state.tariffs,
    lambda state, remote: replace(state, tariffs=remote),
)
RENEWAL_OPTIONS = Slice[tuple[RenewalOption, ...]](
    "renewal_options",
    A_MINUTE,
    lambda state: state.renewal_options,
    lambda state, remote: replace(state, renewal_options=remote),
)
TRIAL = Slice[TrialOffer](
    "trial",
    A_MINUTE,
    lambda state: state.trial,
    lambda state, remote: replace(state, trial=remote),
)
DEVICES = Slice[Devices](
    "devices",
    HALF_A_MINUTE,
    lambda state: state.devices,
    lambda state, remote: replace(state, devices=remote),
)
TRAFFIC_PACKAGES = Slice[tuple[TrafficPackage, ...]](
    "traffic_packages",
    A_MINUTE,
    lambda state: state.traffic_packages,
    lambda state, remote: replace(state, traffic_packages=remote),
)
REFERRAL_STATS = Slice[ReferralStats](
    "referral_stats",
    A_MINUTE,
    lambda state: state.referral_stats,
    lambda state, remote: replace(state, referral_stats=remote),
)
REFERRALS: Paged[Referral] = paged(
    "referrals",
    A_MINUTE,
    lambda state: state.referrals,
    lambda state, listing: replace(state, referrals=listing),
)
EARNINGS: Paged[Earning] = paged(
    "earnings",
    A_MINUTE,
    lambda state: state.earnings,
    lambda state, listing: replace(state, earnings=listing),
)
REFERRAL_TERMS = Slice[ReferralTerms](
    "referral_terms",
    AN_HOUR,
    lambda state: state.referral_terms,
    lambda state, remote: replace(state, referral_terms=remote),
)
CARDS = Slice[SavedCards](
    "cards",
    A_MINUTE,
    lambda state: state.cards,
    lambda state, remote: replace(state, cards=remote),
)
GIFT_OFFER = Slice[GiftOffer](
    "gift_offer",
    A_MINUTE,
    lambda state: state.gift_offer,
    lambda state, remote: replace(state, gift_offer=remote),
)
GIFTS = Slice[GiftBook](
    "gifts",
    HALF_A_MINUTE,
    lambda state: state.gifts,
    lambda state, remote: replace(state, gifts=remote),
)
WITHDRAWALS = Slice[WithdrawalDesk](
    "withdrawals",
    HALF_A_MINUTE,
    lambda state: state.withdrawals,
    lambda state, remote: replace(state, withdrawals=remote),
)
TICKETS = Slice[tuple[Ticket, ...]](
    "tickets",
    HALF_A_MINUTE,
    lambda state: state.tickets,
    lambda state, remote: replace(state, tickets=remote),
)
BRANDING = Slice[Branding](
    "branding",
    AN_HOUR,
    lambda state: state.branding,
    lambda state, remote: replace(state, branding=remote),
)
EMAIL_SIGN_IN = Slice[EmailSignIn](
    "email_sign_in",
    AN_HOUR,
    lambda state: state.email_sign_in,
    lambda state, remote: replace(state, email_sign_in=remote),
)
INFO = Slice[ServiceInfo](
    "info",
    AN_HOUR,
    lambda state: state.info,
    lambda state, remote: replace(state, info=remote),
)

LANGUAGE = Slice[LanguageChoice](
    "language",
    A_MINUTE,
    lambda state: state.language,
    lambda state, remote: replace(state, language=remote),
)
PAGE_NAMES = Slice[tuple[PageName, ...]](
    "page_names",
    AN_HOUR,
    lambda state: state.page_names,
    lambda state, remote: replace(state, page_names=remote),
)

_OF_THE_ACCOUNT: tuple[Part, ...] = (
    ACCOUNT,
    LANGUAGE,
    BALANCE,
    HISTORY,
    METHODS,
    PENDING,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    TARIFFS,
    RENEWAL_OPTIONS,
    TRIAL,
    DEVICES,
    TRAFFIC_PACKAGES,
    REFERRAL_STATS,
    REFERRALS,
    EARNINGS,
    WITHDRAWALS,
    REFERRAL_TERMS,
    CARDS,
    GIFT_OFFER,
    GIFTS,
    TICKETS,
)


def conversation(ticket_id: int) -> Slice[Conversation]:
    """The messages of one ticket."""

    def put(state: AppState, remote: Remote[Conversation]) -> AppState:
        if not remote.is_wanted:
            others = {key: value for key, value in state.conversations.items() if key != ticket_id}
            return replace(state, conversations=others)
        return replace(state, conversations={**state.conversations, ticket_id: remote})

    return Slice[Conversation](
        f"conversation {ticket_id}",
        HALF_A_MINUTE,
        lambda state: state.conversation(ticket_id),
        put,
    )


def service_page(name: PageName, language: str) -> Slice[ServicePage]:
    """One page of the service in one language."""
    key = (name, language)
    return Slice[ServicePage](
        f"page {name} {language}",
        AN_HOUR,
        lambda state: state.pages.get(key) or Remote(),
        lambda state, remote: replace(state, pages={**state.pages, key: remote}),
    )


def of_the_account(state: AppState) -> Iterator[Part]:
    """Every part that belongs to whoever is signed in."""
    yield from _OF_THE_ACCOUNT
    for ticket_id in state.conversations:
        yield conversation(ticket_id)
