"""The answers about what can be had: trial, tariffs, renewals and their receipts."""

from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Items,
    Link,
    Moment,
    Number,
    OpenLink,
    Prose,
    Text,
    Wire,
    fitting,
    kopeks,
)
from cabinet_tui.domain.subscription import (
    Channel,
    Period,
    Receipt,
    RenewalOption,
    Tariff,
    TrialOffer,
)

_MOST_PERCENT = 100


class TrialReply(Wire):
    """``GET /subscription/trial-info``."""

    available: Flag
    days: Integer = None
    gb: Number = None
    max_devices: Integer = None
    requires_channel_subscription: Flag = None
    channel_username: Text = ""
    channel_link: OpenLink = ""

    def offer(self) -> TrialOffer:
        """What the trial gives and asks for."""
        channel = Channel(name=self.channel_username or self.channel_link, url=self.channel_link)
        return TrialOffer(
            available=self.available is True,
            days=self.days or 0,
            traffic_gb=self.gb,
            devices=self.max_devices,
            channels=(channel,) if self.requires_channel_subscription else (),
        )


class TariffsReply(Wire):
    """``GET /subscription/tariffs``."""

    tariffs: Items


class TariffItem(Wire):
    """What can be bought: one period at one price."""

    id: Id
    name: Text = ""
    description: Prose = ""
    period_days: Integer = None
    data_limit_gb: Number = None
    price_kopeks: Integer = None
    price_rubles: Exact = None
    original_price_kopeks: Integer = None
    discount_percent: Number = None
    max_devices: Integer = None
    is_popular: Flag = None
    is_unlimited: Flag = None
    sort_order: Integer = None

    def tariff(self) -> Tariff | None:
        """The tariff; None when it says no price or no length: nobody can buy that."""
        price = kopeks(self.price_kopeks, self.price_rubles)
        if price is None or price < 0 or self.period_days is None:
            return None
        full = kopeks(self.original_price_kopeks, None)
        period = Period(
            days=self.period_days,
            price=price,
            full_price=full if full is not None and full > price else None,
            discount_percent=_percent(self.discount_percent),
        )
        return Tariff(
            id=self.id,
            name=self.name or str(self.id),
            periods=(period,),
            description=self.description,
            traffic_gb=None if self.is_unlimited else self.data_limit_gb,
            devices=self.max_devices,
            is_popular=self.is_popular is True,
            order=self.sort_order or 0,
        )


class OptionsReply(Wire):
    """``GET /subscription/renewal-options``."""

    options: Items


class OptionItem(Wire):
    """A way to go on."""

    period_days: Id
    gb_amount: Number = None
    price_kopeks: Integer = None
    price_rubles: Exact = None
    original_price_kopeks: Integer = None
    discount_percent: Number = None

    def option(self) -> RenewalOption | None:
        """The option, None when it says no price."""
        price = kopeks(self.price_kopeks, self.price_rubles)
        if price is None or price < 0:
            return None
        full = kopeks(self.original_price_kopeks, None)
        return RenewalOption(
            days=self.period_days,
            price=price,
            traffic_gb=self.gb_amount,
            full_price=full if full is not None and full > price else None,
            discount_percent=_percent(self.discount_percent),
        )


def _percent(value: float | None) -> int:
    return 0 if value is None else min(_MOST_PERCENT, max(0, round(value)))


class Bought(Wire):
    """The part of a new subscription that a receipt shows."""

    expires_at: Moment = None
    config_link: Link = ""


class ReceiptReply(Wire):
    """The answers to a purchase, a renewal and a trial.

    Every part is optional: money has moved by then, and a form we do not know must not look like
    a failure.
    """

    subscription: object = None
    new_expires_at: Moment = None
    balance_after_kopeks: Integer = None
    balance_after_rubles: Exact = None
    amount_paid_kopeks: Integer = None
    amount_paid_rubles: Exact = None
    transaction_id: Integer = None
    message: Prose = ""

    def receipt(self) -> Receipt:
        """What was done."""
        bought = fitting(Bought, self.subscription) or Bought()
        return Receipt(
            paid=kopeks(self.amount_paid_kopeks, self.amount_paid_rubles),
            balance_after=kopeks(self.balance_after_kopeks, self.balance_after_rubles),
            expires_at=self.new_expires_at or bought.expires_at,
            transaction_id=self.transaction_id,
            link=bought.config_link,
            message=self.message,
        )


class AutopayReply(Wire):
    """``POST /subscription/autopay``."""

    autopay_enabled: Flag = None
