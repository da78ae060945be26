"""The answers about the subscription one has, and what they mean."""

import base64
import binascii
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

from cabinet_tui.api.wire import (
    Flag,
    Id,
    Integer,
    Link,
    Moment,
    Number,
    Text,
    Wire,
    Word,
    fitting,
)
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.subscription import (
    GIB,
    Server,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Traffic,
)

_LARGEST_PICTURE = 512 * 1024


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
