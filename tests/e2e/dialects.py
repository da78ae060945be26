"""The documented operations and pushes, and what stands for each in the Bedolaga dialect."""

from collections.abc import Mapping

DOCUMENTED, BEDOLAGA = "documented", "bedolaga"
DIALECTS = (DOCUMENTED, BEDOLAGA)

COUNTERPARTS: Mapping[str, str] = {
    "POST /auth/register-email": "POST /auth/email/register/standalone",
    "POST /auth/register-email-standalone": "POST /auth/email/register/standalone",
    "POST /auth/login-email": "POST /auth/email/login",
    "POST /auth/refresh": "POST /auth/refresh",
    "GET /auth/me": "GET /auth/me",
    "POST /auth/verify-email": "POST /auth/email/verify",
    "POST /auth/forgot-password": "POST /auth/password/forgot",
    "POST /auth/reset-password": "POST /auth/password/reset",
    "GET /balance": "GET /balance",
    "GET /balance/transactions": "GET /balance/transactions",
    "GET /balance/payment-methods": "GET /balance/payment-methods",
    "POST /balance/top-up": "POST /balance/topup",
    "POST /balance/stars-invoice": "POST /balance/stars-invoice",
    "GET /balance/pending-payments": "GET /balance/pending-payments",
    "POST /balance/check-payment/{payment_id}": (
        "POST /balance/pending-payments/{method}/{payment_id}/check"
    ),
    "GET /subscription": "GET /subscription",
    "GET /subscription/trial-info": "GET /subscription/trial",
    "POST /subscription/activate-trial": "POST /subscription/trial",
    "GET /subscription/tariffs": "GET /subscription/purchase-options",
    "POST /subscription/purchase-tariff": "POST /subscription/purchase-tariff",
    "GET /subscription/renewal-options": "GET /subscription/renewal-options",
    "POST /subscription/renew": "POST /subscription/renew",
    "POST /subscription/autopay": "PATCH /subscription/autopay",
    "GET /referral/stats": "GET /referral",
    "GET /referral/referrals": "GET /referral/list",
    "GET /referral/earnings": "GET /referral/earnings",
    "POST /promocode/activate": "POST /promocode/activate",
    "GET /tickets": "GET /tickets",
    "POST /tickets": "POST /tickets",
    "GET /tickets/{ticket_id}/messages": "GET /tickets/{ticket_id}",
    "POST /tickets/{ticket_id}/messages": "POST /tickets/{ticket_id}/messages",
    "GET /info": "GET /info/service",
    "GET /branding": "GET /branding",
    "WS payment_completed": "WS notification.balance_topup",
    "WS subscription_renewed": "WS notification.subscription_renewed",
    "WS subscription_expires_soon": "WS notification.subscription_expiring",
    "WS ticket_reply": "WS ticket.admin_reply",
    "WS referral_earned": "WS notification.referral_bonus",
}
"""What a deployed server has in place of a documented operation or push."""

NO_COUNTERPART: Mapping[str, str] = {
    "POST /auth/telegram-widget": (
        "POST /auth/telegram/widget: Not usable from a terminal (contract, Auth)"
    ),
    "POST /auth/telegram-miniapp": (
        "POST /auth/telegram: body init_data. Not usable from a terminal (contract, Auth)"
    ),
    "GET /subscription/status": "GET /subscription; no /status (contract, Subscription)",
    "PATCH /tickets/{ticket_id}/close": (
        "does not exist for a user (contract, Referral, promo, tickets, info)"
    ),
    "WS balance_updated": "balance_updated -> nothing reliable (websocket, Documented type)",
}
"""What a deployed server has nothing for, and the line of its contract that says so."""


def spoken(operation: str, dialect: str) -> str:
    """What an operation or a push of the documented API is called in a dialect."""
    return COUNTERPARTS[operation] if dialect == BEDOLAGA else operation


def path(operation: str, dialect: str, **parts: object) -> str:
    """The path of an operation in a dialect, with its parts filled in."""
    return spoken(operation, dialect).partition(" ")[2].format(**parts)
