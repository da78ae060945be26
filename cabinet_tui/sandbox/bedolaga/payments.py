"""Payments at providers: each has words and numbers of its own."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from fastapi import HTTPException

from cabinet_tui.sandbox.bedolaga.extras.payments import PaymentExtras
from cabinet_tui.sandbox.bedolaga.history import METHODS, note_payment
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import PaymentMethod
from cabinet_tui.sandbox.state import Account, Payment
from cabinet_tui.sandbox.values import random_word

NAMES: Mapping[str, str] = {
    "yookassa": "YooKassa",
    "platega": "Platega",
    "cryptobot": "CryptoBot",
    "telegram_stars": "Telegram Stars",
    "tribute": "Tribute",
}
OPTIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "yookassa": {
        "card": ("💳 Банковская карта", "Карта любого банка"),
        "sbp": ("🏦 СБП", "Перевод по номеру телефона банка"),
    },
    "platega": {
        "2": ("🏦 СБП по QR", "QR-код в приложении банка"),
        "11": ("💳 Карта РФ", "Российская карта"),
        "13": ("🪙 Крипта", "USDT и другие"),
    },
}
"""Names and descriptions of a method's options, by their ids."""

PLATEGA_LIFE = timedelta(minutes=30)
HEX = "0123456789abcdef"


class Standing(NamedTuple):
    """How a payment stands: the provider's own word, a sign and a text."""

    word: str
    emoji: str
    text: str


WORDS: Mapping[str, Mapping[str, str]] = {
    "yookassa": {"pending": "pending", "completed": "succeeded", "failed": "canceled"},
    "cryptobot": {"pending": "active", "completed": "paid"},
    "platega": {"pending": "PENDING", "completed": "CONFIRMED", "failed": "CANCELED"},
}
TEXTS: Mapping[str, tuple[str, str]] = {
    "pending": ("⏳", "Ожидает оплаты"),
    "completed": ("✅", "Оплачено"),
    "failed": ("❌", "Отклонено"),
    "expired": ("⌛", "Срок истёк"),
}


def standing(payment: Payment) -> Standing:
    """How a payment stands, in the words of its provider."""
    word = WORDS.get(payment.method, {}).get(payment.status, payment.status)
    return Standing(word, *TEXTS[payment.status])


def open_payment(
    box: Sandbox, account: Account, method: PaymentMethod, amount: int, origin: str
) -> Payment:
    """A new payment of kopeks, its page on the sandbox's own checkout at `origin`."""
    number = box.state.next_id(f"{method.id} payment")
    payment = Payment(_identifier(box, method.id, number), method.id, amount, box.clock.now())
    extras = PaymentExtras(number, url=f"{origin}checkout/{payment.id}")
    if method.id == "platega":
        extras.expires_at = payment.created_at + PLATEGA_LIFE
    _put(box, account, payment, extras)
    return payment


def adopt(box: Sandbox, account: Account) -> None:
    """Turn the payments a scenario begins with into this server's."""
    for old in tuple(account.payments.values()):
        del account.payments[old.id]
        old.method = METHODS.get(old.method, old.method)
        number = box.state.next_id(f"{old.method} payment")
        old.id = _identifier(box, old.method, number)
        _put(box, account, old, PaymentExtras(number))


def find(box: Sandbox, account: Account, method: str, number: int) -> tuple[Payment, PaymentExtras]:
    """A payment by its number within a method; raises the refusals for foreign and unknown ones."""
    if method not in NAMES:
        raise HTTPException(400, f"Invalid payment method: {method}")
    for owner in box.state.accounts.values():
        for payment in owner.payments.values():
            extras = box.extras.of(owner).payments[payment.id]
            if (payment.method, extras.number) == (method, number):
                if owner is not account:
                    raise HTTPException(403, "Access denied")
                return payment, extras
    raise HTTPException(404, "Payment not found")


def _put(box: Sandbox, account: Account, payment: Payment, extras: PaymentExtras) -> None:
    account.payments[payment.id] = payment
    box.extras.of(account).payments[payment.id] = extras
    note_payment(box, account, payment)


def _identifier(box: Sandbox, method: str, number: int) -> str:
    if method == "platega":
        return f"plg-{random_word(box.rng, 16, HEX)}"
    return str(70_000 + number) if method == "cryptobot" else str(number)
