"""The debug log tells how things went, and cannot be brought to tell anything else."""

import ast
import asyncio
import logging
import re
import stat
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

import cabinet_tui.api
from cabinet_tui.api.call import Call
from cabinet_tui.cli.failure import report
from cabinet_tui.cli.log_file import LogFile, logging_to
from cabinet_tui.domain import trace
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import BadSetting, CabinetError, RateLimited
from cabinet_tui.domain.path_shape import path_shape
from tests.trust.gateway_calls import APIS, Secrets, calls
from tests.trust.recorded import Replayed, attempt, recorded

SECRETS = Secrets()
TOKENS = Tokens(SECRETS.access, SECRETS.refresh)
LIBRARIES = ("httpx", "httpcore", "websockets", "websockets.client", "asyncio", "keyring", "")


@contextmanager
def talkative() -> Iterator[None]:
    """Every library says all it can, as if somebody had switched that on."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def leaks(text: str) -> list[str]:
    """The names of the secrets that a text tells, as they are or as an address has them."""
    return [
        name
        for name, secret in SECRETS.all().items()
        if secret in text or quote(secret, safe="") in text or secret.casefold() in text.casefold()
    ]


class Echo(httpx.AsyncBaseTransport):
    """A server that answers with everything that it was told, under any status."""

    def __init__(self, status: int) -> None:
        self._status = status

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        said = f"{request.url} {dict(request.headers)} {request.content!r} {SECRETS.all()}"
        if self._status == 0:
            raise httpx.ReadError(said, request=request)
        return httpx.Response(
            self._status, json={"detail": said, "message": said, "code": said, "success": False}
        )


@pytest.mark.parametrize("status", [0, 200, 401, 403, 422, 503])
@pytest.mark.parametrize("dialect", APIS)
async def test_no_call_of_any_gateway_leaks_into_the_log(
    dialect: str, status: int, tmp_path: Path
) -> None:
    file = tmp_path / "log"
    made = calls(dialect, SECRETS)
    with talkative(), logging_to(file):
        for call in made:
            outcome = await attempt(dialect, call, Echo(status), TOKENS)
            if isinstance(outcome, BaseException):
                trace.note(trace.CallFailed("GET", f"/media/{SECRETS.media_token}", outcome))
                trace.note(trace.Broke(outcome))
    told = file.read_text("ascii")
    assert leaks(told) == []
    assert told.count("\n") > len(made)


@pytest.mark.parametrize("dialect", APIS)
async def test_the_answers_do_not_leak_either(dialect: str, tmp_path: Path) -> None:
    def with_secrets(body: object) -> object:
        if isinstance(body, dict):
            return {key: with_secrets(value) for key, value in body.items()}
        if isinstance(body, list):
            return [with_secrets(item) for item in body]
        return SECRETS.words if isinstance(body, str) else body

    file = tmp_path / "log"
    with talkative(), logging_to(file):
        for one in await recorded(dialect):
            await attempt(dialect, one.call, Replayed(one.answers, with_secrets), TOKENS)
    told = file.read_text("ascii")
    assert leaks(told) == []
    shapes = set(re.findall(r"#\d+ (\w+ \S+) \d+ in", told))
    assert len(shapes) > (30 if dialect == "documented" else 50)


@pytest.mark.parametrize("status", [0, 401])
@pytest.mark.parametrize("dialect", APIS)
async def test_no_logger_of_any_library_tells_them(
    dialect: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for call in calls(dialect, SECRETS):
        await attempt(dialect, call, Echo(status), TOKENS)
    assert leaks(caplog.text) == []


async def test_nothing_but_entries_reaches_the_file(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with talkative(), logging_to(file):
        for name in (trace.LOGGER, *LIBRARIES, "cabinet_tui", "cabinet_tui.realtime.line"):
            logging.getLogger(name).critical("the password is %s", SECRETS.password)
            logging.getLogger(name).error(SECRETS.access, exc_info=ValueError(SECRETS.refresh))
    assert file.read_text() == ""


def test_an_error_is_told_by_its_kind_and_places(tmp_path: Path) -> None:
    file = tmp_path / "log"
    with pytest.raises(KeyError) as inner:
        raise KeyError(SECRETS.access)
    with pytest.raises(ExceptionGroup) as outer:
        raise ExceptionGroup(SECRETS.password, [RateLimited(), inner.value]) from inner.value
    with logging_to(file):
        trace.note(trace.Broke(outer.value))
    told = file.read_text()
    assert leaks(told) == []
    assert "ExceptionGroup at trust/test_debug_log.py:" in told
    assert "KeyError at " in told
    assert "RateLimited" in told


def test_only_its_owner_reads_the_log_and_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.touch(0o644)
    file = LogFile(path, largest=2_000)
    for count in range(200):
        file.write(f"line {count}")
    kept = [path, path.with_name("log.1")]
    assert [stat.S_IMODE(one.stat().st_mode) for one in kept] == [0o600, 0o600]
    assert all(one.stat().st_size <= 2_000 for one in kept)
    assert sorted(path.parent.iterdir()) == sorted(kept)
    text = "".join(one.read_text() for one in reversed(kept))
    numbers = [int(line.rpartition(" ")[2]) for line in text.splitlines()]
    assert numbers == list(range(numbers[0], 200))


async def test_several_writers_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "log"
    files = [LogFile(path, largest=1_000_000) for _ in range(4)]

    def write(file: LogFile) -> None:
        for count in range(100):
            file.write(f"line {count}")

    await asyncio.gather(*(asyncio.to_thread(write, file) for file in files))
    assert len(path.read_text().splitlines()) == 400


@pytest.mark.parametrize("kind", ["folder", "link", "device", "nowhere"])
def test_a_file_that_is_none_of_ours_is_not_written(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "log"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "other")
    elif kind == "device":
        path = Path("/dev/null")
    else:
        path = tmp_path / "none" / "log"
    with pytest.raises(BadSetting) as caught, logging_to(path):
        pass
    assert "cannot be written" in caught.value.what
    assert not (tmp_path / "other").exists()


def test_what_is_off_costs_nothing_and_writes_nothing() -> None:
    assert not trace.is_on()
    trace.note(trace.Asked(1, "GET", "/balance", 0.1, 200))


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/tickets/17/messages", "/tickets/{}/messages"),
        ("/subscription/devices/abc-DEF/name", "/subscription/devices/{}/name"),
        ("/gift/purchase/marked-gift-token", "/gift/purchase/{}"),
        ("/media/AgACAgI?token=secret", "/media/{}"),
        ("/balance/pending-payments/wata/6/check", "/balance/pending-payments/{}/{}/check"),
        ("/me@example.com", "/{}"),
        ("", ""),
    ],
)
def test_a_path_is_told_without_what_is_somebodys(path: str, shape: str) -> None:
    assert path_shape(path) == shape


def test_every_word_of_the_api_is_known() -> None:
    words = set()
    for file in Path(next(iter(cabinet_tui.api.__path__))).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = re.fullmatch(r"(/[a-z]+(?:-[a-z]+)*)+/?", node.value)
                words |= set(node.value.strip("/").split("/")) if found else set()
    assert len(words) > 70
    assert {word for word in words if path_shape(f"/{word}") != f"/{word}"} == set()


def test_a_call_does_not_show_what_it_carries() -> None:
    call = Call("POST", "/auth/login", body={"password": SECRETS.password})
    assert leaks(repr(call)) == []


@pytest.mark.parametrize(
    "said",
    [
        "https://{email}:{password}@sub.example.com/{gift}?token={access}",
        "vless://{device}@node.example.com:443?key={access}#{words}",
        "no route to wss://vpn.example.com/cabinet/ws?token={refresh}",
        "{{'password': '{password}', 'refresh_token': '{refresh}'}}",
        "KeyError: '{gift}'",
        "code={code} link: {payment}",
        "somebody {email}",
        "Authorization: Bearer {access}",
    ],
)
def test_the_report_of_a_bug_tells_no_values(said: str) -> None:
    values = SECRETS.all()
    error = ValueError(said.format(**values) + "\x1b]0;pwned\x07\u202e")
    told = report(error)
    hidden = {name for name in values if f"{{{name}}}" in said} - {"words"}
    assert hidden.isdisjoint(leaks(told)), told
    assert "ValueError" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_the_report_keeps_the_places() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 // 0
    told = report(caught.value)
    assert f'File "{__file__}", line ' in told
    assert "by zero" in told


def test_errors_of_ours_show_no_secrets_with_their_locals(tmp_path: Path) -> None:
    error = CabinetError()
    shown = "".join(
        traceback.TracebackException.from_exception(error, capture_locals=True).format()
    )
    assert leaks(shown) == []
