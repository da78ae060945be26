"""One HTTP client for one profile: deadlines, retries, limits, and errors told apart.

Everything that can go wrong here comes out as a ``CabinetError``.
"""

import asyncio
import itertools
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
from socksio import SOCKSError

from cabinet_tui.api import answer
from cabinet_tui.api.call import FILE_PATIENCE, Call, Reply
from cabinet_tui.api.errors import Refusal, refusal
from cabinet_tui.api.failure import Progress, lost
from cabinet_tui.api.file_answer import file_answer
from cabinet_tui.api.flights import Flights
from cabinet_tui.api.hearing import Hearer
from cabinet_tui.api.http import Clients, Line, headers_of
from cabinet_tui.api.identity import Identity
from cabinet_tui.api.limits import Ask, Limiter
from cabinet_tui.api.windows import mark
from cabinet_tui.domain import trace
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    RateLimited,
    ServerFailure,
)
from cabinet_tui.domain.urgency import Urgency, urgency

__all__ = ["Line", "Transport"]

_DEADLINE = 45.0
_TRIES = 3
_RETRIED = (httpx.NetworkError, httpx.ProtocolError)
_RETRIED_STATUSES = (502, 503, 504)
# A gateway that lost the server behind it cannot know what that one did.
_GATEWAY_LOST = (502, 504)
_FIRST_PAUSE = 0.5
# A clock that begins in 1970 is set right; one that nears the end of the calendar is no clock.
_FARTHEST = timedelta(days=100 * 365)


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
        file_deadline: float = FILE_PATIENCE,
        wire: httpx.AsyncBaseTransport | None = None,
        hearers: Sequence[Hearer] = (),
    ) -> None:
        self.base_url = line.base_url
        self.host = urlsplit(line.base_url).netloc
        self.clock = clock
        self._clients = Clients(line, wire)
        self._random = random
        self._limiter = limiter or Limiter(clock)
        self._deadline = deadline
        self._file_deadline = file_deadline
        self._hearers = hearers
        self._flights = Flights()
        self._numbers = itertools.count(1)
        self._skew: timedelta | None = None

    def server_now(self) -> datetime:
        """The server's time, as its last answer told it."""
        return self.clock.now() + (self._skew or timedelta())

    @property
    def knows_time(self) -> bool:
        """Whether the server has told its time yet."""
        return self._skew is not None

    async def send(self, call: Call, auth: httpx.Auth | None = None) -> Reply:
        """The successful answer to a call. Raises CabinetError and nothing else.

        The deadline is one for everything: waiting for the limits, the tries and the pauses. The
        same read twice at a time is one request.
        """
        if call.is_read and call.file is None:
            return await self._flights.share(
                call, lambda progress: self._sent(call, auth, progress)
            )
        try:
            return await self._sent(call, auth, Progress())
        finally:
            self.news()

    def news(self) -> None:
        """Something has changed, here or there: what is read from now on is asked for anew."""
        self._flights.news()

    async def _sent(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        try:
            reply = await self._in_time(call, auth, progress)
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

    async def _in_time(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        try:
            async with asyncio.timeout(self._file_deadline if call.file else self._deadline):
                return await self._try(call, auth, progress)
        except TimeoutError as error:
            raise self._lost(error, call, progress) from None

    async def _try(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        """A read is tried three times at most, unless it says once; a write once."""
        for count in range(_TRIES):
            ask = _ask(call, auth)
            place = await self._limiter.acquire(ask)
            try:
                return await self._exchange(call, auth, progress)
            except (*_RETRIED, ServerFailure) as error:
                if isinstance(error, httpx.ConnectError):
                    await self._limiter.give_back(ask, place)
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
        await self._clients.close()

    async def _exchange(self, call: Call, auth: httpx.Auth | None, progress: Progress) -> Reply:
        client = self._clients.to_send(call)
        request = client.build_request(
            call.method,
            self.base_url + call.path,
            params=call.query,
            content=None if call.body is None else json.dumps(call.body),
            headers=headers_of(call),
            extensions={"trace": progress.trace, "progress": progress},
        )
        before = progress.handed_over
        number, begun = next(self._numbers), self.clock.monotonic()
        try:
            response = await client.send(request, auth=auth, stream=True)
        except BaseException as error:
            self._note(number, call, begun, type(error))
            await progress.hang_up()
            raise
        self._note(number, call, begun, response.status_code)
        try:
            for _again in range(progress.handed_over - before - 1):
                # Sent once more with another token: the server has counted that too.
                await self._limiter.count(_ask(call, auth))
            self._learn_time(response)
            if call.file is not None and response.is_success:
                file = await file_answer(response, self.host, call.file)
                return Reply(response.status_code, file)
            content = await answer.read(response, self.host)
        finally:
            await response.aclose()
        try:
            return self._told(call, response, content)
        except RateLimited as error:
            await self._limiter.block(_ask(call, auth), error.retry_after.total_seconds())
            raise

    def _note(
        self, number: int, call: Call, begun: float, outcome: int | type[BaseException]
    ) -> None:
        took = self.clock.monotonic() - begun
        trace.note(trace.Asked(number, call.method, call.path, took, outcome))

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
        skew = (date if date.tzinfo else date.replace(tzinfo=UTC)) - self.clock.now()
        if abs(skew) < _FARTHEST:
            self._skew = skew


def _ask(call: Call, auth: httpx.Auth | None) -> Ask:
    """What the limits have to know of a call."""
    path = f"{call.method} {call.path}"
    query = "&".join(f"{name}={value}" for name, value in sorted((call.query or {}).items()))
    how = urgency()
    return Ask(
        rate=call.rate,
        urgency=how if call.is_read or how is Urgency.BACKGROUND else Urgency.DEED,
        account=auth.account if isinstance(auth, Identity) else "",
        route=call.route,
        path=path,
        mark=mark(f"{path}?{query}") if call.is_read else "",
    )
