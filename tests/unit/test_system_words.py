"""What the system and its libraries say is said in the language in use."""

import errno
import socket
import sqlite3
import ssl
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cabinet_tui import config_file, locale
from cabinet_tui.api.failure import Progress, lost
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.system_words import database_words, system_words, toml_words

LATIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.fixture(autouse=True)
def russian() -> Iterator[None]:
    before = locale.current()
    locale.use("ru")
    yield
    locale.use(before)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "там никто не отвечает"),
        (socket.gaierror(-2, "Name or service not known"), "имя сервера не найдено"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "нет сети"),
        (ssl.SSLCertVerificationError("self-signed certificate"), "сертификат недействителен"),
        (None, "не удалось установить соединение"),
    ],
)
@pytest.mark.parametrize("attempts", [1, 2])
def test_a_server_that_cannot_be_reached_is_told_in_russian(
    cause: OSError | None, words: str, attempts: int
) -> None:
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = OSError("All connection attempts failed")
    if cause is not None:
        several = ExceptionGroup("multiple connection attempts failed", [cause] * attempts)
        error.__cause__.__cause__ = several if attempts > 1 else cause
    told = lost(error, Progress(), host="vpn.example.com", changes=False)
    assert told.what == f"Нет связи с vpn.example.com: {words}."


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("The read operation timed out"),
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
        httpx.ProxyError("407 Proxy Authentication Required"),
        httpx.PoolTimeout(""),
        httpx.ReadError("[Errno 104] Connection reset by peer"),
    ],
)
def test_no_words_of_the_http_library_get_through(error: httpx.HTTPError) -> None:
    told = str(lost(error, Progress(), host="", changes=False))
    assert LATIN.isdisjoint(told)


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS])
def test_why_a_file_cannot_be_used(number: int) -> None:
    assert LATIN.isdisjoint(system_words(OSError(number, "in English")))


def test_what_is_rare_is_told_as_the_system_does() -> None:
    assert system_words(OSError(errno.ENOTTY, "Not a typewriter")) == "Not a typewriter"


@pytest.mark.parametrize(
    "said",
    ["database or disk is full", "attempt to write a readonly database", "file is not a database"],
)
def test_why_a_database_cannot_be_used(said: str) -> None:
    assert LATIN.isdisjoint(database_words(sqlite3.OperationalError(said)))


@pytest.mark.parametrize(("text", "where"), [("a = 1\nb c", "строка 2"), ("[a", "конец")])
def test_where_the_file_of_settings_is_wrong(text: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        config_file.read(path)
    assert where in caught.value.what
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(text)
    assert LATIN.isdisjoint(toml_words(error.value))
