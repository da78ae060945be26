"""What moves money and time: each change writes the ledger and tells the account's sockets."""

from datetime import timedelta

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import RenewalOption, Server, Tariff
from cabinet_tui.sandbox.ledger import Entry
from cabinet_tui.sandbox.state import Account, Earning, Payment, Subscription
from cabinet_tui.sandbox.values import iso, random_link, random_uuid


def post(
    box: Sandbox, account: Account, kind: str, amount: int, text: str, method: str | None = None
) -> Entry:
    """Write a transaction of `amount` kopeks; raises InsufficientBalanceError."""
    return account.ledger.post(kind, amount, text, box.clock.now(), method)


def tell_balance(box: Sandbox, account: Account, amount: int) -> None:
    """Push that the balance has changed by `amount` kopeks."""
    box.hub.push(account.id, "balance_updated", _amount_and_balance(account, amount))


def finish_payment(box: Sandbox, account: Account, payment: Payment) -> None:
    """Credit a pending payment; a payment already finished or declined stays as it is."""
    if payment.status != "pending":
        return
    payment.status = "completed"
    payment.paid_at_provider = True
    amount = payment.amount_kopeks
    post(box, account, "PAYMENT_COMPLETED", amount, "Пополнение баланса", payment.method)
    box.hub.push(account.id, "payment_completed", _amount_and_balance(account, amount))
    tell_balance(box, account, amount)
    referrer = box.state.accounts.get(account.referrer_id or 0)
    if referrer is not None:
        share = amount * box.state.catalogue.referral_percent // 100
        earn(box, referrer, account.id, account.username, share, "top_up")
    if box.after_payment is not None:
        box.after_payment(box, account)


def decline_payment(payment: Payment) -> None:
    """Refuse a pending payment."""
    if payment.status == "pending":
        payment.status = "failed"


def expire_payment(payment: Payment) -> None:
    """End a pending payment for want of a payer."""
    if payment.status == "pending":
        payment.status = "expired"


def earn(
    box: Sandbox,
    account: Account,
    referral_id: int,
    username: str | None,
    amount: int,
    cause: str,
) -> None:
    """Credit `amount` kopeks earned from a referral."""
    post(box, account, "REFERRAL_EARNING", amount, "Реферальное начисление")
    account.earnings.append(
        Earning(len(account.earnings) + 1, referral_id, username, amount, cause, box.clock.now())
    )
    data = {"referral_username": username, **_amount_and_balance(account, amount)}
    box.hub.push(account.id, "referral_earned", data)
    tell_balance(box, account, amount)


def buy(box: Sandbox, account: Account, tariff: Tariff, server: Server) -> Entry:
    """Charge a tariff and start or extend the subscription; raises InsufficientBalanceError."""
    price = tariff.price_kopeks
    text = f"Покупка подписки на {tariff.period_days} дней"
    entry = post(box, account, "SUBSCRIPTION_PURCHASE", -price, text)
    now = box.clock.now()
    old = account.subscription
    goes_on = old is not None and not old.is_trial and old.is_active(now)
    start = old.expires_at if old is not None and goes_on else now
    days = tariff.period_days + account.bonus_days
    account.bonus_days = 0
    account.subscription = Subscription(
        id=old.id if old else box.state.next_id("subscription"),
        uuid=old.uuid if old else random_uuid(box.rng),
        server=server,
        expires_at=start + timedelta(days=days),
        limit_gb=tariff.data_limit_gb,
        used_bytes=old.used_bytes if old is not None and goes_on else 0,
        devices=min(old.devices, tariff.max_devices) if old else 0,
        max_devices=tariff.max_devices,
        link=old.link if old else random_link(box.rng),
        autopay=old.autopay if old else False,
        tariff_id=tariff.id,
    )
    if goes_on:
        tell_renewed(box, account, price)
    tell_balance(box, account, -price)
    return entry


def renew(
    box: Sandbox, account: Account, held: Subscription, option: RenewalOption, text: str
) -> None:
    """Charge a renewal and move the expiry; raises InsufficientBalanceError."""
    price = option.price_kopeks
    post(box, account, "SUBSCRIPTION_RENEWAL", -price, f"{text} на {option.period_days} дней")
    start = max(held.expires_at, box.clock.now())
    held.expires_at = start + timedelta(days=option.period_days)
    held.limit_gb = option.gb_amount
    held.is_trial = False
    tell_renewed(box, account, price)
    tell_balance(box, account, -price)


def tell_renewed(box: Sandbox, account: Account, paid: int) -> None:
    """Push that the subscription now lasts longer."""
    held = account.subscription
    if held is None:
        return
    data = {
        "new_expires_at": iso(held.expires_at),
        "amount_paid_rubles": paid / 100,
        "new_balance_rubles": account.ledger.balance / 100,
    }
    box.hub.push(account.id, "subscription_renewed", data)


def _amount_and_balance(account: Account, amount: int) -> dict[str, float]:
    return {
        "amount_rubles": amount / 100,
        "new_balance_rubles": account.ledger.balance / 100,
    }
