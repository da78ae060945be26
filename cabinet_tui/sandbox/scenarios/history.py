"""A believable year of one account's money."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from cabinet_tui.sandbox.state import Account, Earning, Referral

# Days ago, type, kopeks, what for, how paid. The first line is added by `fill`: it makes the sum.
YEAR: tuple[tuple[float, str, int, str, str | None], ...] = (
    (429.0, "BONUS", 10000, "Бонус за регистрацию", None),
    (428.9, "SUBSCRIPTION_PURCHASE", -29900, "Покупка подписки на 30 дней", None),
    (398.5, "PAYMENT_COMPLETED", 30000, "Пополнение баланса", "YOOKASSA_CARD"),
    (398.4, "SUBSCRIPTION_RENEWAL", -29900, "Продление подписки на 30 дней", None),
    (371.2, "REFERRAL_EARNING", 4990, "Реферальное начисление", None),
    (368.3, "PAYMENT_COMPLETED", 30000, "Пополнение баланса", "YOOKASSA_SBP"),
    (368.2, "SUBSCRIPTION_RENEWAL", -29900, "Продление подписки на 30 дней", None),
    (344.6, "REFERRAL_EARNING", 10000, "Реферальное начисление", None),
    (338.1, "PAYMENT_COMPLETED", 50000, "Пополнение баланса", "TELEGRAM_STARS"),
    (338.0, "SUBSCRIPTION_PURCHASE", -44910, "Покупка подписки на 30 дней", None),
    (330.7, "REFERRAL_EARNING", 14970, "Реферальное начисление", None),
    (321.4, "REFUND", 12500, "Возврат за простой серверов", None),
    (308.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (299.8, "REFERRAL_EARNING", 5000, "Реферальное начисление", None),
    (280.3, "PAYMENT_COMPLETED", 150000, "Пополнение баланса", "CRYPTOBOT"),
    (278.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (266.9, "REFERRAL_EARNING", 20000, "Реферальное начисление", None),
    (248.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (240.2, "REFERRAL_EARNING", 8982, "Реферальное начисление", None),
    (231.5, "WITHDRAWAL", -50000, "Вывод реферальных средств", None),
    (218.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (209.3, "PAYMENT_COMPLETED", 50000, "Пополнение баланса", "YOOKASSA_SBP"),
    (201.7, "REFERRAL_EARNING", 15000, "Реферальное начисление", None),
    (188.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (180.4, "BONUS", 25000, "Промокод SPRING", None),
    (171.1, "REFERRAL_EARNING", 12600, "Реферальное начисление", None),
    (158.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (149.6, "PAYMENT_COMPLETED", 100000, "Пополнение баланса", "YOOKASSA_SBP"),
    (140.8, "REFERRAL_EARNING", 9980, "Реферальное начисление", None),
    (128.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (118.2, "REFERRAL_EARNING", 7500, "Реферальное начисление", None),
    (98.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (90.5, "PAYMENT_COMPLETED", 50000, "Пополнение баланса", "YOOKASSA_CARD"),
    (83.1, "WITHDRAWAL", -30000, "Вывод реферальных средств", None),
    (75.9, "REFERRAL_EARNING", 18468, "Реферальное начисление", None),
    (68.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (52.3, "PAYMENT_COMPLETED", 50000, "Пополнение баланса", "YOOKASSA_SBP"),
    (44.7, "REFERRAL_EARNING", 9000, "Реферальное начисление", None),
    (38.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (26.4, "PAYMENT_COMPLETED", 70000, "Пополнение баланса", "YOOKASSA_SBP"),
    (8.1, "REFERRAL_EARNING", 13510, "Реферальное начисление", None),
    (7.0, "SUBSCRIPTION_RENEWAL", -44910, "Продление подписки на 30 дней", None),
    (3.2, "REFUND", 5170, "Возврат за простой серверов", None),
    (1.1, "PAYMENT_COMPLETED", 50000, "Пополнение баланса", "YOOKASSA_SBP"),
)


def fill(account: Account, now: datetime, balance: int, rng: random.Random) -> None:
    """Write the year into the ledger so that it ends at `balance` kopeks, with its earnings."""
    opening = balance - sum(line[2] for line in YEAR)
    first = (429.1, "PAYMENT_COMPLETED", opening, "Пополнение баланса", "YOOKASSA_SBP")
    for days, kind, amount, text, method in (first, *YEAR):
        at = now - timedelta(minutes=int(days * 24 * 60))
        account.ledger.post(kind, amount, text, at, method)
        if kind == "REFERRAL_EARNING":
            came = [r for r in account.referrals if r.registered_at < at]
            _earn(account, rng.choice(came), amount, at)


def some_referrals(
    names: tuple[str, ...], count: int, now: datetime, first_id: int, rng: random.Random
) -> Iterator[Referral]:
    """So many referrals, the earliest first: two thirds active, the rest lapsed or just come."""
    for index in range(count):
        registered = now - timedelta(days=400 * (count - index) / count, minutes=rng.randrange(600))
        status = ("active", "active", "expired", "active", "registered", "active")[index % 6]
        expires = {
            "active": now + timedelta(days=rng.randrange(1, 60)),
            "expired": now - timedelta(days=rng.randrange(1, 90)),
        }.get(status)
        yield Referral(
            user_id=first_id + index,
            first_name=names[index % len(names)],
            username=f"user{first_id + index}" if index % 4 else None,
            telegram_id=700_000_000 + rng.randrange(90_000_000),
            registered_at=registered.replace(microsecond=0),
            status=status,
            subscription_expires_at=expires,
        )


def _earn(account: Account, referral: Referral, amount: int, at: datetime) -> None:
    number = len(account.earnings) + 1
    account.earnings.append(
        Earning(number, referral.user_id, referral.username, amount, "subscription_purchase", at)
    )
