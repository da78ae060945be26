"""Noticing that a server no longer speaks as it is remembered to: it was upgraded."""

import asyncio
from collections.abc import Awaitable, Callable

from cabinet_tui.api.call import Call
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.dialect import Found
from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    NotFound,
    Rejected,
    ServerChanged,
)

_UNROUTED = "not found"
_METHOD_UNKNOWN = 405
_LATER = 600.0


class Doubt:
    """Hears answers that this dialect never gives, and then has the server asked who it is.

    Once: a server that says the same as before is not asked again. ``on_change`` hears of
    another answer; from then on every strange answer is ServerChanged.
    """

    def __init__(
        self,
        known: Found,
        probe: Callable[[], Awaitable[Found]],
        on_change: Callable[[Found], None],
        clock: Clock,
    ) -> None:
        self._known = known
        self._probe = probe
        self._on_change = on_change
        self._clock = clock
        self._now: Found | None = None
        self._asking: asyncio.Task[None] | None = None
        self._not_before = 0.0
        self._nothing_done = True

    def answered(self, call: Call) -> None:
        """Something was done on the server, when the call was to change something."""
        if call.changes:
            self._nothing_done = False

    async def failed(self, call: Call, error: CabinetError) -> CabinetError:
        """ServerChanged for an answer that another dialect explains, else the error itself."""
        if not isinstance(error, Rejected | NotACabinet) and call.changes:
            self._nothing_done = False
        if not _is_strange(error):
            return error
        if self._now is None and self._clock.monotonic() >= self._not_before:
            await self._ask()
        if self._now is None or self._now == self._known:
            return error
        if call.changes and isinstance(error, NotACabinet):
            # It may have been done all the same: whoever sent it has to look.
            return error
        return ServerChanged(nothing_done=self._nothing_done)

    async def _ask(self) -> None:
        """One question for all who doubt at the same time."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._find_out())
            self._asking.add_done_callback(self._asked)
        await asyncio.shield(self._asking)

    def _asked(self, _task: asyncio.Task[None]) -> None:
        self._asking = None

    async def _find_out(self) -> None:
        try:
            found = await self._probe()
        except CabinetError:
            self._not_before = self._clock.monotonic() + _LATER
            return
        self._now = found
        if found != self._known:
            self._on_change(found)


def _is_strange(error: CabinetError) -> bool:
    """Whether this answer may be that of a server that speaks differently."""
    if isinstance(error, NotFound):
        return error.detail.strip().lower() in ("", _UNROUTED)
    if isinstance(error, Rejected):
        return error.status == _METHOD_UNKNOWN
    return isinstance(error, NotACabinet)
