"""Replies of this dialect in the wrong shape, as the hostile scenario sends them."""

from typing import Any

from cabinet_tui.sandbox.scenarios.distortions import BROKEN_DATES, EXTRA, LONE_SURROGATE
from cabinet_tui.sandbox.scenarios.scenario import Distortion


def _break_dates(rows: list[Any], key: str) -> None:
    for place, row in enumerate(rows):
        if place % 2:
            row[key] = BROKEN_DATES[place // 2 % len(BROKEN_DATES)]


def _me(reply: Any) -> None:
    reply.update(EXTRA, auth_type="passkey", language="tlh", created_at="2026-11-20T10:00:00")


def _transactions(reply: Any) -> None:
    rows = reply["items"]
    _break_dates(rows, "created_at")
    for place, row in enumerate(rows):
        row.update(EXTRA)
        if place % 5 == 0:
            row.update(type="cashback_2_\x1b[5m", payment_method="new_pay[/]")
        if place % 5 == 1:
            row.update(description=None, is_completed=None)
            del row["payment_method"]
        if place % 5 == 2:
            del row["amount_rubles"]
            row["amount_kopeks"] = str(row["amount_kopeks"])
        if place % 5 == 3:
            row["description"] = LONE_SURROGATE


def _methods(reply: Any) -> None:
    reply[0].update(EXTRA, quick_amounts=["a", None, -5, 10**30])
    reply[1]["options"] = [{"id": None}, None, {"id": "x\x1b[31m", "name": None}]
    reply.append({"id": "secret_pay", "name": None, "is_available": "yes"})


def _pending(reply: Any) -> None:
    for row in reply["items"]:
        row.update(EXTRA, status="HELD_\x1b[5m", payment_url="javascript:alert(1)")
        row.pop("is_checkable")


def _topup(reply: Any) -> None:
    reply.update(EXTRA, status="waiting_for_capture", expires_at="tomorrow")


def _subscription(reply: Any) -> None:
    held = reply["subscription"]
    if held is not None:
        held.update(EXTRA, status="frozen[/]", traffic_used_gb=-1, device_limit=0, days_left=-3)
        held["servers"] = [{"uuid": None, "name": LONE_SURROGATE}, None]
        held["traffic_purchases"] = None


def _options(reply: Any) -> None:
    tariffs = reply["tariffs"]
    tariffs[0].update(EXTRA, periods=None)
    tariffs[1]["periods"][0].update(discount_percent=250, original_price_kopeks=None)
    tariffs[1]["periods"].append({"days": 0, "price_kopeks": -1})
    tariffs[2].pop("description")
    tariffs.append({"id": 99, "name": None})


def _renewals(reply: Any) -> None:
    if reply:
        reply[0].update(EXTRA, discount_percent=None, original_price_kopeks="a lot")
        reply.append({"period_days": None})


def _trial(reply: Any) -> None:
    reply.update(EXTRA, traffic_limit_gb=None, reason_unavailable="\x1b[2Jno[/]")


def _link(reply: Any) -> None:
    reply.update(EXTRA, instructions=None, connect_mode="\x1b[5m")


def _referrals(reply: Any) -> None:
    _break_dates(reply["items"], "created_at")
    for row in reply["items"][::3]:
        row.update(EXTRA, first_name=None, has_paid=None)
        row.pop("username")


def _earnings(reply: Any) -> None:
    _break_dates(reply["items"], "created_at")
    for row in reply["items"][::3]:
        row.update(EXTRA, reason=None, referral_username=LONE_SURROGATE)


def _referral(reply: Any) -> None:
    reply.update(EXTRA, referral_link=None, withdrawn_kopeks=None)


def _tickets(reply: Any) -> None:
    _break_dates(reply["items"], "updated_at")
    for row in reply["items"][::4]:
        row.update(EXTRA, status="escalated[/]", priority=None, last_message=None)


def _ticket(reply: Any) -> None:
    _break_dates(reply["messages"], "created_at")
    for row in reply["messages"]:
        row.update(EXTRA, media_items=[None, {"type": "x"}])
        row.pop("media_caption")


def _service(reply: Any) -> None:
    reply.update(EXTRA, support_email=None, website="javascript:alert(1)")


def _branding(reply: Any) -> None:
    reply.update(EXTRA, logo_url="file:///etc/passwd")


DISTORTIONS: dict[str, Distortion] = {
    "GET /auth/me": _me,
    "GET /balance/transactions": _transactions,
    "GET /balance/payment-methods": _methods,
    "GET /balance/pending-payments": _pending,
    "POST /balance/topup": _topup,
    "GET /subscription": _subscription,
    "GET /subscription/purchase-options": _options,
    "GET /subscription/renewal-options": _renewals,
    "GET /subscription/trial": _trial,
    "GET /subscription/connection-link": _link,
    "GET /referral": _referral,
    "GET /referral/list": _referrals,
    "GET /referral/earnings": _earnings,
    "GET /tickets": _tickets,
    "GET /tickets/{ticket_id}": _ticket,
    "GET /info/service": _service,
    "GET /branding": _branding,
}
