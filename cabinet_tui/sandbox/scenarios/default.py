"""A filled account, like one that has been used for a year."""

import random
from datetime import datetime, timedelta

from cabinet_tui.sandbox.scenarios.history import fill, some_referrals
from cabinet_tui.sandbox.scenarios.offers import CATALOGUE
from cabinet_tui.sandbox.scenarios.people import NAMES, demo_state
from cabinet_tui.sandbox.scenarios.scenario import Scenario
from cabinet_tui.sandbox.state import GIB, Account, Message, Payment, State, Subscription, Ticket
from cabinet_tui.sandbox.values import random_uuid, random_word

BALANCE = 154050

# Days ago, whether support wrote it, the text. The last two of the first ticket are unread.
TALKS: tuple[tuple[str, str, tuple[tuple[float, bool, str], ...]], ...] = (
    (
        "Вопрос об оплате",
        "closed",
        (
            (181.2, False, "Оплатил через СБП, деньги не пришли."),
            (181.1, True, "Платёж найден и зачислен. Извините за ожидание!"),
            (181.0, False, "Спасибо!"),
        ),
    ),
    (
        "Как подключить телевизор?",
        "in_progress",
        (
            (12.4, False, "Можно ли поставить VPN на Android TV?"),
            (12.1, True, "Да. Установите приложение из Google Play и отсканируйте QR-код."),
            (12.0, False, "Получилось, но видео тормозит на сервере DE Frankfurt."),
            (11.6, True, "Попробуйте NL Amsterdam, он сейчас свободнее."),
        ),
    ),
    (
        "Проблема с подключением",
        "in_progress",
        (
            (1.3, False, "Не могу подключиться к серверу FI Helsinki. Вчера всё работало."),
            (1.2, True, "Здравствуйте! Какое у вас устройство и приложение?"),
            (1.1, False, "iPhone 15, Happ. В журнале: handshake timeout."),
            (0.2, True, "Проверьте настройки приложения: обновите подписку кнопкой ⟳."),
            (0.1, True, "Если не поможет, вот инструкция: https://example.com/help/ios"),
        ),
    ),
)


def build(now: datetime, rng: random.Random) -> State:
    """The state at `now`."""
    state, account = demo_state(CATALOGUE, now)
    state.last_ids["account"] = 100
    account.referrals.extend(some_referrals(NAMES, 15, now, 2, rng))
    fill(account, now, BALANCE, rng)
    account.pending_earnings_kopeks = 25000
    account.trial_used = True
    account.subscription = Subscription(
        id=state.next_id("subscription"),
        uuid=random_uuid(rng),
        server=CATALOGUE.servers[0],
        expires_at=now + timedelta(days=23, hours=6),
        limit_gb=300,
        used_bytes=int(37.4 * GIB),
        devices=3,
        max_devices=5,
        link=f"https://sub.example.com/a8Kq3{random_word(rng, 11)}",
        tariff_id=2,
    )
    waiting = Payment(random_uuid(rng), "YOOKASSA_SBP", 50000, now - timedelta(minutes=12))
    account.payments[waiting.id] = waiting
    open_talks(state, account, now)
    return state


def open_talks(state: State, account: Account, now: datetime) -> None:
    """The three tickets of the account."""
    for subject, status, lines in TALKS:
        started = now - timedelta(minutes=int(lines[0][0] * 24 * 60))
        ticket = Ticket(state.next_id("ticket"), subject, started, status)
        for days, from_admin, text in lines:
            at = now - timedelta(minutes=int(days * 24 * 60))
            is_read = not (from_admin and days < 1)
            ticket.messages.append(Message(state.next_id("message"), from_admin, text, at, is_read))
        account.tickets[ticket.id] = ticket


SCENARIO = Scenario(build)
