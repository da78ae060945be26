"""What a lost request means: whether it may have reached the server."""

import ssl
from collections.abc import Mapping, Sequence
from enum import Enum, auto

import httpx
from httpcore import AsyncNetworkStream

from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown, Unreachable
from cabinet_tui.domain.system_words import system_words
from cabinet_tui.locale import _

_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


class _Stage(Enum):
    WAITING = auto()
    HANDED_OVER = auto()
    CONNECTING = auto()
    SENDING = auto()


class Progress:
    """How far one request has come, as httpx and httpcore tell it."""

    def __init__(self) -> None:
        self._stage = _Stage.WAITING
        self.handed_over = 0
        self._half_open: AsyncNetworkStream | None = None

    def hand_over(self) -> None:
        """The request has its token and goes to the connection pool; ``handed_over`` counts it."""
        self.handed_over += 1
        self._stage = _Stage.HANDED_OVER

    async def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Take note of an event of httpcore."""
        if not event.startswith("http"):
            self._stage = _Stage.CONNECTING
            made = info.get("return_value")
            if isinstance(made, AsyncNetworkStream):
                self._half_open = made
        elif event.endswith("send_request_headers.started") and not _opens_tunnel(info):
            self._stage = _Stage.SENDING
            self._half_open = None

    async def hang_up(self) -> None:
        """Close a connection that never came to a request: httpcore forgets it when a proxy does
        not speak SOCKS or a TLS handshake is given up."""
        stream, self._half_open = self._half_open, None
        if stream is not None:
            await stream.aclose()

    @property
    def may_have_left(self) -> bool:
        """Whether the server may have seen the request."""
        return self._stage in (_Stage.HANDED_OVER, _Stage.SENDING)


def _opens_tunnel(info: Mapping[str, object]) -> bool:
    """Whether the headers are those of CONNECT, which speak to a proxy only."""
    return getattr(info.get("request"), "method", b"") == b"CONNECT"


def lost(error: Exception, progress: Progress, *, host: str, changes: bool) -> CabinetError:
    """The error for a request that got no answer; ``changes`` tells that it matters if it left."""
    if changes and progress.may_have_left and not isinstance(error, _BEFORE_SENDING):
        return OutcomeUnknown(host=host)
    return Unreachable(host=host, reason=_reason(error))


def _reason(error: Exception) -> str:
    causes = _causes(error)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return _("its certificate is not valid")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _("no secure connection could be made")
    match error:
        case httpx.ProxyError():
            return _("the proxy refused")
        case httpx.TimeoutException() | TimeoutError():
            return _("it took too long")
        case httpx.ConnectError():
            return _told(causes) or _("no connection could be made")
        case _:
            return _("the connection was cut")


def _told(causes: Sequence[BaseException]) -> str:
    """Why the system made no connection; the libraries' own words are English."""
    known = [cause for cause in causes if isinstance(cause, OSError) and cause.errno]
    return system_words(known[-1]) if known else ""


def _causes(error: BaseException | None) -> list[BaseException]:
    """What led to it; of several attempts at one name, the first."""
    found: list[BaseException] = []
    while error is not None and len(found) < 10:
        found.append(error)
        tried = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        error = next(iter(tried), None) or error.__cause__ or error.__context__
    return found
