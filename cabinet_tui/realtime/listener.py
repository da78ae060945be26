"""Listens to what the server pushes, and takes the link up again whenever it is lost."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import CabinetError, RateLimited, SignInRequired
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.realtime.backoff import Attempts, Ending, Outcome
from cabinet_tui.realtime.line import Decode, Line, Tally

OPEN_TIMEOUT = 10.0
CLOSE_TIMEOUT = 1.0
LARGEST_FRAME = 1024 * 1024
_MAY_PASS = (408, 425, 429)

_log = logging.getLogger(__name__)


class Access(Protocol):
    """Where an access token comes from."""

    async def __call__(self, *, renew: bool = False) -> str:
        """A token that is good now, with ``renew`` another one; raises CabinetError."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class _Address:
    """An address with its token; no ``repr``, so that no traceback shows it."""

    url: str


class _Direct(connect):
    """Goes to the server that was named and to no other."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        """A redirect is a failure."""
        return exc


class Listener:
    """The realtime link to ``url``, a ws or wss address without query.

    ``chance`` gives numbers from 0 to 1 for the jitter, ``proxy`` is an http or socks address.
    """

    def __init__(
        self,
        url: str,
        access: Access,
        decode: Decode,
        clock: Clock,
        chance: Callable[[], float],
        proxy: str | None = None,
    ) -> None:
        self._url = url
        self._access = access
        self._decode = decode
        self._clock = clock
        self._chance = chance
        self._proxy = proxy
        self._tally = Tally()

    @property
    def garbage(self) -> int:
        """How many frames meant nothing."""
        return self._tally.garbage

    async def run(self, on_event: Callable[[Event], None], on_link: Callable[[Link], None]) -> None:
        """Listen until cancelled or signed out; no failure of the network is raised."""
        attempts = Attempts()
        renew = False
        link = Link(LinkStatus.CONNECTING)
        while True:
            on_link(link)
            try:
                address = await self._address(renew=renew)
            except SignInRequired:
                return
            if isinstance(address, Outcome):
                outcome = address
            else:
                renew = False
                outcome = await self._attempt(address, on_event, on_link)
            attempts = attempts.after(outcome)
            wait = attempts.wait(outcome, self._chance())
            renew = renew or wait.renew
            link = Link(LinkStatus.RECONNECTING, refused=attempts.is_refused)
            if wait.seconds:
                _log.debug("the next attempt is in %.1f s", wait.seconds)
                on_link(Link(link.status, retry_in=wait.seconds, refused=link.refused))
                await self._clock.sleep(wait.seconds)

    async def _attempt(
        self,
        address: _Address,
        on_event: Callable[[Event], None],
        on_link: Callable[[Link], None],
    ) -> Outcome:
        socket = await self._open(address)
        if isinstance(socket, Outcome):
            return socket

        def on_live() -> None:
            on_link(Link(LinkStatus.LIVE))

        try:
            line = Line(socket, self._decode, self._clock, self._tally, on_event, on_live)
            return await line.run()
        finally:
            await socket.close()

    async def _address(self, *, renew: bool) -> _Address | Outcome:
        """Where to connect to with a fresh token, or why there is none; SignInRequired."""
        try:
            token = await self._access(renew=renew)
        except SignInRequired:
            raise
        except CabinetError as error:
            _log.debug("no token: %s", error.code)
            seconds = error.seconds if isinstance(error, RateLimited) else 0
            return Outcome(Ending.LOST, at_least=seconds)
        return _Address(f"{self._url}?token={quote(token, safe='')}")

    async def _open(self, address: _Address) -> ClientConnection | Outcome:
        """A connection, or why there is none."""
        try:
            return await _Direct(
                address.url,
                proxy=self._proxy,
                user_agent_header="cabinet-tui",
                open_timeout=OPEN_TIMEOUT,
                close_timeout=CLOSE_TIMEOUT,
                ping_interval=None,
                max_size=LARGEST_FRAME,
                logger=_silent(),
            )
        except InvalidStatus as answer:
            status = answer.response.status_code
            _log.debug("the link was answered with %d", status)
            return Outcome(_ending(status))
        except (OSError, EOFError, ValueError, WebSocketException) as failure:
            _log.debug("no link: %s", type(failure).__name__)
            return Outcome(Ending.LOST)


def _ending(status: int) -> Ending:
    if status in (401, 403):
        return Ending.REFUSED
    return Ending.LOST if status >= 500 or status in _MAY_PASS else Ending.ABSENT


def _silent() -> logging.Logger:
    """A logger nobody can switch on: the library writes the address with its token."""
    logger = logging.Logger("websockets")  # noqa: LOG001 - outside the tree no setting reaches it
    logger.disabled = True
    return logger
