"""A sandbox in this process, without a socket, for tests of what its routes do."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.app import create_app
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.clock import fixed_clock
from cabinet_tui.sandbox.state import Account

GOLDEN = Path(__file__).parent.parent / "golden"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OPERATIONS: list[dict[str, Any]] = json.loads((GOLDEN / "operations.json").read_text("utf-8"))[
    "operations"
]


def golden(name: str) -> Any:
    """The JSON of a golden file."""
    return json.loads((GOLDEN / name).read_text("utf-8"))


@dataclass
class World:
    """The sandbox and a client of it; requests carry the demo account's token."""

    app: FastAPI
    client: httpx.AsyncClient
    headers: dict[str, str] = field(default_factory=dict)
    login: str = "/auth/login-email"

    @property
    def box(self) -> Sandbox:
        box: Sandbox = self.app.state.box
        return box

    @property
    def demo(self) -> Account:
        account = self.box.state.by_email(DEMO_EMAIL)
        assert account is not None
        return account

    async def call(
        self, method: str, path: str, body: object = None, **params: str | int
    ) -> httpx.Response:
        """One request to the API, path below /cabinet."""
        return await self.client.request(
            method, f"/cabinet{path}", json=body, params=params, headers=self.headers
        )

    async def get(self, path: str, **params: str | int) -> httpx.Response:
        return await self.call("GET", path, **params)

    async def post(self, path: str, body: object = None) -> httpx.Response:
        return await self.call("POST", path, body)

    async def control(self, path: str, body: object = None, **params: str | int) -> Any:
        """POST /sandbox/{path}; the JSON of the reply."""
        reply = await self.client.post(f"/sandbox/{path}", json=body, params=params)
        reply.raise_for_status()
        return reply.json()

    async def sign_in(
        self, email: str = DEMO_EMAIL, password: str = DEMO_PASSWORD
    ) -> dict[str, Any]:
        """Sign in; later requests are this account's. Returns the reply."""
        reply = await self.post(self.login, {"email": email, "password": password})
        assert reply.status_code == 200, reply.text
        signed_in: dict[str, Any] = reply.json()
        self.headers = {"Authorization": f"Bearer {signed_in['access_token']}"}
        return signed_in


async def open_world(scenario: str = "default", *, limits: bool = False) -> World:
    """A world at `NOW`, the demo account signed in."""
    app = create_app(scenario, clock=fixed_clock(NOW), limits=limits, reply_after=None)
    transport = httpx.ASGITransport(app=app)
    world = World(app, httpx.AsyncClient(transport=transport, base_url="http://sandbox"))
    await world.sign_in()
    return world
