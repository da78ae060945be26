"""The answers about what can be had: trial, tariffs, renewals and their receipts."""

from cabinet_tui.api.bedolaga.subscription_wire import SubscriptionData, unlimited
from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Link,
    MaybeItems,
    Moment,
    Number,
    Prose,
    Text,
    Wire,
    Word,
    each,
    fitting,
    kopeks,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Period, Receipt, RenewalOption, Tariff, TrialOffer

_MOST_PERCENT = 100


class TrialReply(Wire):
    """``GET /subscription/trial``."""

    is_available: Flag
    duration_days: Integer = None
    traffic_limit_gb: Number = None
    device_limit: Integer = None
    requires_payment: Flag = None
    price_kopeks: Integer = None
    price_rubles: Exact = None
    reason_unavailable: Text = ""

    def offer(self) -> TrialOffer:
        """What the trial gives and costs."""
        price = kopeks(self.price_kopeks, self.price_rubles)
        return TrialOffer(
            available=self.is_available is True,
            days=self.duration_days or 0,
            traffic_gb=unlimited(self.traffic_limit_gb),
            devices=self.device_limit,
            price=price if self.requires_payment else None,
            reason=self.reason_unavailable,
        )


class OffersReply(Wire):
    """``GET /subscription/purchase-options``; the classic mode of sale has no tariffs."""

    sales_mode: Word = ""
    tariffs: MaybeItems = ()


class PeriodItem(Wire):
    """A length that a tariff is sold for."""

    days: Id
    price_kopeks: Id
    original_price_kopeks: Integer = None
    discount_percent: Number = None
    extra_devices_count: Integer = None

    def period(self, extra_devices: int) -> Period | None:
        """The period; None when nobody can buy that."""
        if self.days <= 0 or self.price_kopeks < 0:
            return None
        price, full = Kopeks(self.price_kopeks), kopeks(self.original_price_kopeks, None)
        extra = self.extra_devices_count if self.extra_devices_count is not None else extra_devices
        return Period(
            days=self.days,
            price=price,
            full_price=full if full is not None and full > price else None,
            discount_percent=_percent(self.discount_percent),
            extra_devices=max(0, extra),
        )


class TariffItem(Wire):
    """What can be bought, for one of several periods or day by day."""

    id: Id
    name: Text = ""
    description: Prose = ""
    traffic_limit_gb: Number = None
    is_unlimited_traffic: Flag = None
    device_limit: Integer = None
    extra_devices_count: Integer = None
    periods: MaybeItems = ()
    is_available: Flag = None
    is_daily: Flag = None
    daily_price_kopeks: Integer = None

    def tariff(self) -> Tariff | None:
        """The tariff; None when it cannot be bought."""
        periods = self._periods()
        if self.is_available is False or not periods:
            return None
        return Tariff(
            id=self.id,
            name=self.name or str(self.id),
            periods=periods,
            description=self.description,
            traffic_gb=None if self.is_unlimited_traffic else unlimited(self.traffic_limit_gb),
            devices=self.device_limit,
            is_daily=self.is_daily is True,
        )

    def _periods(self) -> tuple[Period, ...]:
        found = (
            item.period(self.extra_devices_count or 0) for item in each(PeriodItem, self.periods)
        )
        periods = tuple(period for period in found if period is not None)
        price = self.daily_price_kopeks
        if not periods and self.is_daily and price is not None and price >= 0:
            return (Period(days=1, price=Kopeks(price)),)
        return periods


class OptionItem(Wire):
    """A way to go on."""

    period_days: Id
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
            full_price=full if full is not None and full > price else None,
            discount_percent=_percent(self.discount_percent),
        )


def _percent(value: float | None) -> int:
    return 0 if value is None else min(_MOST_PERCENT, max(0, round(value)))


class ReceiptReply(Wire):
    """The answers to a purchase and to a renewal.

    Every part is optional: money has moved by then, and a form we do not know must not look like
    a failure.
    """

    subscription: object = None
    new_end_date: Moment = None
    charged_amount: Integer = None
    amount_paid_kopeks: Integer = None
    balance_kopeks: Integer = None
    message: Prose = ""

    def receipt(self) -> Receipt:
        """What was done."""
        bought = fitting(SubscriptionData, self.subscription)
        paid = self.amount_paid_kopeks if self.charged_amount is None else self.charged_amount
        return Receipt(
            paid=kopeks(paid, None),
            balance_after=kopeks(self.balance_kopeks, None),
            expires_at=self.new_end_date or (bought.end_date if bought else None),
            link=bought.subscription_url if bought else "",
            message=self.message,
        )


class TrialStarted(Wire):
    """The answer to a trial: the subscription itself, as far as a receipt shows it."""

    end_date: Moment = None
    subscription_url: Link = ""

    def receipt(self) -> Receipt:
        """What was done."""
        return Receipt(expires_at=self.end_date, link=self.subscription_url)


class AutopayReply(Wire):
    """``PATCH /subscription/autopay``."""

    autopay_enabled: Flag = None
