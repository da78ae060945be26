"""What recorded answers mean, worked out here from their JSON without the program's own reading."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import (
    Payment,
    PaymentKey,
    PaymentMethod,
    PaymentOption,
    PaymentState,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    Receipt,
    RenewalOption,
    Server,
    Subscription,
    SubscriptionStatus,
    Tariff,
    Traffic,
    TrialOffer,
)
from cabinet_tui.domain.ticket import Conversation, Message, Ticket, TicketStatus
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset

# Recorded JSON has no type of its own: it is what the tests are about.
Body: TypeAlias = Any

KINDS = {
    "deposit": TransactionKind.TOP_UP,
    "withdrawal": TransactionKind.WITHDRAWAL,
    "subscription_payment": TransactionKind.PURCHASE,
    "refund": TransactionKind.REFUND,
    "failed_refund": TransactionKind.REFUND,
    "referral_reward": TransactionKind.REFERRAL,
    "poll_reward": TransactionKind.BONUS,
    "gift_payment": TransactionKind.GIFT,
}


def when(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


def page(body: Body, item: Callable[[Any], object]) -> Page[object]:
    return Page(
        tuple(item(one) for one in body["items"]),
        page=body["page"],
        pages=body["pages"],
        total=body["total"],
    )


def transaction(one: Body) -> Transaction:
    return Transaction(
        id=one["id"],
        kind=KINDS[one["type"]],
        amount=Kopeks(one["amount_kopeks"]),
        description=one["description"] or "",
        created_at=when(one["created_at"]),
        method=one["payment_method"] or "",
        completed=one["is_completed"],
    )


def method(one: Body) -> PaymentMethod:
    return PaymentMethod(
        id=one["id"],
        name=one["name"],
        description=one["description"] or "",
        enabled=one["is_available"],
        minimum=Kopeks(one["min_amount_kopeks"]),
        maximum=Kopeks(one["max_amount_kopeks"]),
        options=tuple(PaymentOption(o["id"], o["name"]) for o in one["options"] or []),
        quick_amounts=tuple(Kopeks(amount) for amount in one["quick_amounts"]),
    )


def payment(one: Body) -> Payment:
    return Payment(
        key=PaymentKey(one["method"], str(one["id"])),
        amount=Kopeks(one["amount_kopeks"]),
        state=PaymentState.PAID if one["is_paid"] else PaymentState.PENDING,
        url=one["payment_url"],
        created_at=when(one["created_at"]),
        expires_at=when(one["expires_at"]),
        can_check=one["is_checkable"],
    )


def subscription(one: Body) -> Subscription:
    status = {"active": SubscriptionStatus.ACTIVE, "expired": SubscriptionStatus.EXPIRED}
    return Subscription(
        id=one["id"],
        status=status[one["status"]],
        is_trial=one["is_trial"],
        plan=one["tariff_name"],
        expires_at=when(one["end_date"]),
        traffic=Traffic(
            used=round(one["traffic_used_gb"] * GIB),
            limit=one["traffic_limit_gb"] * GIB if one["traffic_limit_gb"] else None,
        ),
        devices_limit=one["device_limit"],
        servers=tuple(
            Server(_without_flag(s), s["country_code"], s["uuid"]) for s in one.get("servers", [])
        ),
        autopay=None if one["is_daily"] else one["autopay_enabled"],
        link=one["subscription_url"],
        tariff_id=one["tariff_id"],
        bought_traffic=tuple(
            BoughtTraffic(p["traffic_gb"], when(p["expires_at"]), when(p["created_at"]))
            for p in one.get("traffic_purchases", [])
        ),
        daily=_daily(one),
        started_at=when(one.get("start_date")),
        resets=TrafficReset(mode.lower()) if (mode := one.get("traffic_reset_mode")) else None,
    )


def _daily(one: Body) -> Daily | None:
    if not one["is_daily"]:
        return None
    return Daily(
        is_paused=one["is_daily_paused"],
        price=Kopeks(one["daily_price_kopeks"]),
        next_charge_at=when(one["next_daily_charge_at"]),
    )


def held(body: Body) -> Subscription | None:
    return subscription(body["subscription"]) if body["has_subscription"] else None


def trial(body: Body) -> TrialOffer:
    return TrialOffer(
        available=body["is_available"],
        days=body["duration_days"],
        traffic_gb=body["traffic_limit_gb"],
        devices=body["device_limit"],
        reason=body["reason_unavailable"] or "",
    )


def tariffs(body: Body) -> list[Tariff]:
    return [_tariff(one) for one in body["tariffs"] if one["is_available"]]


def _tariff(one: Body) -> Tariff:
    extra = one["extra_devices_count"]
    periods = [
        Period(
            p["days"],
            Kopeks(p["price_kopeks"]),
            Kopeks(p["original_price_kopeks"]) if "original_price_kopeks" in p else None,
            p.get("discount_percent", 0),
            extra,
        )
        for p in one["periods"]
    ]
    if one["is_daily"]:
        periods = [Period(1, Kopeks(one["daily_price_kopeks"]))]
    return Tariff(
        id=one["id"],
        name=one["name"],
        periods=tuple(periods),
        description=one["description"],
        traffic_gb=one["traffic_limit_gb"] or None,
        devices=one["device_limit"],
        is_daily=one["is_daily"],
    )


def options(body: Body) -> list[RenewalOption]:
    return [
        RenewalOption(
            one["period_days"],
            Kopeks(one["price_kopeks"]),
            discount_percent=one["discount_percent"],
        )
        for one in body
    ]


def bought(body: Body) -> Receipt:
    return Receipt(
        paid=Kopeks(body["charged_amount"]),
        balance_after=Kopeks(body["balance_kopeks"]),
        expires_at=when(body["subscription"]["end_date"]),
        link=body["subscription"]["subscription_url"],
        message=body["message"],
    )


def renewed(body: Body) -> Receipt:
    return Receipt(
        paid=Kopeks(body["amount_paid_kopeks"]),
        expires_at=when(body["new_end_date"]),
        message=body["message"],
    )


def stats(body: Body) -> ReferralStats:
    return ReferralStats(
        code=body["referral_code"],
        link=body["referral_link"],
        total=body["total_referrals"],
        active=body["active_referrals"],
        earned=Kopeks(body["total_earnings_kopeks"]),
        available=Kopeks(body["available_balance_kopeks"]),
        withdrawn=Kopeks(body["withdrawn_kopeks"]),
        commission_percent=body["commission_percent"],
        bot_link=body["bot_referral_link"],
    )


def referral(one: Body) -> Referral:
    return Referral(
        id=one["id"],
        name=one["first_name"] or "",
        username=one["username"] or "",
        registered_at=when(one["created_at"]),
        has_subscription=one["has_subscription"],
        status="paid" if one["has_paid"] else "registered",
    )


def earning(one: Body) -> Earning:
    return Earning(
        id=one["id"],
        amount=Kopeks(one["amount_kopeks"]),
        reason=one["reason"],
        referral_name=one["referral_username"] or "",
        first_name=one["referral_first_name"] or "",
        campaign=one["campaign_name"] or "",
        created_at=when(one["created_at"]),
    )


def message(one: Body) -> Message:
    return Message(
        id=one["id"],
        text=one["message_text"],
        from_support=one["is_from_admin"],
        created_at=when(one["created_at"]),
    )


def ticket(one: Body, unread: int = 0) -> Ticket:
    last = one.get("last_message")
    return Ticket(
        id=one["id"],
        subject=one["title"],
        status=TicketStatus(one["status"]),
        created_at=when(one["created_at"]),
        updated_at=when(one["updated_at"]),
        last_message=last["message_text"].replace("\n", " ") if last else "",
        unread=unread,
    )


def talk(body: Body) -> Conversation:
    return Conversation(body["id"], tuple(message(one) for one in body["messages"]))


def account(one: Body) -> Account:
    return Account(
        id=one["id"],
        email=one["email"] or "",
        email_verified=one["email_verified"],
        first_name=one["first_name"] or "",
        last_name=one["last_name"] or "",
        username=one["username"] or "",
        telegram_id=one["telegram_id"],
        balance=Kopeks(one["balance_kopeks"]),
        referral_code=one["referral_code"] or "",
        language=one["language"],
        created_at=when(one["created_at"]),
        auth_type=one["auth_type"],
    )


def _without_flag(server: Mapping[str, Any]) -> str:
    """The name, with the letters of the country where its flag, two characters, stood first."""
    name = str(server["name"])
    return f"{server['country_code']}{name[2:]}" if name[0] > "\U0001f000" else name
