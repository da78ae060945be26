"""The subscription as this dialect sends it, and what it means."""

from cabinet_tui.api.wire import (
    Flag,
    Id,
    Integer,
    Link,
    MaybeItems,
    Moment,
    Number,
    Text,
    Wire,
    Word,
    each,
    fitting,
)
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.subscription import (
    GIB,
    Server,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Traffic,
)
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset

_STATUS = {"trial": SubscriptionStatus.ACTIVE, "disabled": SubscriptionStatus.SUSPENDED}


class ServerItem(Wire):
    """A place that the subscription connects through."""

    uuid: Word = ""
    name: Text = ""
    country_code: Word = ""

    def server(self) -> Server:
        """The server."""
        return Server(
            name=self.name or self.country_code, country=self.country_code, uuid=self.uuid
        )


class PackageItem(Wire):
    """Traffic that was bought beside the tariff."""

    traffic_gb: Number = None
    expires_at: Moment = None
    created_at: Moment = None

    def bought(self) -> BoughtTraffic | None:
        """The package, None when it does not say how large it is."""
        if self.traffic_gb is None:
            return None
        return BoughtTraffic(
            gb=self.traffic_gb, expires_at=self.expires_at, bought_at=self.created_at
        )


class SubscriptionData(Wire):
    """A subscription: alone, in a list, and inside other answers, with fewer fields there."""

    id: Id
    status: Word = ""
    is_trial: Flag = None
    start_date: Moment = None
    end_date: Moment = None
    days_left: Integer = None
    traffic_limit_gb: Number = None
    traffic_used_gb: Number = None
    device_limit: Integer = None
    servers: MaybeItems = ()
    autopay_enabled: Flag = None
    subscription_url: Link = ""
    is_active: Flag = None
    is_expired: Flag = None
    is_limited: Flag = None
    traffic_purchases: MaybeItems = ()
    is_daily: Flag = None
    is_daily_paused: Flag = None
    daily_price_kopeks: Integer = None
    next_daily_charge_at: Moment = None
    tariff_id: Integer = None
    tariff_name: Text = ""
    traffic_reset_mode: Word = ""

    def subscription(self) -> Subscription:
        """The subscription."""
        servers = (item.server() for item in each(ServerItem, self.servers))
        packages = (item.bought() for item in each(PackageItem, self.traffic_purchases))
        return Subscription(
            id=self.id,
            status=self._status(),
            is_trial=self.is_trial is True or self.status.lower() == "trial",
            plan=self.tariff_name,
            expires_at=self.end_date,
            traffic=Traffic(used=_bytes(self.traffic_used_gb), limit=limit(self.traffic_limit_gb)),
            devices_limit=self.device_limit,
            servers=tuple(server for server in servers if server.name),
            # A daily tariff pays for each day by itself: there is nothing to switch.
            autopay=None if self.is_daily else self.autopay_enabled,
            link=self.subscription_url,
            tariff_id=self.tariff_id,
            bought_traffic=tuple(package for package in packages if package is not None),
            daily=self._daily(),
            started_at=self.start_date,
            resets=self._resets(),
        )

    def summary(self) -> SubscriptionSummary:
        """The same in short."""
        held = self.subscription()
        left = held.traffic.left
        return SubscriptionSummary(
            exists=True,
            is_active=held.status == SubscriptionStatus.ACTIVE,
            is_trial=held.is_trial,
            expires_at=held.expires_at,
            days_left=self.days_left,
            gb_left=None if left is None else round(left / GIB, 2),
            gb_total=self.traffic_limit_gb or None,
        )

    def _status(self) -> SubscriptionStatus | str:
        """The server's word; without one, what its flags tell."""
        if self.status:
            word = self.status.lower()
            return _STATUS.get(word) or known(SubscriptionStatus, self.status)
        if self.is_expired:
            return SubscriptionStatus.EXPIRED
        if self.is_limited:
            return SubscriptionStatus.LIMITED
        if self.is_active is False:
            return SubscriptionStatus.SUSPENDED
        return SubscriptionStatus.ACTIVE

    def _resets(self) -> TrafficReset | None:
        word = known(TrafficReset, self.traffic_reset_mode)
        return word if isinstance(word, TrafficReset) else None

    def _daily(self) -> Daily | None:
        if not self.is_daily:
            return None
        price = self.daily_price_kopeks
        return Daily(
            is_paused=self.is_daily_paused is True,
            price=Kopeks(price) if price else None,
            next_charge_at=self.next_daily_charge_at,
        )


def limit(gigabytes: float | None) -> int | None:
    """A limit in bytes; none at all is a nought here."""
    return _bytes(gigabytes) or None


def unlimited(gigabytes: float | None) -> float | None:
    """Gigabytes that may be had; a nought means as many as one likes, and is None."""
    return gigabytes if gigabytes and gigabytes > 0 else None


def _bytes(gigabytes: float | None) -> int | None:
    return None if gigabytes is None else max(0, round(gigabytes * GIB))


class SubscriptionReply(Wire):
    """``GET /subscription``: it is in a wrapper, and none is no error."""

    has_subscription: Flag
    subscription: object = None

    def held(self) -> SubscriptionData | None:
        """The subscription, None when there is none."""
        if self.has_subscription is False:
            return None
        return fitting(SubscriptionData, self.subscription)


class LinkReply(Wire):
    """``GET /subscription/connection-link``."""

    subscription_url: Link = ""
    display_link: Link = ""
    happ_crypto_link: Link = ""
    happ_scheme_link: Link = ""
    happ_redirect_link: Link = ""

    def link(self) -> str:
        """The plainest link there is."""
        return (
            self.subscription_url
            or self.display_link
            or self.happ_crypto_link
            or self.happ_scheme_link
            or self.happ_redirect_link
        )
