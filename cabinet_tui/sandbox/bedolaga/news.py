"""What is pushed: two families of events, by whether the account has Telegram."""

from collections.abc import Iterable, Mapping

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account, Subscription

EUROPEAN_DATE = "%d.%m.%Y"
Frame = tuple[str, Mapping[str, object]]


def notify(box: Sandbox, account: Account, kind: str, **fields: object) -> int:
    """Push `notification.<kind>`; an account with Telegram hears of it there instead."""
    if account.telegram_id is not None or not account.email_verified:
        return 0
    return box.hub.send(account.id, f"notification.{kind}", fields)


def tell_bought(box: Sandbox, account: Account, held: Subscription, *, is_new: bool) -> None:
    """Push that a tariff was bought or went on."""
    tariff = box.state.catalogue.tariff(held.tariff_id)
    end = held.expires_at.strftime(EUROPEAN_DATE)
    notify(
        box,
        account,
        "subscription_activated" if is_new else "subscription_renewed",
        expires_at=end,
        new_expires_at=end,
        traffic_limit_gb=held.limit_gb or 0,
        device_limit=held.max_devices,
        tariff_name=tariff.name if tariff else "",
    )


def tell_cart_bought(
    box: Sandbox, account: Account, held: Subscription, kopeks: int, *, is_new: bool
) -> None:
    """Push that a saved cart was bought by itself; everybody hears of that here."""
    end = held.expires_at.strftime(EUROPEAN_DATE)
    tariff = box.state.catalogue.tariff(held.tariff_id)
    name = tariff.name if tariff else ""
    if is_new:
        fields: dict[str, object] = {"expires_at": end, "tariff_name": name}
    else:
        fields = {"new_expires_at": end, "amount_kopeks": kopeks, "amount_rubles": kopeks / 100}
    kind = "subscription.activated" if is_new else "subscription.renewed"
    box.hub.send(account.id, kind, {"subscription_id": held.id, **fields})


class Interpreter:
    """Says in this dialect what the common code has to tell; most of it is not pushed here."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box

    def __call__(self, account_id: int, kind: str, data: Mapping[str, object]) -> Iterable[Frame]:
        """The frames for what happened, none where this server stays silent."""
        account = self._box.state.accounts[account_id]
        chatless = account.telegram_id is None and account.email_verified
        if kind == "payment_completed":
            yield from self._topped_up(account, data, chatless=chatless)
        elif kind == "ticket_reply":
            text = str(data["message"])[:100]
            yield "ticket.admin_reply", {"ticket_id": data["ticket_id"], "message": text}
        elif kind == "referral_earned" and chatless:
            kopeks = _kopeks(data["amount_rubles"])
            fields = {
                "bonus_kopeks": kopeks,
                "bonus_rubles": kopeks / 100,
                "formatted_bonus": formatted(kopeks),
                "referral_name": data["referral_username"],
            }
            yield "notification.referral_bonus", fields
        elif kind == "subscription_renewed" and chatless:
            # only autopay tells the common way: purchases and renewals have their own words
            kopeks = _kopeks(data["amount_paid_rubles"])
            fields = {**amount(kopeks), "new_expires_at": self._end(account)}
            yield "notification.autopay_success", fields
        elif kind == "subscription_expires_soon" and chatless:
            end = account.subscription.expires_at if account.subscription else None
            text = end.strftime("%d.%m.%Y, %H:%M") if end else ""
            days = {"days_left": data["days_left"], "expires_at": text}
            yield "notification.subscription_expiring", days

    def _topped_up(
        self, account: Account, data: Mapping[str, object], *, chatless: bool
    ) -> Iterable[Frame]:
        kopeks, balance = _kopeks(data["amount_rubles"]), account.ledger.balance
        if account.ledger.entries[-1].payment_method == "yookassa":
            yield (
                "balance.topup",
                {
                    "amount_kopeks": kopeks,
                    "amount_rubles": kopeks / 100,
                    "new_balance_kopeks": balance,
                    "new_balance_rubles": balance / 100,
                    "description": "Пополнение через YooKassa",
                },
            )
        if chatless:
            yield (
                "notification.balance_topup",
                {
                    "formatted_amount": formatted(kopeks),
                    "formatted_balance": formatted(balance),
                    "amount_kopeks": kopeks,
                    "new_balance_kopeks": balance,
                },
            )

    def _end(self, account: Account) -> str:
        held = account.subscription
        return held.expires_at.strftime(EUROPEAN_DATE) if held else ""


def amount(kopeks: int) -> dict[str, object]:
    """Fields of an amount."""
    return {
        "amount_kopeks": kopeks,
        "amount_rubles": kopeks / 100,
        "formatted_amount": formatted(kopeks),
    }


def formatted(kopeks: int) -> str:
    """An amount as text in roubles."""
    return f"{kopeks / 100:.2f} ₽"


def _kopeks(rubles: object) -> int:
    return round(float(str(rubles)) * 100)
