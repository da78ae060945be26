"""Finding out how a server speaks, and where on it the cabinet is.

At most two requests without a token, which change nothing: ``GET /branding`` is in both dialects
with other fields in each, ``GET /info/service`` in one of them only.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cabinet_tui.api.address import origin
from cabinet_tui.api.call import Call
from cabinet_tui.api.transport import Transport
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import NoCabinetThere, NotACabinet, Rejected, ServerFailure
from cabinet_tui.locale import _

_BRANDING, _SERVICE = "/branding", "/info/service"
_MARKS = {
    Dialect.BEDOLAGA: {"logo_letter", "has_custom_logo"},
    Dialect.DOCUMENTED: {"app_name", "primary_color", "secondary_color"},
}
_SERVICE_MARKS = {"description", "support_email", "support_telegram", "website"}
_GATEWAY_LOST = (502, 503, 504)

Ask = Callable[[str], Awaitable[object]]
"""The JSON at a URL; raises CabinetError."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found at one address: a body, or why there was none."""

    body: object = None
    error: NotACabinet | Rejected | ServerFailure | None = None

    @property
    def is_object(self) -> bool:
        return isinstance(self.body, dict)

    @property
    def keys(self) -> set[str]:
        return {str(key) for key in self.body} if isinstance(self.body, dict) else set()

    @property
    def dialect(self) -> Dialect | None:
        return next((name for name, marks in _MARKS.items() if marks & self.keys), None)


def asking(transport: Transport) -> Ask:
    """How to ask over a transport whose base URL is the origin of the server."""

    async def ask(url: str) -> object:
        path = urlsplit(url).path
        return (await transport.send(Call("GET", path, public=True, once=True))).body

    return ask


def root(places: Sequence[str]) -> str:
    """The base URL of a transport that reaches all of these places."""
    return origin(places[0]).rstrip("/")


async def detect(places: Sequence[str], ask: Ask) -> Found:
    """The cabinet at the first of these base URLs that is one; the second is tried if need be.

    Raises NoCabinetThere when there is none, and Unreachable, RateLimited, ServerFailure and
    Maintenance when that cannot be told now.
    """
    first = places[0]
    look = await _look(ask, first + _BRANDING)
    if look.dialect is not None:
        return Found(first, look.dialect)
    if look.is_object or isinstance(look.error, ServerFailure):
        return await _by_service(ask, first, look)
    if len(places) == 1:
        if isinstance(look.error, NotACabinet):
            raise _none_there(first, look)
        return await _by_service(ask, first, look)
    elsewhere = await _look(ask, places[1] + _BRANDING)
    if elsewhere.dialect is not None:
        return Found(places[1], elsewhere.dialect)
    if isinstance(elsewhere.error, ServerFailure):
        raise elsewhere.error
    raise _none_there(first, look)


async def _by_service(ask: Ask, place: str, branding: _Look) -> Found:
    """Decide by the other route, where the branding said nothing."""
    service = await _look(ask, place + _SERVICE)
    if "name" in service.keys and _SERVICE_MARKS & service.keys:
        return Found(place, Dialect.BEDOLAGA)
    for look in (branding, service):
        if isinstance(look.error, ServerFailure):
            raise look.error
    if branding.is_object and isinstance(service.error, Rejected):
        # It has a branding, if one without a word in it, and no such route: that is the other.
        return Found(place, Dialect.DOCUMENTED)
    raise _none_there(place, branding)


async def _look(ask: Ask, url: str) -> _Look:
    try:
        return _Look(body=await ask(url))
    except (NotACabinet, Rejected) as error:
        return _Look(error=error)
    except ServerFailure as error:
        if error.status in _GATEWAY_LOST:
            raise
        return _Look(error=error)


def _none_there(place: str, look: _Look) -> NoCabinetThere:
    reason = look.error.reason if isinstance(look.error, NotACabinet) else ""
    return NoCabinetThere(
        host=place.partition("://")[2], reason=reason or _("what answers there is something else")
    )
