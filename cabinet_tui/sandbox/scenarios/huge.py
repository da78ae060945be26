"""More of everything than a screen can hold."""

import random
from datetime import datetime, timedelta

from cabinet_tui.sandbox.ledger import Ledger
from cabinet_tui.sandbox.scenarios.default import build as build_default
from cabinet_tui.sandbox.scenarios.history import some_referrals
from cabinet_tui.sandbox.scenarios.people import NAMES
from cabinet_tui.sandbox.scenarios.scenario import Scenario
from cabinet_tui.sandbox.state import Account, Earning, Message, State, Ticket
from cabinet_tui.sandbox.values import random_word

TRANSACTIONS = 100_000
REFERRALS = 2_000
EARNINGS = 5_000
MESSAGES = 1_000
TICKETS = 120
LINK_LENGTH = 300

GOODS = (
    ("SUBSCRIPTION_RENEWAL", -1, "Продление подписки на 30 дней", None),
    ("PAYMENT_COMPLETED", 1, "Пополнение баланса", "YOOKASSA_SBP"),
    ("REFERRAL_EARNING", 1, "Реферальное начисление", None),
    ("WITHDRAWAL", -1, "Вывод реферальных средств", None),
    ("BONUS", 1, "Бонус", None),
    ("SUBSCRIPTION_PURCHASE", -1, "Покупка подписки на 30 дней", None),
    ("REFUND", 1, "Возврат", None),
)


def build(now: datetime, rng: random.Random) -> State:
    """The state at `now`."""
    state = build_default(now, rng)
    account = next(iter(state.accounts.values()))
    account.ledger = _long_ledger(now, rng)
    account.referrals = list(some_referrals(NAMES, REFERRALS, now, 2, rng))
    state.last_ids["account"] = REFERRALS + 10
    account.earnings = _earnings(account, now, rng)
    for number in range(TICKETS):
        _talk(state, account, now, 1 + number % 3, f"Вопрос №{number + 1}")
    _talk(state, account, now, MESSAGES, "Очень долгий разговор")
    if account.subscription is not None:
        account.subscription.link = _long_link(rng)
    return state


def _long_ledger(now: datetime, rng: random.Random) -> Ledger:
    ledger = Ledger()
    begin = now - timedelta(minutes=15 * TRANSACTIONS)
    ledger.post("PAYMENT_COMPLETED", 10_000_000, "Пополнение баланса", begin, "YOOKASSA_CARD")
    for number in range(1, TRANSACTIONS):
        kind, sign, text, method = GOODS[number % len(GOODS)]
        amount = sign * rng.randrange(100, 100_000)
        if ledger.balance + amount < 0:
            kind, amount, text, method = "BONUS", -amount, "Бонус", None
        ledger.post(kind, amount, text, begin + timedelta(minutes=15 * number), method)
    return ledger


def _earnings(account: Account, now: datetime, rng: random.Random) -> list[Earning]:
    begin = now - timedelta(hours=EARNINGS)
    chosen = rng.choices(account.referrals, k=EARNINGS)
    return [
        Earning(
            number,
            who.user_id,
            who.username,
            rng.randrange(100, 20_000),
            "subscription_purchase",
            begin + timedelta(hours=number),
        )
        for number, who in enumerate(chosen, start=1)
    ]


def _talk(state: State, account: Account, now: datetime, length: int, subject: str) -> None:
    begin = now - timedelta(minutes=10 * length)
    ticket = Ticket(state.next_id("ticket"), subject, begin, "in_progress")
    for number in range(length):
        text = f"Сообщение {number + 1}. " + "Подробности и ещё подробности. " * (number % 7)
        at = begin + timedelta(minutes=10 * number)
        unread = number >= length - 3
        message = Message(state.next_id("message"), number % 2 == 1, text, at, not unread)
        ticket.messages.append(message)
    account.tickets[ticket.id] = ticket


def _long_link(rng: random.Random) -> str:
    head = "vless://2f1c7b3e-0d5a-4c8e-9a61-7c0b5e4d3f21@nl-ams-1.example.com:443?security=reality"
    tail = "&sni=example.com&fp=chrome&type=tcp&flow=xtls-rprx-vision#NL-Amsterdam"
    key = random_word(rng, LINK_LENGTH - len(head) - len(tail) - len("&pbk="))
    return f"{head}&pbk={key}{tail}"


SCENARIO = Scenario(build)
