"""The connection link made anew, and a daily tariff halted."""

import re
from datetime import timedelta

from cabinet_tui.api.bedolaga.devices import of
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Integer, Wire, fit
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.refusals import NotOffered

_LONGEST_WAIT = 86_400
_NOT_DAILY = re.compile(r"only available for daily tariffs", re.IGNORECASE)


class RevokedReply(Wire):
    """POST /subscription/revoke."""

    cooldown_seconds: Integer = None


class PausedReply(Wire):
    """POST /subscription/pause."""

    is_paused: Flag


class BedolagaRevoke:
    """Satisfies ``services.gateways.access.RevokeGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def revoke_link(self, subscription_id: int | None = None) -> timedelta | None:
        """End the link and make another; how long none can be made after it."""
        call = Call("POST", "/subscription/revoke", query=of(subscription_id), route="revoke")
        reply = await self._client.send(call)
        # It is done whatever the answer looks like.
        body = reply.body if isinstance(reply.body, dict) else {}
        seconds = fit(RevokedReply, body, host=self._client.transport.host).cooldown_seconds
        return None if seconds is None else timedelta(seconds=min(max(seconds, 0), _LONGEST_WAIT))


class BedolagaPause:
    """Satisfies ``services.gateways.access.PauseGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def toggle_pause(self, subscription_id: int | None = None) -> bool:
        """Halt it, or let it go on; NotOffered when the tariff is no daily one."""
        call = Call("POST", "/subscription/pause", query=of(subscription_id))
        try:
            return bool((await self._client.ask(call, PausedReply)).is_paused)
        except Rejected as error:
            if _NOT_DAILY.search(error.detail):
                raise NotOffered from None
            raise
