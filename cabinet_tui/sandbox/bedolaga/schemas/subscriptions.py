"""Bodies of the list of subscriptions and of going over to another tariff."""

from base64 import b64encode
from typing import Self

from pydantic import BaseModel

from cabinet_tui.sandbox.bedolaga.schemas.subscription import connected, status_of
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import GIB, Account, Subscription


class SubscriptionItem(BaseModel):
    """One of several; fewer fields than alone, and its dates are written as +00:00."""

    id: int
    status: str
    tariff_id: int | None
    tariff_name: str | None
    traffic_limit_gb: int
    traffic_used_gb: float
    device_limit: int
    end_date: str
    subscription_url: str | None
    subscription_crypto_link: str | None
    is_trial: bool
    is_daily: bool
    is_daily_paused: bool
    autopay_enabled: bool
    connected_squads: list[str]

    @classmethod
    def of(cls, box: Sandbox, account: Account, held: Subscription) -> Self:
        """The item of a subscription."""
        tariff = box.state.catalogue.tariff(held.tariff_id)
        hidden = box.extras.service.hide_links
        daily = box.extras.of(account).of(held).daily
        crypto = b64encode(held.link.encode("utf-8", "replace")).decode()
        return cls(
            id=held.id,
            status=status_of(held, box.clock.now()),
            tariff_id=held.tariff_id,
            tariff_name=tariff.name if tariff else None,
            traffic_limit_gb=held.limit_gb or 0,
            traffic_used_gb=round(held.used_bytes / GIB, 2),
            device_limit=held.max_devices,
            end_date=held.expires_at.isoformat(),
            subscription_url=None if hidden else held.link,
            subscription_crypto_link=None if hidden else f"happ://crypt4/{crypto}",
            is_trial=held.is_trial,
            is_daily=daily is not None,
            is_daily_paused=daily is not None and daily.paused,
            autopay_enabled=held.autopay,
            connected_squads=[server.uuid for server in connected(box, tariff)],
        )


class SubscriptionsBody(BaseModel):
    """GET /subscriptions."""

    subscriptions: list[SubscriptionItem]
    multi_tariff_enabled: bool


class SwitchPreview(BaseModel):
    """POST /subscription/tariff/switch/preview; kopeks, their labels rounded as elsewhere."""

    can_switch: bool
    current_tariff_id: int
    current_tariff_name: str
    new_tariff_id: int
    new_tariff_name: str
    remaining_days: int
    upgrade_cost_kopeks: int
    upgrade_cost_label: str
    balance_kopeks: int
    balance_label: str
    has_enough_balance: bool
    missing_amount_kopeks: int
    missing_amount_label: str
    is_upgrade: bool
