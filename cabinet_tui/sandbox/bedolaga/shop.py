"""Buying and prolonging in this dialect: by period, the cart kept where money is short."""

from datetime import timedelta

from cabinet_tui.sandbox.bedolaga import offers
from cabinet_tui.sandbox.bedolaga.extras.account import Cart
from cabinet_tui.sandbox.bedolaga.extras.holdings import DailyCharge
from cabinet_tui.sandbox.bedolaga.money import charge
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Tariff
from cabinet_tui.sandbox.state import Account, Subscription
from cabinet_tui.sandbox.values import random_link, random_uuid


def buy(
    box: Sandbox, account: Account, tariff: Tariff, days: int, target: Subscription | None
) -> tuple[Subscription, int]:
    """Buy a tariff: goes on with `target` if that is its tariff, else converts it in place.

    Raises the refusal of too little money. Returns what is held then, and the kopeks charged.
    """
    kopeks = price_for(box, account, tariff, days, target)
    days = 1 if offers.terms(tariff).is_daily else days
    text = f"Покупка тарифа «{tariff.name}» на {days} дней"
    cart = Cart(days, tariff.id, target.id if target else None)
    charge(box, account, kopeks, text, cart=cart, mode="tariff_purchase")
    box.extras.of(account).cart = None
    now = box.clock.now()
    if target is None:
        return start(box, account, tariff, timedelta(days=days)), kopeks
    target.expires_at = max(target.expires_at, now) + timedelta(days=days)
    target.used_bytes = 0
    if target.is_trial or target.tariff_id != tariff.id:
        # What was left is added day for day, whatever it had cost: that is what this server does.
        extras = box.extras.of(account).of(target)
        extras.extra_devices = 0
        extras.bought.clear()
        target.tariff_id, target.is_trial = tariff.id, False
        target.limit_gb = tariff.data_limit_gb
        target.max_devices = offers.terms(tariff).devices
    _charge_daily(box, account, tariff, target)
    return target, kopeks


def price_for(
    box: Sandbox, account: Account, tariff: Tariff, days: int, target: Subscription | None
) -> int:
    """Kopeks of a purchase: extra devices are paid for where `target` goes on with its tariff."""
    extra = 0
    if target is not None and not target.is_trial and target.tariff_id == tariff.id:
        extra = box.extras.of(account).of(target).extra_devices
    return offers.price(tariff, days, extra) or 0


def start(
    box: Sandbox, account: Account, tariff: Tariff, lasts: timedelta, *, is_trial: bool = False
) -> Subscription:
    """A new subscription of the account."""
    now = box.clock.now()
    catalogue = box.state.catalogue
    held = Subscription(
        id=box.state.next_id("subscription"),
        uuid=random_uuid(box.rng),
        server=catalogue.servers[0],
        expires_at=now + lasts + timedelta(days=account.bonus_days),
        limit_gb=catalogue.trial.gb if is_trial else tariff.data_limit_gb,
        used_bytes=0,
        devices=0,
        max_devices=catalogue.trial.max_devices if is_trial else offers.terms(tariff).devices,
        link=random_link(box.rng),
        is_trial=is_trial,
        tariff_id=tariff.id,
    )
    account.bonus_days = 0
    extras = box.extras.of(account)
    extras.of(held).started_at = now
    if account.subscription is None:
        account.subscription = held
    else:
        extras.more.append(held)
    _charge_daily(box, account, tariff, held)
    return held


def _charge_daily(box: Sandbox, account: Account, tariff: Tariff, held: Subscription) -> None:
    daily = offers.terms(tariff).daily_price
    extras = box.extras.of(account).of(held)
    extras.daily = DailyCharge(daily, held.expires_at) if daily else None


def renew(box: Sandbox, account: Account, held: Subscription, days: int, kopeks: int) -> None:
    """Prolong; raises the refusal of too little money. Nothing is pushed."""
    cart = Cart(days, None, held.id)
    text = f"Продление подписки на {days} дней"
    charge(box, account, kopeks, text, cart=cart, mode="extend")
    held.expires_at = max(held.expires_at, box.clock.now()) + timedelta(days=days)
    held.is_trial = False


def renewal_price(box: Sandbox, account: Account, held: Subscription, days: int) -> int | None:
    """Kopeks of a period of the held tariff, its extra devices included; None if not sold."""
    tariff = box.state.catalogue.tariff(held.tariff_id)
    if tariff is None or days not in offers.terms(tariff).periods:
        return None
    return offers.price(tariff, days, box.extras.of(account).of(held).extra_devices)


def to_extend(box: Sandbox, account: Account, tariff: Tariff) -> Subscription | None:
    """What a purchase of the tariff goes on with: where there may be several, its own only."""
    if not box.extras.service.several:
        return account.subscription
    same = (one for one in every(box, account) if one.tariff_id == tariff.id and not one.is_trial)
    return next(same, None)
