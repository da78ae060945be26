"""Replies of the wrong shape: unknown values, nulls, missing and extra fields, broken dates."""

from typing import Any

from cabinet_tui.sandbox.scenarios.scenario import Distortion

BROKEN_DATES: tuple[object, ...] = (
    "2026-13-45T99:00:00Z",
    "2026-11-20",
    "2026-11-20T10:00:00",
    "2026-11-20 10:00:00.123456+03:00",
    "",
    None,
    1_790_000_000,
    "yesterday",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
)
EXTRA = {"x_new_field": {"deep": [1, None, "\x1b[31m"]}}
LONE_SURROGATE = "half \ud83d of an emoji"


def _break_dates(rows: list[Any], key: str) -> None:
    for place, row in enumerate(rows):
        if place % 2:
            row[key] = BROKEN_DATES[place // 2 % len(BROKEN_DATES)]


def _transactions(reply: Any) -> None:
    rows = reply["items"]
    _break_dates(rows, "created_at")
    for place, row in enumerate(rows):
        row.update(EXTRA)
        if place % 5 == 0:
            row["type"] = "CASHBACK_2_\x1b[5m"
            row["payment_method"] = "NEW_PAY[/]"
        if place % 5 == 1:
            row["description"] = None
            del row["payment_method"]
        if place % 5 == 2:
            del row["amount_rubles"]
            row["amount_kopeks"] = str(row["amount_kopeks"])
        if place % 5 == 3:
            row["description"] = LONE_SURROGATE


def _methods(reply: Any) -> None:
    reply["methods"][0].update(EXTRA, currencies=None, icon_url="file:///etc/passwd")
    reply["methods"][1].pop("description")
    reply["methods"].append({"id": "SECRET_PAY", "name": None, "enabled": "yes"})


def _subscription(reply: Any) -> None:
    reply.update(EXTRA, devices_count=None, max_devices=0, data_remaining_bytes=-1)
    reply["server_info"]["flag"] = None
    reply["qr_code_base64"] = None


def _status(reply: Any) -> None:
    reply.update(EXTRA, days_left=-3, gb_left=None)


def _tariffs(reply: Any) -> None:
    reply["tariffs"][0].update(EXTRA, discount_percent=250, original_price_kopeks=None)
    reply["tariffs"][1].pop("description")
    reply["tariffs"][2]["sort_order"] = None


def _renewals(reply: Any) -> None:
    reply["options"][0].update(EXTRA, gb_amount=None)


def _referrals(reply: Any) -> None:
    _break_dates(reply["referrals"], "registered_at")
    for row in reply["referrals"][::3]:
        row.update(EXTRA, status="frozen_\u202e", first_name=None)
        row.pop("username")


def _earnings(reply: Any) -> None:
    _break_dates(reply["earnings"], "created_at")
    for row in reply["earnings"][::3]:
        row.update(EXTRA, transaction_type=None, referral_username=LONE_SURROGATE)


def _stats(reply: Any) -> None:
    reply.update(EXTRA, referral_link=None, pending_kopeks=None)


def _tickets(reply: Any) -> None:
    _break_dates(reply["tickets"], "updated_at")
    for row in reply["tickets"][::4]:
        row.update(EXTRA, status="escalated[/]", last_message=None, unread_messages=10**9)


def _messages(reply: Any) -> None:
    _break_dates(reply["messages"], "created_at")
    for row in reply["messages"]:
        row.update(EXTRA)
        row.pop("is_read")


def _pending(reply: Any) -> None:
    reply["payments"][0].update(EXTRA, payment_method="NEW_PAY[/]")
    reply["payments"][0].pop("can_check_manually")


def _info(reply: Any) -> None:
    reply.update(EXTRA, support_email=None, terms_url="javascript:alert(1)")


def _branding(reply: Any) -> None:
    reply.update(EXTRA, primary_color="not a colour", secondary_color=None)


def _me(reply: Any) -> None:
    reply.update(EXTRA, auth_type="passkey", language="tlh", created_at="2026-11-20T10:00:00")


def _top_up(reply: Any) -> None:
    reply.update(EXTRA, status="waiting_for_capture")


DISTORTIONS: dict[str, Distortion] = {
    "GET /auth/me": _me,
    "GET /balance/transactions": _transactions,
    "GET /balance/payment-methods": _methods,
    "GET /balance/pending-payments": _pending,
    "POST /balance/top-up": _top_up,
    "GET /subscription": _subscription,
    "GET /subscription/status": _status,
    "GET /subscription/tariffs": _tariffs,
    "GET /subscription/renewal-options": _renewals,
    "GET /referral/stats": _stats,
    "GET /referral/referrals": _referrals,
    "GET /referral/earnings": _earnings,
    "GET /tickets": _tickets,
    "GET /tickets/{ticket_id}/messages": _messages,
    "GET /info": _info,
    "GET /branding": _branding,
}
