"""A web server on a loopback port that is no cabinet, or stands before one."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

import httpx

_PASSED = ("authorization", "content-type", "accept")


@dataclass(frozen=True)
class Page:
    """An answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[httpx.Request], Page]


def html(_request: httpx.Request) -> Page:
    """What the host of a static site says to anything."""
    return Page(b"<!doctype html><title>Hello</title>", headers={"content-type": "text/html"})


def json(_request: httpx.Request) -> Page:
    """Some other service that speaks JSON."""
    return Page(b'{"name": "registry", "version": 2}', headers={"content-type": "application/json"})


def portal(_request: httpx.Request) -> Page:
    """A portal that sends everybody to its sign-in page."""
    return Page(status=302, headers={"location": "https://portal.example.org/login"})


class Passage:
    """Passes what is below a prefix on to another server, without the prefix."""

    def __init__(self, behind: str, prefix: str = "", otherwise: Answer = html) -> None:
        self.behind = behind
        self._prefix = prefix
        self._otherwise = otherwise

    def __call__(self, request: httpx.Request) -> Page:
        path = request.url.raw_path.decode()
        if not path.startswith(f"{self._prefix}/"):
            return self._otherwise(request)
        told = httpx.request(
            request.method,
            self.behind + path.removeprefix(self._prefix),
            content=request.content,
            headers={name: value for name, value in request.headers.items() if name in _PASSED},
            trust_env=False,
        )
        kept = {"content-type": told.headers.get("content-type", "")}
        return Page(told.content, told.status_code, kept)


class Front:
    """`with Front(html) as front:` serves at `front.origin`; `front.asked` is what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[str] = []
        front = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                size = int(self.headers.get("content-length") or 0)
                front.asked.append(f"{self.command} {self.path}")
                page = answer(
                    httpx.Request(
                        self.command,
                        front.origin + self.path,
                        content=self.rfile.read(size),
                        headers=dict(self.headers.items()),
                    )
                )
                self.send_response(page.status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(page.body)))
                self.end_headers()
                self.wfile.write(page.body)

            do_GET = do_POST = do_PATCH = do_DELETE = handle_any  # noqa: N815 - named by the library

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
                """Say nothing on the terminal."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
