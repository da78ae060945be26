"""Every documented operation as a call of the client."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from cabinet_tui.api.documented import DocumentedApi
from cabinet_tui.domain.account import MiniAppLogin, Registration, TelegramLogin
from cabinet_tui.domain.balance import PaymentKey, TransactionKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest, TrialRequest
from tests.api.rig import golden

Do: TypeAlias = Callable[[DocumentedApi], Awaitable[object]]

_NEWCOMER = Registration("user@example.com", "long enough", "John", "Doe", "ABC", "spring")
_WIDGET = TelegramLogin(
    id=123456789,
    first_name="John",
    auth_date=1234567890,
    hash="abc123...",
    last_name="Doe",
    username="johndoe",
    photo_url="https://...",
)

CALLS: dict[str, Do] = {
    "POST /auth/register-email": lambda api: api.session.register(_NEWCOMER),
    "POST /auth/register-email-standalone": lambda api: api.session.register_standalone(_NEWCOMER),
    "POST /auth/login-email": lambda api: api.session.sign_in("user@example.com", "secret"),
    "POST /auth/telegram-widget": lambda api: api.session.sign_in_telegram(_WIDGET),
    "POST /auth/telegram-miniapp": lambda api: api.session.sign_in_miniapp(
        MiniAppLogin("query_id=...&hash=...", "ABC", "spring")
    ),
    "GET /auth/me": lambda api: api.session.me(),
    "POST /auth/verify-email": lambda api: api.session.verify_email("code"),
    "POST /auth/forgot-password": lambda api: api.session.forgot_password("user@example.com"),
    "POST /auth/reset-password": lambda api: api.session.reset_password("code", "long enough"),
    "GET /balance": lambda api: api.balance.balance(),
    "GET /balance/transactions": lambda api: api.balance.transactions(
        2, 50, TransactionKind.TOP_UP
    ),
    "GET /balance/payment-methods": lambda api: api.balance.payment_methods(),
    "POST /balance/top-up": lambda api: api.balance.top_up(Kopeks(50000), "YOOKASSA_SBP"),
    "POST /balance/stars-invoice": lambda api: api.balance.stars_invoice(Kopeks(10000)),
    "GET /balance/pending-payments": lambda api: api.balance.pending_payments(),
    "POST /balance/check-payment/{payment_id}": lambda api: api.balance.check_payment(
        PaymentKey("YOOKASSA_SBP", "7")
    ),
    "GET /subscription": lambda api: api.subscription.subscription(),
    "GET /subscription/status": lambda api: api.subscription.summary(),
    "GET /subscription/trial-info": lambda api: api.subscription.trial_offer(),
    "POST /subscription/activate-trial": lambda api: api.subscription.activate_trial(
        TrialRequest("squad-uuid", 2)
    ),
    "GET /subscription/tariffs": lambda api: api.subscription.tariffs(),
    "POST /subscription/purchase-tariff": lambda api: api.subscription.purchase(
        PurchaseRequest(2, 30, "squad-uuid")
    ),
    "POST /subscription/renew": lambda api: api.subscription.renew(RenewalRequest(30, 100)),
    "GET /subscription/renewal-options": lambda api: api.subscription.renewal_options(),
    "POST /subscription/autopay": lambda api: api.subscription.set_autopay(enabled=True),
    "GET /referral/stats": lambda api: api.referral.stats(),
    "GET /referral/referrals": lambda api: api.referral.referrals(2, 50),
    "GET /referral/earnings": lambda api: api.referral.earnings(2, 50),
    "POST /promocode/activate": lambda api: api.balance.activate_promo("NEWUSER2024"),
    "GET /tickets": lambda api: api.tickets.tickets(),
    "POST /tickets": lambda api: api.tickets.open_ticket(
        "Проблема с подключением", "Не могу подключиться к серверу RU-1"
    ),
    "GET /tickets/{ticket_id}/messages": lambda api: api.tickets.conversation(7),
    "POST /tickets/{ticket_id}/messages": lambda api: api.tickets.reply(
        7, "Спасибо, проблема решена!"
    ),
    "PATCH /tickets/{ticket_id}/close": lambda api: api.tickets.close_ticket(7),
    "GET /info": lambda api: api.info.info(),
    "GET /branding": lambda api: api.info.branding(),
}


@dataclass(frozen=True)
class Operation:
    """One line of the list of operations."""

    method: str
    path: str
    auth: bool
    success_status: int
    rate_class: str
    query: tuple[str, ...]
    request: str | None
    required: frozenset[str]
    optional: frozenset[str]
    response: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def documented() -> list[Operation]:
    """The operations that the API reference has."""
    return [
        Operation(
            method=line["method"],
            path=line["path"],
            auth=line["auth"],
            success_status=line["success_status"],
            rate_class=line["rate_class"],
            query=tuple(line["query"]),
            request=line["request"],
            required=frozenset(line["required"]),
            optional=frozenset(line["optional"]),
            response=line["response"],
        )
        for line in json.loads(golden("operations.json"))["operations"]
    ]
