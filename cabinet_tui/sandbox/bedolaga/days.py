"""Tariffs paid for day by day."""

from datetime import timedelta

from cabinet_tui.sandbox.bedolaga.news import amount, formatted, notify
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.billing import post
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account, Subscription

A_DAY = timedelta(days=1)


def charge_day(box: Sandbox, account: Account) -> None:
    """Charge what is due: one day at a time, none while paused or while money is short."""
    for held in every(box, account):
        daily = box.extras.of(account).of(held).daily
        if daily is not None and not daily.paused and daily.next_at <= box.clock.now():
            _charge(box, account, held)


def _charge(box: Sandbox, account: Account, held: Subscription) -> None:
    daily = box.extras.of(account).of(held).daily
    if daily is None:
        return
    kopeks, balance = daily.price_kopeks, account.ledger.balance
    if balance < kopeks:
        # asked for again in a day; until then the subscription has ended
        daily.next_at += A_DAY
        notify(
            box,
            account,
            "daily_insufficient_funds",
            required_amount=kopeks / 100,
            current_balance=balance / 100,
        )
        return
    post(box, account, "SUBSCRIPTION_RENEWAL", -kopeks, "Списание за день", "balance")
    held.expires_at = max(held.expires_at, box.clock.now()) + A_DAY
    daily.next_at = held.expires_at
    left = account.ledger.balance
    notify(
        box,
        account,
        "daily_debit",
        **amount(kopeks),
        new_balance_kopeks=left,
        new_balance_rubles=left / 100,
        formatted_balance=formatted(left),
    )
