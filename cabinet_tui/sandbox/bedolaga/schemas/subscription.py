"""Bodies of what an account holds, and the orders for it."""

from datetime import datetime, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.extras.holdings import BoughtTraffic
from cabinet_tui.sandbox.bedolaga.extras.subscription import SubscriptionExtras
from cabinet_tui.sandbox.bedolaga.moments import precise
from cabinet_tui.sandbox.bedolaga.offers import terms
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Server, Tariff
from cabinet_tui.sandbox.state import GIB, Account, Subscription

PERIOD = timedelta(days=30)


class ServerBody(BaseModel):
    """A place the subscription connects through."""

    uuid: str
    name: str
    country_code: str | None

    @classmethod
    def of(cls, server: Server) -> Self:
        """The body of a server."""
        return cls(
            uuid=server.uuid, name=f"{server.flag} {server.name}", country_code=server.country
        )


class PurchaseBody(BaseModel):
    """Gigabytes bought beyond the tariff's."""

    id: int
    traffic_gb: int
    expires_at: datetime
    created_at: datetime
    days_remaining: int
    progress_percent: float

    @classmethod
    def of(cls, bought: BoughtTraffic, now: datetime) -> Self:
        """The body of a purchase at a moment."""
        whole = bought.expires_at - bought.bought_at
        return cls(
            id=bought.id,
            traffic_gb=bought.gb,
            expires_at=bought.expires_at,
            created_at=bought.bought_at,
            days_remaining=max(0, (bought.expires_at - now).days),
            progress_percent=round(100 * ((now - bought.bought_at) / whole), 1),
        )


class SubscriptionData(BaseModel):
    """One subscription; a limit of 0 is unlimited."""

    id: int
    status: str
    is_trial: bool
    start_date: datetime
    end_date: datetime
    days_left: int
    hours_left: int
    minutes_left: int
    time_left_display: str
    traffic_limit_gb: int
    traffic_used_gb: float
    traffic_used_percent: float
    device_limit: int
    connected_squads: list[str]
    servers: list[ServerBody]
    autopay_enabled: bool
    autopay_days_before: int
    subscription_url: str | None
    hide_subscription_link: bool
    is_active: bool
    is_expired: bool
    is_limited: bool
    traffic_purchases: list[PurchaseBody]
    is_daily: bool
    is_daily_paused: bool
    daily_price_kopeks: int | None
    next_daily_charge_at: datetime | None
    tariff_id: int | None
    tariff_name: str | None
    traffic_reset_mode: str | None

    @classmethod
    def of(cls, box: Sandbox, account: Account, held: Subscription, *, bare: bool = False) -> Self:
        """The body of a subscription; `bare` without servers and packages, as orders answer."""
        now = box.clock.now()
        extras = box.extras.of(account).of(held)
        left = max(timedelta(), held.expires_at - now)
        hours, minutes = divmod(left.seconds // 60, 60)
        tariff = box.state.catalogue.tariff(held.tariff_id)
        servers = connected(box, tariff)
        daily = extras.daily
        limit = held.limit_gb or 0
        used = round(held.used_bytes / GIB, 2)
        status = status_of(held, now)
        hidden = box.extras.service.hide_links
        return cls(
            id=held.id,
            status=status,
            is_trial=held.is_trial,
            start_date=precise(started(held, extras, now), held.id),
            end_date=held.expires_at,
            days_left=left.days,
            hours_left=hours,
            minutes_left=minutes,
            time_left_display=_display(left.days, hours, minutes),
            traffic_limit_gb=limit,
            traffic_used_gb=used,
            traffic_used_percent=min(100.0, round(100 * used / limit, 1)) if limit else 0.0,
            device_limit=held.max_devices,
            connected_squads=[server.uuid for server in servers],
            servers=[] if bare else [ServerBody.of(server) for server in servers],
            autopay_enabled=held.autopay,
            autopay_days_before=extras.autopay_days_before,
            subscription_url=None if hidden else held.link,
            hide_subscription_link=hidden,
            is_active=status == "active",
            is_expired=status == "expired",
            is_limited=status == "limited",
            traffic_purchases=[]
            if bare
            else [PurchaseBody.of(one, now) for one in extras.bought if one.expires_at > now],
            is_daily=daily is not None,
            is_daily_paused=daily is not None and daily.paused,
            daily_price_kopeks=daily.price_kopeks if daily else 0,
            next_daily_charge_at=daily.next_at if daily and not daily.paused else None,
            tariff_id=held.tariff_id,
            tariff_name=tariff.name if tariff else None,
            traffic_reset_mode="MONTH",
        )


class SubscriptionBody(BaseModel):
    """GET /subscription: a subscription, or that there is none."""

    has_subscription: bool
    subscription: SubscriptionData | None


class AutopayOrder(BaseModel):
    """PATCH /subscription/autopay."""

    enabled: bool
    days_before: Annotated[int, Field(ge=1, le=30)] | None = None


class Autopay(BaseModel):
    """How autopay stands."""

    message: str
    autopay_enabled: bool
    autopay_days_before: int


class ConnectionLink(BaseModel):
    """GET /subscription/connection-link."""

    subscription_url: str | None
    display_link: str | None
    happ_redirect_link: str | None
    happ_scheme_link: str | None
    happ_crypto_link: str | None
    connect_mode: str
    hide_link: bool
    instructions: dict[str, list[str]]


def connected(box: Sandbox, tariff: Tariff | None) -> tuple[Server, ...]:
    """The servers a tariff reaches."""
    return box.state.catalogue.servers[: terms(tariff).servers] if tariff else ()


def status_of(held: Subscription, now: datetime) -> str:
    """The status as this server names it; a trial is told by its flag alone."""
    if held.suspended:
        return "disabled"
    if held.expires_at <= now:
        return "expired"
    used_up = held.limit_gb is not None and held.used_bytes >= held.limit_gb * GIB
    return "limited" if used_up else "active"


def started(held: Subscription, extras: SubscriptionExtras, now: datetime) -> datetime:
    """When it began."""
    return extras.started_at or min(now, held.expires_at - PERIOD)


def _display(days: int, hours: int, minutes: int) -> str:
    if days:
        return f"{days}d {hours}h"
    return f"{hours}h {minutes}m" if hours else f"{minutes}m"
