"""The HTTP clients for one server: what they trust, how they get there, and what they never do."""

import logging
import ssl
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from cabinet_tui import __version__
from cabinet_tui.api.call import Call
from cabinet_tui.api.failure import Progress
from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.domain.text import url_host
from cabinet_tui.locale import _

_TIMEOUT = httpx.Timeout(connect=10, read=30, write=30, pool=5)
# Shorter than the 5 s after which uvicorn drops an idle connection.
_KEPT = httpx.Limits(max_connections=8, keepalive_expiry=4)
_FRESH = httpx.Limits(max_connections=8, max_keepalive_connections=0)


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach the server: its base URL and the proxy on the way, if any."""

    base_url: str
    proxy: str | None = None

    def __repr__(self) -> str:
        """The address alone: a proxy's may hold a password."""
        return f"Line({self.base_url})"


class Clients:
    """The clients of one line, made when first wanted: they log no address and follow nobody.

    What only asks shares connections. Whatever else has one of its own: an answer that was left
    over on a used one (sent twice, or longer than it said) would be taken for the answer to it.
    """

    def __init__(self, line: Line, wire: httpx.AsyncBaseTransport | None = None) -> None:
        """``wire`` takes the network's place."""
        self._line = line
        self._wire = wire
        self._trusted: ssl.SSLContext | bool | None = False if wire else None
        self._clients: dict[bool, httpx.AsyncClient] = {}

    def to_send(self, call: Call) -> httpx.AsyncClient:
        """The client for a call."""
        found = self._clients.get(call.is_read)
        if found is None:
            found = self._clients[call.is_read] = self._opened(_KEPT if call.is_read else _FRESH)
        return found

    async def close(self) -> None:
        """Give back the connections."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aclose()

    def _opened(self, limits: httpx.Limits) -> httpx.AsyncClient:
        _hush()
        if self._trusted is None:
            self._trusted = _trust(self._line)
        return httpx.AsyncClient(
            headers={
                "user-agent": f"cabinet-tui/{__version__}",
                "accept": "application/json",
                "accept-encoding": "gzip",
            },
            # A session is its token; what else a server wants remembered would only pile up.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=_TIMEOUT,
            limits=limits,
            follow_redirects=False,
            trust_env=False,
            verify=self._trusted,
            proxy=self._line.proxy,
            transport=self._wire,
            event_hooks={"request": [_handed], "response": [_stay]},
        )


def headers_of(call: Call) -> dict[str, str]:
    """What a request says of its body and of what it wants."""
    if call.file is not None:
        # One byte tells as much of the size as all of them.
        return {"accept": "*/*"} | ({"range": "bytes=0-0"} if call.file.only_size else {})
    return {} if call.body is None else {"content-type": "application/json"}


async def _handed(request: httpx.Request) -> None:
    progress: object = request.extensions.get("progress")
    if isinstance(progress, Progress):
        progress.hand_over()


def _trust(line: Line) -> ssl.SSLContext | bool:
    """The certificates to trust, ``SSL_CERT_FILE`` heeded; none are loaded for plain http."""
    if line.proxy is None and line.base_url.startswith("http:"):
        return False
    return httpx.create_ssl_context(trust_env=True)


async def _stay(response: httpx.Response) -> None:
    """Refuse a redirect, before httpx has a look at where it leads."""
    if response.is_redirect:
        target = url_host(response.headers.get("location", ""))
        host = response.request.url.host
        raise NotACabinet(
            host=host, reason=_("it sends us on to {host}").format(host=target or host)
        )


def _hush() -> None:
    """Keep the libraries from logging URLs: one of them holds a token."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
