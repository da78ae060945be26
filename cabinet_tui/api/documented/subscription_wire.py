"""The answers of ``/subscription``, and what they mean."""

import base64
import binascii
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

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
    Word,
    fitting,
    kopeks,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.subscription import (
    GIB,
    Channel,
    Period,
    Receipt,
    RenewalOption,
    Server,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Tariff,
    Traffic,
    TrialOffer,
)

_LARGEST_PICTURE = 512 * 1024
_MOST_PERCENT = 100


def _picture(value: object) -> str:
    """The base64 of a PNG without its ``data:`` prefix; nothing for anything else."""
    if not isinstance(value, str) or len(value) > _LARGEST_PICTURE:
        return ""
    data = value.rpartition(",")[2]
    try:
        base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return data


Picture = Annotated[str, BeforeValidator(_picture)]


class ServerInfo(Wire):
    """The server of a subscription."""

    name: Text = ""
    country: Word = ""
    panel_squad_uuid: Word = ""

    def server(self) -> Server:
        """The server."""
        return Server(
            name=self.name or self.country, country=self.country, uuid=self.panel_squad_uuid
        )


class SubscriptionReply(Wire):
    """``GET /subscription``, and the subscription inside other answers."""

    id: Id
    status: Word = ""
    plan: Text = ""
    tariff_name: Text = ""
    server_info: object = None
    is_active: Flag = None
    is_trial: Flag = None
    expires_at: Moment = None
    data_limit_bytes: Integer = None
    data_usage_bytes: Integer = None
    data_limit_gb: Number = None
    data_usage_gb: Number = None
    devices_count: Integer = None
    max_devices: Integer = None
    autopay_enabled: Flag = None
    config_link: Link = ""
    qr_code_base64: Picture = ""

    def subscription(self, now: datetime) -> Subscription:
        """The subscription; ``now`` is the server's time."""
        place = fitting(ServerInfo, self.server_info)
        server = place.server() if place else None
        return Subscription(
            id=self.id,
            status=self._status(now),
            is_trial=self.is_trial is True,
            plan=self.plan or self.tariff_name,
            expires_at=self.expires_at,
            traffic=Traffic(
                used=_bytes(self.data_usage_bytes, self.data_usage_gb),
                limit=_bytes(self.data_limit_bytes, self.data_limit_gb),
            ),
            devices_used=self.devices_count,
            devices_limit=self.max_devices,
            servers=(server,) if server and server.name else (),
            autopay=self.autopay_enabled,
            link=self.config_link,
            qr_png=self.qr_code_base64,
        )

    def _status(self, now: datetime) -> SubscriptionStatus | str:
        """The server's word; without one, what activity and expiry tell."""
        if self.status:
            return known(SubscriptionStatus, self.status)
        over = self.expires_at is not None and self.expires_at <= now
        if self.is_active is None:
            return SubscriptionStatus.EXPIRED if over else SubscriptionStatus.ACTIVE
        if self.is_active:
            return SubscriptionStatus.ACTIVE
        return SubscriptionStatus.EXPIRED if over else SubscriptionStatus.SUSPENDED


def _bytes(exact: int | None, gigabytes: float | None) -> int | None:
    """Bytes, from gigabytes where they are all there is; both None means unlimited."""
    if exact is not None:
        return max(0, exact)
    return None if gigabytes is None else max(0, round(gigabytes * GIB))


class StatusReply(Wire):
    """``GET /subscription/status``."""

    has_subscription: Flag
    is_active: Flag = None
    is_trial: Flag = None
    expires_at: Moment = None
    days_left: Integer = None
    gb_left: Number = None
    gb_total: Number = None

    def summary(self) -> SubscriptionSummary:
        """The short status."""
        return SubscriptionSummary(
            exists=self.has_subscription is True,
            is_active=self.is_active is True,
            is_trial=self.is_trial is True,
            expires_at=self.expires_at,
            days_left=self.days_left,
            gb_left=self.gb_left,
            gb_total=self.gb_total,
        )


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
            paid=self._paid(),
            balance_after=kopeks(self.balance_after_kopeks, self.balance_after_rubles),
            expires_at=self.new_expires_at or bought.expires_at,
            transaction_id=self.transaction_id,
            link=bought.config_link,
            message=self.message,
        )

    def _paid(self) -> Kopeks | None:
        return kopeks(self.amount_paid_kopeks, self.amount_paid_rubles)


class AutopayReply(Wire):
    """``POST /subscription/autopay``."""

    autopay_enabled: Flag = None
