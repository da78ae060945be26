"""The catalogue every scenario starts from."""

from cabinet_tui.sandbox.catalogue import (
    Campaign,
    Catalogue,
    PaymentMethod,
    Promo,
    RenewalOption,
    Server,
    Tariff,
)

SERVERS = (
    Server(1, "Amsterdam", "NL", "🇳🇱", "6f0c1a52-nl-ams-1"),
    Server(2, "Frankfurt", "DE", "🇩🇪", "0b7e4d19-de-fra-1"),
    Server(3, "Helsinki", "FI", "🇫🇮", "c3a9f870-fi-hel-1"),
    Server(4, "Stockholm", "SE", "🇸🇪", "92d1b6ef-se-sto-1"),
    Server(5, "New York", "US", "🇺🇸", "e48c0d37-us-nyc-1"),
)

TARIFFS = (
    Tariff(1, "Базовый", "Для начинающих", 100, 29900, 29900, 0, 3),
    Tariff(2, "Стандарт", "Оптимальный выбор", 300, 44910, 49900, 10, 5, is_popular=True),
    Tariff(3, "Безлимит", "Без ограничений трафика", None, 79900, 79900, 0, 10),
    Tariff(4, "Семейный, 90 дней", "На всю семью", 1000, 169830, 188700, 10, 15, period_days=90),
)

RENEWALS = (
    RenewalOption(30, 100, 29900),
    RenewalOption(30, 300, 44910, 10),
    RenewalOption(90, 300, 127245, 15),
    RenewalOption(180, 300, 239520, 20),
    RenewalOption(360, 300, 419160, 30),
)

METHODS = (
    PaymentMethod("YOOKASSA_SBP", "ЮKassa СБП", "Оплата через Систему Быстрых Платежей", 10000),
    PaymentMethod("YOOKASSA_CARD", "ЮKassa карты", "Оплата банковской картой", 10000, 30000000),
    PaymentMethod(
        "TELEGRAM_STARS", "Telegram Stars", "Оплата Telegram Stars", 5000, 250000, ("XTR",)
    ),
    PaymentMethod(
        "CRYPTOBOT", "CryptoBot", "Оплата криптовалютой", 10000, None, ("USDT", "TON", "BTC")
    ),
    PaymentMethod("TRIBUTE", "Tribute", "Временно недоступно", 10000, enabled=False),
)

PROMOS = (
    Promo("NEWUSER2024", "balance", kopeks=50000),
    Promo("WEEK7", "days", days=7),
    Promo("GIGA50", "gb", gb=50),
    Promo("SUMMER2023", "balance", kopeks=10000, expired=True),
)

CATALOGUE = Catalogue(
    servers=SERVERS,
    tariffs=TARIFFS,
    renewals=RENEWALS,
    methods=METHODS,
    promos=PROMOS,
    campaigns=(Campaign(1, "spring", 10000, 7),),
)
