"""One HTTP client for one profile: deadlines, retries, limits, and errors told apart.

Everything that can go wrong here comes out as a ``CabinetError``.
"""

import asyncio
import json
import logging
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
from socksio import SOCKSError

from cabinet_tui import __version__
from cabinet_tui.api import answer
from cabinet_tui.api.call import FILE_PATIENCE, Call, Reply
from cabinet_tui.api.errors import Refusal, refusal
from cabinet_tui.api.failure import Progress, lost
from cabinet_tui.api.file_answer import file_answer
from cabinet_tui.api.hearing import Hearer
from cabinet_tui.api.limits import Limiter
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    RateLimited,
    ServerFailure,
)
from cabinet_tui.domain.text import url_host
from cabinet_tui.locale import _

_TIMEOUT = httpx.Timeout(connect=10, read=30, write=30, pool=5)
_DEADLINE = 45.0
_TRIES = 3
_RETRIED = (httpx.NetworkError, httpx.ProtocolError)
_RETRIED_STATUSES = (502, 503, 504)
# A gateway that lost the server behind it cannot know what that one did.
_GATEWAY_LOST = (502, 504)
_FIRST_PAUSE = 0.5
# Shorter than the 5 s after which uvicorn drops an idle connection: a write must not meet that.
_LIMITS = httpx.Limits(max_connections=8, keepalive_expiry=4)


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach the server: its base URL and the proxy on the way, if any."""

    base_url: str
    proxy: str | None = None

    def __repr__(self) -> str:
        """The address alone: a proxy's may hold a password."""
        return f"Line({self.base_url})"


class Transport:
    """Sends calls to one server."""

    def __init__(
        self,
        line: Line,
        *,
        clock: Clock,
        random: Callable[[], float],
        limiter: Limiter | None = None,
        deadline: float = _DEADLINE,
        wire: httpx.AsyncBaseTransport | None = None,
        hearers: Sequence[Hearer] = (),
    ) -> None:
        self.base_url = line.base_url
        self.host = urlsplit(line.base_url).netloc
        self.clock = clock
        self._line = line
        self._random = random
        self._limiter = limiter or Limiter(clock)
        self._deadline = deadline
        self._wire = wire
        self._hearers = hearers
        self._client: httpx.AsyncClient | None = None
        self._skew = timedelta()

    def server_now(self) -> datetime:
        """The server's time, as its last answer told it."""
        return self.clock.now() + self._skew

    async def send(self, call: Call, auth: httpx.Auth | None = None) -> Reply:
        """The successful answer to a call. Raises CabinetError and nothing else.

        The deadline is one for everything: waiting for the limits, the tries and the pauses.
        """
        try:
            reply = await self._in_time(call, auth)
        except CabinetError as error:
            raise await self.heard(call, error) from error.__cause__
        for hearer in self._hearers:
            hearer.answered(call)
        return reply

    async def heard(self, call: Call, error: CabinetError) -> CabinetError:
        """Tell who listens that a call failed; the error to be raised comes back."""
        for hearer in self._hearers:
            error = await hearer.failed(call, error)
        return error

    async def _in_time(self, call: Call, auth: httpx.Auth | None) -> Reply:
        progress = Progress()
        try:
            async with asyncio.timeout(FILE_PATIENCE if call.file else self._deadline):
                return await self._try(call, auth, progress)
        except TimeoutError as error:
            raise self._lost(error, call, progress) from None

    async def _try(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        """A read is tried three times at most, unless it says once; a write once."""
        for count in range(_TRIES):
            await self._limiter.acquire(call.rate, write=not call.is_read, route=call.route)
            try:
                return await self._exchange(call, auth, progress)
            except (*_RETRIED, ServerFailure) as error:
                if isinstance(error, httpx.ConnectError):
                    self._limiter.give_back(call.rate)
                last = count == _TRIES - 1 or not call.is_read or call.once
                if isinstance(error, ServerFailure):
                    if last or error.status not in _RETRIED_STATUSES:
                        raise
                elif last:
                    raise self._lost(error, call, progress) from None
            except (httpx.HTTPError, httpx.InvalidURL, SOCKSError, OSError) as error:
                raise self._lost(error, call, progress) from None
            await self.clock.sleep(self._random() * _FIRST_PAUSE * 2**count)
        raise AssertionError

    def _lost(self, error: Exception, call: Call, progress: Progress) -> CabinetError:
        return lost(error, progress, host=self.host, changes=call.changes)

    async def close(self) -> None:
        """Give back the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _exchange(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        client = self._opened()
        request = client.build_request(
            call.method,
            self.base_url + call.path,
            params=call.query,
            content=None if call.body is None else json.dumps(call.body),
            headers=_headers(call),
            extensions={"trace": progress.trace, "progress": progress},
        )
        try:
            response = await client.send(request, auth=auth, stream=True)
        except BaseException:
            await progress.hang_up()
            raise
        try:
            self._learn_time(response)
            if call.file is not None and response.is_success:
                file = await file_answer(response, self.host, call.file)
                return Reply(response.status_code, file)
            content = await answer.read(response, self.host)
        finally:
            await response.aclose()
        return self._told(call, response, content)

    def _told(self, call: Call, response: httpx.Response, content: bytes) -> Reply:
        """The reply, or the error that the answer means."""
        html = answer.is_html(response, content)
        if response.is_success and not html:
            return Reply(response.status_code, answer.parse(content, self.host))
        try:
            body = None if html else answer.parse(content, self.host)
        except NotACabinet:
            body = None
        told = refusal(
            Refusal(
                status=response.status_code,
                body=body,
                is_html=html or (body is None and bool(content.strip())),
                retry_after=response.headers.get("retry-after", ""),
                host=self.host,
            ),
            now=self.server_now(),
            sign_in=call.sign_in,
            with_token=not call.public,
        )
        if isinstance(told, RateLimited):
            self._limiter.block(call.rate, told.retry_after.total_seconds(), route=call.route)
        if call.changes and response.status_code in _GATEWAY_LOST:
            raise OutcomeUnknown(host=self.host)
        raise told

    def _learn_time(self, response: httpx.Response) -> None:
        """Take the difference between the server's clock and ours from a fresh answer."""
        if "age" in response.headers:
            return
        try:
            date = parsedate_to_datetime(response.headers.get("date", ""))
        except (ValueError, IndexError, OverflowError):
            return
        self._skew = (date if date.tzinfo else date.replace(tzinfo=UTC)) - self.clock.now()

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            _hush()
            self._client = httpx.AsyncClient(
                headers={"user-agent": f"cabinet-tui/{__version__}", "accept": "application/json"},
                timeout=_TIMEOUT,
                limits=_LIMITS,
                follow_redirects=False,
                trust_env=False,
                verify=_trust(self._line) if self._wire is None else False,
                proxy=self._line.proxy,
                transport=self._wire,
                event_hooks={"request": [_handed], "response": [_stay]},
            )
        return self._client


def _headers(call: Call) -> dict[str, str]:
    if call.file is not None:
        # One byte tells as much of the size as all of them.
        return {"accept": "*/*"} | ({"range": "bytes=0-0"} if call.file.only_size else {})
    return {} if call.body is None else {"content-type": "application/json"}


async def _handed(request: httpx.Request) -> None:
    extensions: Mapping[str, object] = request.extensions
    progress = extensions.get("progress")
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
