"""The history as this server tells it: other names of types, and what moved no money."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.ledger import Entry
from cabinet_tui.sandbox.state import Account, Payment

TYPES: Mapping[str, str] = {
    "PAYMENT_COMPLETED": "deposit",
    "BONUS": "poll_reward",
    "SUBSCRIPTION_PURCHASE": "subscription_payment",
    "SUBSCRIPTION_RENEWAL": "subscription_payment",
    "REFERRAL_EARNING": "referral_reward",
    "WITHDRAWAL": "withdrawal",
    "REFUND": "refund",
    "GIFT": "gift_payment",
    "FAILED_REFUND": "failed_refund",
}
METHODS: Mapping[str, str] = {
    "YOOKASSA_SBP": "yookassa",
    "YOOKASSA_CARD": "yookassa",
    "TELEGRAM_STARS": "telegram_stars",
    "CRYPTOBOT": "cryptobot",
}
UNSETTLED_IDS = 900_000
"""Lines that moved no money are numbered from here: the ledger's numbers are its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the history."""

    id: int
    type: str
    kopeks: int
    description: str
    method: str | None
    is_completed: bool
    created_at: datetime


def rows(box: Sandbox, account: Account, kind: str | None) -> Sequence[Entry]:
    """The entries of a type, or all, the oldest first; an unknown type has none."""
    entries = list(account.ledger.entries)
    for about, entry in box.extras.of(account).unsettled.items():
        payment = account.payments.get(about)
        # a payment that came in has an entry of its own in the ledger
        if payment is None or payment.status != "completed":
            place = bisect_right(entries, entry.created_at, key=lambda one: one.created_at)
            entries.insert(place, entry)
    if kind is None:
        return entries
    wanted = {name for name, told in TYPES.items() if told == kind}
    return [entry for entry in entries if entry.type in wanted]


def row(entry: Entry) -> Row:
    """The line of an entry."""
    method = entry.payment_method
    return Row(
        id=entry.id,
        type=TYPES.get(entry.type, entry.type.lower()),
        kopeks=entry.amount_kopeks,
        description=entry.description,
        method=METHODS.get(method, method) if method else None,
        is_completed=entry.id <= UNSETTLED_IDS,
        created_at=entry.created_at,
    )


def note_payment(box: Sandbox, account: Account, payment: Payment) -> None:
    """Put down a deposit that has not come in yet."""
    number = UNSETTLED_IDS + box.state.next_id("unsettled")
    text = f"Пополнение баланса через {payment.method}"
    amount, at = payment.amount_kopeks, payment.created_at
    entry = Entry(number, "PAYMENT_COMPLETED", amount, text, at, payment.method)
    box.extras.of(account).unsettled[payment.id] = entry


def note_failed_refund(box: Sandbox, account: Account, kopeks: int, at: datetime) -> None:
    """Put down a refund that went wrong: it is told as income, and is none."""
    number = UNSETTLED_IDS + box.state.next_id("unsettled")
    text = "Возврат за покупку не прошёл: панель не ответила"
    entry = Entry(number, "FAILED_REFUND", kopeks, text, at)
    box.extras.of(account).unsettled[f"refund {number}"] = entry
