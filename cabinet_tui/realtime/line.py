"""One open connection: what comes over it, and whether somebody is still at the other end."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.event import Event, Frame, Pong
from cabinet_tui.realtime.backoff import Ending, Outcome

PING = '{"type":"ping"}'
PING_EVERY = 25.0
ANSWER_WITHIN = 10.0
BURST = 100
TOIL = 0.02
BREATH = 0.25
"""Seconds of rest after so many frames, or so many seconds of reading them: a flood has to wait at
the server, and nothing here waits for it."""

_log = logging.getLogger(__name__)


class Decode(Protocol):
    """What a text frame means; None for one that means nothing. Never raises."""

    def __call__(self, frame: str, /) -> Frame | None:
        """The meaning of a frame."""
        ...


@dataclass(slots=True)
class Tally:
    """What was seen of one server over all its connections."""

    pongs: int = 0
    garbage: int = 0


class Line:
    """Reads the frames of a connection and pings until it is closed or dead."""

    def __init__(
        self,
        socket: ClientConnection,
        decode: Decode,
        clock: Clock,
        tally: Tally,
        on_event: Callable[[Event], None],
        on_live: Callable[[], None],
    ) -> None:
        self._socket = socket
        self._decode = decode
        self._clock = clock
        self._tally = tally
        self._on_event = on_event
        self._on_live = on_live
        self._frames = 0
        self._live_since: float | None = None

    async def run(self) -> Outcome:
        """Stay until the connection ends."""
        async with asyncio.TaskGroup() as group:
            pinging = group.create_task(self._keep_alive())
            await self._read()
            pinging.cancel()
        code = self._socket.close_code
        _log.debug("the link was closed with %s", code)
        since = self._live_since
        return Outcome(
            Ending.REFUSED if code == CloseCode.POLICY_VIOLATION else Ending.LOST,
            live_for=0.0 if since is None else self._clock.monotonic() - since,
        )

    async def _read(self) -> None:
        taken, toil = 0, 0.0
        while True:
            try:
                frame = await self._socket.recv()
            except ConnectionClosed:
                return
            began = self._clock.monotonic()
            self._frames += 1
            self._take(frame)
            taken, toil = taken + 1, toil + self._clock.monotonic() - began
            # Until then nobody else has a turn: what came together is shown together.
            if taken >= BURST or toil >= TOIL:
                await self._clock.sleep(BREATH)
                taken, toil = 0, 0.0

    def _take(self, frame: str | bytes) -> None:
        meaning = self._decode(frame) if isinstance(frame, str) else None
        if meaning is None:
            self._tally.garbage += 1
            return
        self._prove()
        if isinstance(meaning, Pong):
            self._tally.pongs += 1
        elif isinstance(meaning, Event):
            self._on_event(meaning)

    def _prove(self) -> None:
        """The server lets us in: it accepts everybody and closes at once on a bad token."""
        if self._live_since is None:
            self._live_since = self._clock.monotonic()
            self._on_live()

    async def _keep_alive(self) -> None:
        """Ping, first of all at once, and cut a line at whose other end nobody is.

        Any frame after the ping shows that the line carries. Without one, a server that has
        answered a ping before is dead: its protocol may still answer for it. One that never did
        may not know this ping, which the documented API does not name; there the ping of the
        protocol decides, and an answer without a refusal counts as being let in.
        """
        try:
            while True:
                before = self._frames
                await self._socket.send(PING)
                echo = asyncio.ensure_future(await self._socket.ping())
                await self._clock.sleep(ANSWER_WITHIN)
                if self._frames == before:
                    echoed = echo.done() and echo.exception() is None
                    if self._tally.pongs or not echoed:
                        _log.debug("the link is dead: no answer to a ping")
                        self._socket.transport.abort()
                        return
                    self._prove()
                await self._clock.sleep(PING_EVERY - ANSWER_WITHIN)
        except ConnectionClosed:
            return  # the reader sees it too, with its reason
