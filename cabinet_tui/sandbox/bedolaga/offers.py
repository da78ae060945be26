"""What this dialect sells of the catalogue: tariffs by period, with devices and traffic beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cabinet_tui.sandbox.catalogue import Catalogue, PaymentMethod, Promo, Tariff

DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Terms:
    """How a tariff is sold; kopeks by days, before the tariff's discount.

    `devices` are in the price, `packages` are kopeks by gigabytes. A daily tariff has no periods.
    """

    periods: Mapping[int, int]
    devices: int
    servers: int
    device_price: int = 0
    packages: Mapping[int, int] = field(default_factory=dict)
    daily_price: int = 0

    @property
    def is_daily(self) -> bool:
        """Whether it is charged day by day."""
        return self.daily_price > 0


TRIAL_TARIFF = 1
DAILY_TARIFF = 5
TERMS: Mapping[int, Terms] = {
    1: Terms({30: 29900, 90: 80700, 180: 149500}, 3, 2, 4900, {20: 3900, 60: 9900}),
    2: Terms({30: 49900, 90: 134700, 180: 249500, 365: 449100}, 5, 3, 5900, {25: 4500, 120: 16900}),
    3: Terms({30: 79900, 90: 215700, 365: 719100}, 10, 5),
    4: Terms({90: 188700, 365: 679300}, 15, 5, 4900, {200: 24900}),
    DAILY_TARIFF: Terms({}, 1, 1, daily_price=1900),
}

_METHODS = (
    ("yookassa", "YOOKASSA_SBP"),
    ("cryptobot", "CRYPTOBOT"),
    ("telegram_stars", "TELEGRAM_STARS"),
)
REFUSING_PROMOS: Mapping[str, str] = {
    "EMPTY100": "used",
    "ASLEEP": "inactive",
    "TOMORROW": "not_yet_valid",
    "FIRSTBUY": "not_first_purchase",
    "ONEADAY": "daily_limit",
    "TWICE10": "active_discount_exists",
}
"""Codes that are always refused, each for its own reason."""


def catalogue(old: Catalogue) -> Catalogue:
    """A scenario's catalogue with this dialect's tariffs and ways to pay, its names kept."""
    tariffs = [_tariff(tariff) for tariff in old.tariffs]
    daily = Tariff(DAILY_TARIFF, "Посуточный", "Списание раз в день", 15, 1900, 1900, 0, 1, 1)
    names = {method.id: method for method in old.methods}
    methods = [_method(names[theirs], ours) for ours, theirs in _METHODS]
    methods.insert(1, PaymentMethod("platega", "Platega", "", 10000, 5000000))
    return replace(
        old,
        tariffs=(*tariffs, daily),
        methods=(*methods, PaymentMethod("tribute", "Tribute", "", 10000, enabled=False)),
        promos=(*old.promos, *(Promo(code, "balance") for code in REFUSING_PROMOS)),
    )


def _tariff(old: Tariff) -> Tariff:
    # what a name says of the length is a period here
    return replace(old, name=old.name.removesuffix(", 90 дней"), max_devices=terms(old).devices)


def _method(old: PaymentMethod, method_id: str) -> PaymentMethod:
    # what was a method of its own is an option here
    name = old.name.removesuffix(" СБП")
    text = old.description.replace("Оплата через Систему Быстрых Платежей", "Карта или СБП")
    return replace(old, id=method_id, name=name, description=text)


def terms(tariff: Tariff) -> Terms:
    """How a tariff is sold."""
    return TERMS[tariff.id]


def months(days: int) -> int:
    """How many months a period is, at least one: what extra devices are paid for by."""
    return max(1, round(days / DAYS_A_MONTH))


def full_price(tariff: Tariff, days: int, extra_devices: int = 0) -> int | None:
    """Kopeks of a period without the discount; None where it is not sold."""
    base = terms(tariff).periods.get(days)
    if base is None:
        return None
    return base + extra_devices * terms(tariff).device_price * months(days)


def price(tariff: Tariff, days: int, extra_devices: int = 0) -> int | None:
    """Kopeks to pay for a period, extra devices included; None where it is not sold."""
    if terms(tariff).is_daily:
        return terms(tariff).daily_price
    base = terms(tariff).periods.get(days)
    if base is None:
        return None
    discounted = base * (100 - tariff.discount_percent) // 100
    return discounted + extra_devices * terms(tariff).device_price * months(days)
