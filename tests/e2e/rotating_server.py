"""A server that takes a refresh token once: it hands out the next one with every refresh."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from types import TracebackType
from typing import Self

from cabinet_tui.domain.account import Tokens


class RotatingServer:
    """`with RotatingServer() as server:`; ``refreshes`` and ``refused`` count what it was asked.

    While ``loses_answers``, a refresh is done and its answer never sent.
    """

    def __init__(self) -> None:
        self.refreshes = 0
        self.refused = 0
        self.loses_answers = False
        self._serial = count(1)
        self._lock = threading.Lock()
        self.tokens = Tokens("")
        self._give()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                good = self.headers["authorization"] == f"Bearer {outer.tokens.access}"
                self._say(200 if good else 401, {} if good else {"detail": "Invalid token"})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status, said = outer._refresh(body["refresh_token"])
                if outer.loses_answers:
                    self.close_connection = True
                else:
                    self._say(status, said)

            def _say(self, status: int, body: dict[str, str]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_request(self, *_said: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}/cabinet"

    def expire(self) -> None:
        """Believe no access token that was given out before."""
        self.tokens = Tokens(_token(f"nobody-{next(self._serial)}"), self.tokens.refresh)

    def _refresh(self, token: str) -> tuple[int, dict[str, str]]:
        with self._lock:
            self.refreshes += 1
            if token != self.tokens.refresh:
                self.refused += 1
                return 401, {"detail": "Invalid refresh token"}
            self._give()
            return 200, {"access_token": self.tokens.access, "refresh_token": self.tokens.refresh}

    def _give(self) -> None:
        serial = next(self._serial)
        self.tokens = Tokens(_token(f"access-{serial}"), f"refresh-{serial}")

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
        self._thread.join(10)


def _token(salt: str) -> str:
    claims = base64.urlsafe_b64encode(json.dumps({"sub": "7", "salt": salt}).encode())
    return f"eyJh.{claims.rstrip(b'=').decode()}.sig"
