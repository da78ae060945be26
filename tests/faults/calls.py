"""Every call of both dialects' gateways, asked so that a sandbox would carry it out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from cabinet_tui.domain.account import MiniAppLogin, Registration, TelegramLogin, Tokens
from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.gift import GiftRequest, Recipient, RecipientKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest, TrialRequest
from cabinet_tui.domain.switch import SwitchRequest
from cabinet_tui.domain.traffic import TrafficRequest
from cabinet_tui.domain.withdrawal import WithdrawalOrder
from cabinet_tui.sandbox.accounts import BOT_TOKEN, DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.bedolaga.routes.gift_lists import COUPON
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from tests.faults.rig import Gates

Do: TypeAlias = Callable[[Gates], Awaitable[object]]


@dataclass(frozen=True)
class Doing:
    """A call; ``changes`` when it matters whether it was done, should its answer not come.

    ``sends`` is how many requests it makes one after the other, where all goes well. ``unread``
    tells that nothing but its success is wanted of the answer, ``head`` that its headers are
    enough, ``file`` that it is any bytes.
    """

    do: Do
    changes: bool = False
    sends: int = 1
    unread: bool = False
    head: bool = False
    file: bool = False


def asks(
    do: Do, *, sends: int = 1, unread: bool = False, head: bool = False, file: bool = False
) -> Doing:
    """A call that may be made again without harm."""
    return Doing(do, sends=sends, unread=unread, head=head, file=file)


def deed(do: Do, *, sends: int = 1, unread: bool = False) -> Doing:
    """A call that changes something."""
    return Doing(do, changes=True, sends=sends, unread=unread)


_NEWCOMER = Registration(
    "new@example.com",
    "long enough",
    "Nina",
    "Novikova",
    accepted=("public_offer", "privacy_policy"),
)
_NOW = int(SystemClock().now().timestamp())
_TELEGRAM: dict[str, object] = {"id": 555, "first_name": "John", "auth_date": _NOW}
_WIDGET = TelegramLogin(555, "John", _NOW, sign_widget(_TELEGRAM, BOT_TOKEN))
_MINI_APP = MiniAppLogin(
    sign_init_data({"user": '{"id":555,"first_name":"John"}', "auth_date": str(_NOW)}, BOT_TOKEN)
)
_ORDER = WithdrawalOrder(Kopeks(50_000), "SBP +7 900 000-00-00")
_LINK = DeepLink("A" * 24, "demo_bot", SystemClock().now() + timedelta(minutes=5))
_GIFT = GiftRequest(1, 30, Recipient(RecipientKind.TELEGRAM, "@maria"), "hello")
_PAYMENT = "b21b1c2e-1f61-41bc-acb7-0dd842762334"  # the pending one of the default scenario
_TOKENS = Tokens("access", "refresh-to-be-revoked")

RENEWAL = "session.access"
_BOTH: dict[str, Doing] = {
    RENEWAL: asks(lambda c: c.session.access(renew=True)),
}

DOCUMENTED: dict[str, Doing] = {
    **_BOTH,
    "session.register": deed(lambda c: c.documented.session.register(_NEWCOMER)),
    "session.register_standalone": deed(
        lambda c: c.documented.session.register_standalone(_NEWCOMER)
    ),
    "session.sign_in": asks(lambda c: c.documented.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)),
    "session.sign_in_telegram": asks(lambda c: c.documented.session.sign_in_telegram(_WIDGET)),
    "session.sign_in_miniapp": asks(lambda c: c.documented.session.sign_in_miniapp(_MINI_APP)),
    "session.me": asks(lambda c: c.documented.session.me()),
    "session.verify_email": asks(lambda c: c.documented.session.verify_email("verify-demo")),
    "session.forgot_password": asks(lambda c: c.documented.session.forgot_password(DEMO_EMAIL)),
    "session.reset_password": asks(
        lambda c: c.documented.session.reset_password("code", "another long one")
    ),
    "balance.balance": asks(lambda c: c.documented.balance.balance()),
    "balance.transactions": asks(lambda c: c.documented.balance.transactions(1, 50)),
    "balance.payment_methods": asks(lambda c: c.documented.balance.payment_methods()),
    "balance.top_up": deed(lambda c: c.documented.balance.top_up(Kopeks(50_000), "YOOKASSA_SBP")),
    "balance.stars_invoice": deed(lambda c: c.documented.balance.stars_invoice(Kopeks(10_000))),
    "balance.pending_payments": asks(lambda c: c.documented.balance.pending_payments()),
    "balance.check_payment": asks(
        lambda c: c.documented.balance.check_payment(PaymentKey("YOOKASSA_SBP", _PAYMENT))
    ),
    "balance.activate_promo": deed(lambda c: c.documented.balance.activate_promo("NEWUSER2024")),
    "subscription.subscription": asks(lambda c: c.documented.subscription.subscription()),
    "subscription.summary": asks(lambda c: c.documented.subscription.summary()),
    "subscription.trial_offer": asks(lambda c: c.documented.subscription.trial_offer()),
    "subscription.activate_trial": deed(
        lambda c: c.documented.subscription.activate_trial(TrialRequest())
    ),
    "subscription.tariffs": asks(lambda c: c.documented.subscription.tariffs()),
    "subscription.purchase": deed(
        lambda c: c.documented.subscription.purchase(PurchaseRequest(1, 30))
    ),
    "subscription.renew": deed(lambda c: c.documented.subscription.renew(RenewalRequest(30, 100))),
    "subscription.renewal_options": asks(lambda c: c.documented.subscription.renewal_options()),
    "subscription.set_autopay": deed(lambda c: c.documented.subscription.set_autopay(enabled=True)),
    "referral.stats": asks(lambda c: c.documented.referral.stats()),
    "referral.referrals": asks(lambda c: c.documented.referral.referrals()),
    "referral.earnings": asks(lambda c: c.documented.referral.earnings()),
    "tickets.tickets": asks(lambda c: c.documented.tickets.tickets()),
    "tickets.open_ticket": deed(lambda c: c.documented.tickets.open_ticket("Subject", "Text")),
    "tickets.conversation": asks(lambda c: c.documented.tickets.conversation(3)),
    "tickets.reply": deed(lambda c: c.documented.tickets.reply(3, "Text")),
    "tickets.close_ticket": deed(lambda c: c.documented.tickets.close_ticket(3), unread=True),
    "info.info": asks(lambda c: c.documented.info.info()),
    "info.branding": asks(lambda c: c.documented.info.branding()),
}

BEDOLAGA: dict[str, Doing] = {
    **_BOTH,
    "session.register": deed(lambda c: c.bedolaga.session.register(_NEWCOMER)),
    "session.register_standalone": deed(
        lambda c: c.bedolaga.session.register_standalone(_NEWCOMER)
    ),
    "session.sign_in": asks(lambda c: c.bedolaga.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)),
    "session.sign_out": asks(lambda c: c.bedolaga.session.sign_out(_TOKENS), unread=True),
    "session.me": asks(lambda c: c.bedolaga.session.me()),
    "session.verify_email": asks(lambda c: c.bedolaga.session.verify_email("verify-demo")),
    "session.forgot_password": asks(lambda c: c.bedolaga.session.forgot_password(DEMO_EMAIL)),
    "session.reset_password": asks(
        lambda c: c.bedolaga.session.reset_password("code", "another long one")
    ),
    "deep_link.request_deep_link": asks(lambda c: c.bedolaga.deep_link.request_deep_link()),
    "deep_link.poll_deep_link": asks(lambda c: c.bedolaga.deep_link.poll_deep_link(_LINK)),
    "sign_in_ways.email_sign_in": asks(lambda c: c.bedolaga.sign_in_ways.email_sign_in()),
    "balance.balance": asks(lambda c: c.bedolaga.balance.balance()),
    "balance.transactions": asks(lambda c: c.bedolaga.balance.transactions(1, 50)),
    "balance.payment_methods": asks(lambda c: c.bedolaga.balance.payment_methods()),
    "balance.top_up": deed(
        lambda c: c.bedolaga.balance.top_up(Kopeks(50_000), "yookassa", "card"), sends=2
    ),
    "balance.stars_invoice": deed(lambda c: c.bedolaga.balance.stars_invoice(Kopeks(10_000))),
    "balance.pending_payments": asks(lambda c: c.bedolaga.balance.pending_payments()),
    "balance.check_payment": asks(
        lambda c: c.bedolaga.balance.check_payment(PaymentKey("yookassa", "1"))
    ),
    "balance.activate_promo": deed(lambda c: c.bedolaga.balance.activate_promo("NEWUSER2024")),
    "subscription.subscription": asks(lambda c: c.bedolaga.subscription.subscription()),
    "subscription.summary": asks(lambda c: c.bedolaga.subscription.summary()),
    "subscription.trial_offer": asks(lambda c: c.bedolaga.subscription.trial_offer()),
    "subscription.activate_trial": deed(
        lambda c: c.bedolaga.subscription.activate_trial(TrialRequest())
    ),
    "subscription.tariffs": asks(lambda c: c.bedolaga.subscription.tariffs()),
    "subscription.purchase": deed(
        lambda c: c.bedolaga.subscription.purchase(PurchaseRequest(1, 30))
    ),
    "subscription.renewal_options": asks(lambda c: c.bedolaga.subscription.renewal_options()),
    "subscription.renew": deed(lambda c: c.bedolaga.subscription.renew(RenewalRequest(30))),
    "subscription.set_autopay": deed(lambda c: c.bedolaga.subscription.set_autopay(enabled=True)),
    "subscriptions.subscriptions": asks(lambda c: c.bedolaga.subscriptions.subscriptions()),
    "subscriptions.remove": deed(lambda c: c.bedolaga.subscriptions.remove(1), unread=True),
    "switching.preview": asks(lambda c: c.bedolaga.switching.preview(SwitchRequest(3, 30))),
    "switching.switch": deed(lambda c: c.bedolaga.switching.switch(SwitchRequest(3, 30))),
    "referral.stats": asks(lambda c: c.bedolaga.referral.stats()),
    "referral.referrals": asks(lambda c: c.bedolaga.referral.referrals()),
    "referral.earnings": asks(lambda c: c.bedolaga.referral.earnings()),
    "tickets.tickets": asks(lambda c: c.bedolaga.tickets.tickets(), sends=2),
    "tickets.open_ticket": deed(lambda c: c.bedolaga.tickets.open_ticket("Subject", "Text")),
    "tickets.conversation": asks(lambda c: c.bedolaga.tickets.conversation(3), sends=2),
    "tickets.reply": deed(lambda c: c.bedolaga.tickets.reply(3, "Text")),
    "info.info": asks(lambda c: c.bedolaga.info.info()),
    "info.branding": asks(lambda c: c.bedolaga.info.branding()),
    "devices.devices": asks(lambda c: c.bedolaga.devices.devices()),
    "devices.rename": deed(lambda c: c.bedolaga.devices.rename("a1f0-pixel", "Phone"), unread=True),
    "devices.remove": deed(lambda c: c.bedolaga.devices.remove("b2e1-macbook"), unread=True),
    "devices.remove_all": deed(lambda c: c.bedolaga.devices.remove_all(), unread=True),
    "devices.slot_offer": asks(lambda c: c.bedolaga.devices.slot_offer(1)),
    "devices.buy_slots": deed(lambda c: c.bedolaga.devices.buy_slots(SlotsRequest(1))),
    "traffic.packages": asks(lambda c: c.bedolaga.traffic.packages()),
    "traffic.buy_traffic": deed(lambda c: c.bedolaga.traffic.buy_traffic(TrafficRequest(10))),
    "traffic.count_again": asks(lambda c: c.bedolaga.traffic.count_again()),
    "revoke.revoke_link": deed(lambda c: c.bedolaga.revoke.revoke_link(), unread=True),
    "pause.toggle_pause": deed(lambda c: c.bedolaga.pause.toggle_pause()),
    "pages.names": asks(lambda c: c.bedolaga.pages.names()),
    "pages.page": asks(lambda c: c.bedolaga.pages.page(PageName.RULES, "ru")),
    "language.choice": asks(lambda c: c.bedolaga.language.choice(), sends=2),
    "language.choose": deed(lambda c: c.bedolaga.language.choose("en")),
    "media.size": asks(lambda c: c.bedolaga.media.size(c.photo), head=True),
    "media.fetch": asks(lambda c: c.bedolaga.media.fetch(c.photo), file=True),
    "withdrawals.funds": asks(lambda c: c.bedolaga.withdrawals.funds()),
    "withdrawals.history": asks(lambda c: c.bedolaga.withdrawals.history()),
    "withdrawals.create": deed(lambda c: c.bedolaga.withdrawals.create(_ORDER)),
    "withdrawals.cancel": asks(lambda c: c.bedolaga.withdrawals.cancel(1), unread=True),
    "referral_terms.terms": asks(lambda c: c.bedolaga.referral_terms.terms()),
    "cards.cards": asks(lambda c: c.bedolaga.cards.cards()),
    "cards.remove_card": asks(lambda c: c.bedolaga.cards.remove_card(1), unread=True),
    "gifts.offer": asks(lambda c: c.bedolaga.gifts.offer()),
    "gifts.book": asks(lambda c: c.bedolaga.gifts.book()),
    "gifts.gift": asks(lambda c: c.bedolaga.gifts.gift("sentgift0001")),
    "gifts.buy": deed(lambda c: c.bedolaga.gifts.buy(_GIFT)),
    "gifts.activate": asks(lambda c: c.bedolaga.gifts.activate("GIFT_waitgift0001")),
    "coupons.redeem_coupon": deed(lambda c: c.bedolaga.coupons.redeem_coupon(COUPON)),
}

CALLS = {"documented": DOCUMENTED, "bedolaga": BEDOLAGA}

UNASKED = {
    "documented": {"session.sign_out"},
    "bedolaga": {"session.sign_in_telegram", "session.sign_in_miniapp", "tickets.close_ticket"},
}
"""Calls that this dialect has no request for: they say so without asking anybody."""

REFUSED = {
    "documented": {"session.reset_password"},
    "bedolaga": {
        "session.reset_password",
        "deep_link.poll_deep_link",
        "subscriptions.remove",
        "tickets.open_ticket",
        "pause.toggle_pause",
        "withdrawals.cancel",
    },
}
"""Calls that a sandbox as it begins has to refuse; all others are carried out."""
