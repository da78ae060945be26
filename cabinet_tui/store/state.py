"""The whole state of the program that is not the layout of a screen: one slice a feature."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cabinet_tui import locale
from cabinet_tui.domain.account import Account
from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.domain.balance import Payment, PaymentKey, PaymentMethod
from cabinet_tui.domain.block import Block, Outage
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.deep_link import DeepLinkWait
from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.gift import GiftBook, GiftOffer
from cabinet_tui.domain.intent import Intent
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry
from cabinet_tui.domain.outbox import Opening, OutboxMessage, TicketDraft
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.payment_watch import PaymentWatch
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.referral_terms import ReferralTerms
from cabinet_tui.domain.saved_card import SavedCards
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.service_pages import PageName, ServicePage
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.subscription import RenewalOption, Subscription, Tariff, TrialOffer
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.ticket import Conversation, Ticket
from cabinet_tui.domain.traffic import TrafficPackage
from cabinet_tui.domain.withdrawal import WithdrawalDesk
from cabinet_tui.store.listing import History, Listing
from cabinet_tui.store.remote import Remote


@dataclass(frozen=True, slots=True)
class SessionState:
    """Whether somebody is signed in; None while that is being found out.

    ``serial`` counts the sign-ins, so that one session can be told from the next. ``ends_at`` is
    when this one ends whatever is done, None when that is not known. ``subject`` is whose it is by
    its tokens, empty where they do not tell.
    """

    signed_in: bool | None = None
    ended: bool = False
    token_store: str = ""
    serial: int = 0
    ends_at: datetime | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class AppState:
    """Everything the screens show. Replaced, never changed.

    ``open_ticket`` is the ticket in front of the person. ``media_sizes`` are bytes by the id of a
    file, as far as they are known. Conversations and drafts are by the id
    of their ticket; ``new_ticket`` is the draft of one that is not opened yet.
    ``opening`` is what was sent to open one, while it is not known what came of it.
    ``kept_mark`` is the sign-in whose values were kept and are shown until they are read anew.
    ``server_changed`` tells that the server speaks in another way than this was made for.
    ``chosen_subscription`` is sent along with everything about a subscription where there may be
    several; None while there is no choice. ``traffic_count_at`` and ``revoke_at`` are from when on
    the traffic may be counted again and the link taken back again; None is at once.
    ``traffic_seen`` is how much traffic was used when, by subscription, as it was kept here.
    ``open_money`` is what the journal has without an end, or with one that nobody was told.
    ``not_kept`` is the first failure to keep anything on this computer, None while there is none.
    ``set_aside`` is where a file of ours went that was broken, empty while none was.
    """

    session: SessionState = field(default_factory=SessionState)
    capabilities: frozenset[Capability] = frozenset()
    server_changed: bool = False
    block: Block | None = None
    outage: Outage | None = None
    email_sign_in: Remote[EmailSignIn] = field(default_factory=Remote)
    deep_link: DeepLinkWait | None = None
    account: Remote[Account] = field(default_factory=Remote)
    balance: Remote[Kopeks] = field(default_factory=Remote)
    history: History = field(default_factory=History)
    methods: Remote[tuple[PaymentMethod, ...]] = field(default_factory=Remote)
    pending: Remote[tuple[Payment, ...]] = field(default_factory=Remote)
    payment_watches: tuple[PaymentWatch, ...] = ()
    open_money: tuple[Entry, ...] = ()
    subscription: Remote[Subscription] = field(default_factory=Remote)
    subscriptions: Remote[Subscriptions] = field(default_factory=Remote)
    chosen_subscription: int | None = None
    tariffs: Remote[tuple[Tariff, ...]] = field(default_factory=Remote)
    renewal_options: Remote[tuple[RenewalOption, ...]] = field(default_factory=Remote)
    trial: Remote[TrialOffer] = field(default_factory=Remote)
    devices: Remote[Devices] = field(default_factory=Remote)
    traffic_packages: Remote[tuple[TrafficPackage, ...]] = field(default_factory=Remote)
    traffic_count_at: datetime | None = None
    traffic_seen: Mapping[int, tuple[Seen, ...]] = field(default_factory=dict)
    revoke_at: datetime | None = None
    intent: Intent | None = None
    referral_stats: Remote[ReferralStats] = field(default_factory=Remote)
    referrals: Listing[Referral] = field(default_factory=Listing)
    earnings: Listing[Earning] = field(default_factory=Listing)
    referral_terms: Remote[ReferralTerms] = field(default_factory=Remote)
    withdrawals: Remote[WithdrawalDesk] = field(default_factory=Remote)
    cards: Remote[SavedCards] = field(default_factory=Remote)
    gift_offer: Remote[GiftOffer] = field(default_factory=Remote)
    gifts: Remote[GiftBook] = field(default_factory=Remote)
    gift_payments: Mapping[str, str] = field(default_factory=dict)
    tickets: Remote[tuple[Ticket, ...]] = field(default_factory=Remote)
    conversations: Mapping[int, Remote[Conversation]] = field(default_factory=dict)
    media_sizes: Mapping[str, int] = field(default_factory=dict)
    open_ticket: int | None = None
    outbox: tuple[OutboxMessage, ...] = ()
    drafts: Mapping[int, str] = field(default_factory=dict)
    new_ticket: TicketDraft = field(default_factory=TicketDraft)
    opening: Opening | None = None
    kept_mark: str = ""
    not_kept: NotKept | None = None
    branding: Remote[Branding] = field(default_factory=Remote)
    info: Remote[ServiceInfo] = field(default_factory=Remote)
    language: Remote[LanguageChoice] = field(default_factory=Remote)
    page_names: Remote[tuple[PageName, ...]] = field(default_factory=Remote)
    pages: Mapping[tuple[PageName, str], Remote[ServicePage]] = field(default_factory=dict)
    link: Link = field(default_factory=Link)
    notices: tuple[Event, ...] = ()
    set_aside: str = ""

    @property
    def account_language(self) -> str:
        """The code of the language of the account, empty while it is not known."""
        if self.language.value is not None:
            return self.language.value.current
        return self.account.value.language if self.account.value else ""

    @property
    def reading_language(self) -> str:
        """The language to ask for texts in: that of the account, else that of the program."""
        return self.account_language or locale.current()

    def page(self, name: PageName) -> Remote[ServicePage]:
        """A page in the language to read in, unknown until it is asked for."""
        return self.pages.get((name, self.reading_language)) or Remote()

    @property
    def unread(self) -> int:
        """Replies of support that were not read yet."""
        return sum(ticket.unread for ticket in self.tickets.value or ())

    @property
    def has_words(self) -> bool:
        """Whether something was written that the server does not have."""
        return bool(self.drafts or self.outbox or self.new_ticket != TicketDraft())

    def conversation(self, ticket_id: int) -> Remote[Conversation]:
        """The conversation of a ticket, unknown until it is asked for."""
        return self.conversations.get(ticket_id) or Remote()

    def unsent(self, ticket_id: int) -> tuple[OutboxMessage, ...]:
        """Messages to a ticket that its conversation does not have yet, in their order."""
        return tuple(message for message in self.outbox if message.ticket_id == ticket_id)

    def payment_watch(self, key: PaymentKey) -> PaymentWatch | None:
        """The watch of a payment, None when nobody watches it."""
        return next((watch for watch in self.payment_watches if watch.key == key), None)
