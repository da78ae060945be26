"""Finding out how a server speaks, in two questions at most."""

from collections.abc import Mapping

import httpx
import pytest

from cabinet_tui.api.address import places
from cabinet_tui.api.detect import asking, detect, root
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import (
    Maintenance,
    NoCabinetThere,
    RateLimited,
    ServerFailure,
    Unreachable,
)
from tests.api.rig import answer
from tests.fake_clock import FakeClock

HOST = "https://vpn.example.net"
DOCUMENTED = {"logo_url": "/l.png", "primary_color": "#112233", "app_name": "North"}
BEDOLAGA = {"name": "North", "logo_url": None, "logo_letter": "N", "has_custom_logo": False}
SERVICE = {"name": "North", "description": "Fast", "support_email": None, "website": None}
PAGE = httpx.Response(200, text="<html></html>", headers={"content-type": "text/html"})
AWAY = httpx.Response(302, headers={"location": "https://sso.example.org/login"})
UNROUTED = answer({"detail": "Not Found"}, 404)
Routes = Mapping[str, httpx.Response | Exception]


class Server:
    """Answers by path, anything else with ``otherwise``; keeps what it was asked."""

    def __init__(self, routes: Routes, otherwise: httpx.Response = UNROUTED) -> None:
        self.asked: list[str] = []
        self._routes = routes
        self._otherwise = otherwise

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "GET"
        assert "authorization" not in request.headers
        self.asked.append(request.url.path)
        told = self._routes.get(request.url.path, self._otherwise)
        if isinstance(told, Exception):
            raise told
        return httpx.Response(told.status_code, content=told.content, headers=told.headers)

    async def found(self, typed: str) -> Found:
        where = places(typed)
        transport = Transport(
            Line(root(where)),
            clock=FakeClock(),
            random=lambda: 0.0,
            wire=httpx.MockTransport(self.handle),
        )
        try:
            return await detect(where, asking(transport))
        finally:
            await transport.close()
            assert len(self.asked) <= 2


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (HOST, (f"{HOST}/cabinet", f"{HOST}/api/cabinet")),
        (f"{HOST}/", (f"{HOST}/cabinet", f"{HOST}/api/cabinet")),
        ("vpn.example.net", (f"{HOST}/cabinet", f"{HOST}/api/cabinet")),
        (f"{HOST}/cabinet", (f"{HOST}/cabinet",)),
        (f"{HOST}/cabinet/", (f"{HOST}/cabinet",)),
        (f"{HOST}/a/b", (f"{HOST}/a/b/cabinet", f"{HOST}/a/b")),
        (f"{HOST}/a/b/", (f"{HOST}/a/b/cabinet", f"{HOST}/a/b")),
        (f"{HOST}/a/cabinet", (f"{HOST}/a/cabinet",)),
        ("vpn.example.net/a", (f"{HOST}/a/cabinet", f"{HOST}/a")),
    ],
)
def test_an_address_means_two_places_at_most(typed: str, where: tuple[str, ...]) -> None:
    assert places(typed) == where


@pytest.mark.parametrize("typed", [HOST, f"{HOST}/", f"{HOST}/cabinet", f"{HOST}/cabinet/"])
@pytest.mark.parametrize(
    ("branding", "dialect"),
    [(DOCUMENTED, Dialect.DOCUMENTED), (BEDOLAGA, Dialect.BEDOLAGA)],
)
async def test_one_question_is_enough_for_a_cabinet(
    typed: str, branding: object, dialect: Dialect
) -> None:
    server = Server({"/cabinet/branding": answer(branding)})
    assert await server.found(typed) == Found(f"{HOST}/cabinet", dialect)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        (f"{HOST}/a", "/a/cabinet"),
        (f"{HOST}/a/", "/a"),
        (f"{HOST}/a/cabinet", "/a/cabinet"),
        (HOST, "/api/cabinet"),
    ],
)
@pytest.mark.parametrize("elsewhere", [UNROUTED, PAGE, AWAY], ids=["404", "a page", "a redirect"])
async def test_a_cabinet_below_a_path_is_found(
    typed: str, base: str, elsewhere: httpx.Response
) -> None:
    server = Server({f"{base}/branding": answer(BEDOLAGA)}, elsewhere)
    assert await server.found(typed) == Found(HOST + base, Dialect.BEDOLAGA)


@pytest.mark.parametrize(
    ("routes", "dialect"),
    [
        ({"/cabinet/branding": answer({}), "/cabinet/info/service": answer(SERVICE)}, "bedolaga"),
        ({"/cabinet/info/service": answer(SERVICE)}, "bedolaga"),
        (
            {
                "/cabinet/branding": answer({"detail": "boom"}, 500),
                "/cabinet/info/service": answer(SERVICE),
            },
            "bedolaga",
        ),
        ({"/cabinet/branding": answer({"logo_url": None})}, "documented"),
    ],
    ids=["empty branding", "no branding", "a branding that fails", "a bare branding"],
)
async def test_a_branding_that_says_nothing_is_made_up_for(routes: Routes, dialect: str) -> None:
    server = Server(routes)
    assert (await server.found(f"{HOST}/cabinet")).dialect == dialect


@pytest.mark.parametrize("typed", [HOST, f"{HOST}/x", f"{HOST}/x/cabinet"])
@pytest.mark.parametrize(
    ("everywhere", "reason"),
    [
        (PAGE, "web page"),
        (httpx.Response(404, text="<h1>404</h1>"), "web page"),
        (AWAY, "sends us on to sso.example.org"),
        (UNROUTED, "something else"),
        (answer({"status": "ok"}), "something else"),
        (answer({"name": "registry", "version": 2}), "something else"),
        (answer([1, 2]), "something else"),
        (answer(b"pong"), "not JSON"),
        (answer({"detail": "no"}, 401), "something else"),
        (answer({"detail": "no"}, 403), "something else"),
    ],
)
async def test_anything_else_is_plainly_no_cabinet(
    typed: str, everywhere: httpx.Response, reason: str
) -> None:
    with pytest.raises(NoCabinetThere) as caught:
        await Server({}, everywhere).found(typed)
    told = str(caught.value)
    assert told.startswith("There is no cabinet at vpn.example.net/")
    assert reason in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (httpx.ConnectError("refused"), Unreachable),
        (httpx.ReadError("cut"), Unreachable),
        (answer({"detail": "x"}, 502), ServerFailure),
        (httpx.Response(503, text="<h1>back soon</h1>"), ServerFailure),
        (answer({"detail": {"code": "maintenance", "message": "x"}}, 503), Maintenance),
        (answer({"detail": "x"}, 429), RateLimited),
    ],
)
async def test_what_cannot_be_told_now_is_asked_once_and_is_no_verdict(
    trouble: httpx.Response | Exception, kind: type[Exception]
) -> None:
    server = Server({"/cabinet/branding": trouble})
    with pytest.raises(kind) as caught:
        await server.found(HOST)
    assert not isinstance(caught.value, NoCabinetThere)
    assert len(server.asked) == 1


@pytest.mark.parametrize("typed", [HOST, f"{HOST}/cabinet"])
async def test_a_server_that_fails_at_everything_is_no_verdict(typed: str) -> None:
    with pytest.raises(ServerFailure):
        await Server({}, answer({"detail": "boom"}, 500)).found(typed)
