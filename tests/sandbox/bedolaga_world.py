"""A sandbox in the Bedolaga dialect, its answers held against that server's own schema."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import jsonschema_rs

from cabinet_tui.sandbox.app import create_app
from cabinet_tui.sandbox.bedolaga.extras import Extras
from cabinet_tui.sandbox.clock import fixed_clock
from tests import bedolaga_shared
from tests.sandbox.world import NOW, World

Operation = dict[str, Any]


class BedolagaWorld(World):
    """Every answer is checked: its shape where the schema has one, its `detail` where it failed."""

    @property
    def extras(self) -> Extras:
        return self.box.extras

    async def call(
        self, method: str, path: str, body: object = None, **params: str | int
    ) -> httpx.Response:
        reply = await super().call(method, path, body, **params)
        check(method, path, reply)
        return reply


async def open_bedolaga(scenario: str = "default", *, limits: bool = False) -> BedolagaWorld:
    """A world at `NOW`, the demo account signed in."""
    app = create_app(
        scenario, dialect="bedolaga", clock=fixed_clock(NOW), limits=limits, reply_after=None
    )
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://sandbox", trust_env=False
    )
    world = BedolagaWorld(app, client, login="/auth/email/login")
    await world.sign_in()
    return world


def check(method: str, path: str, reply: httpx.Response) -> None:
    """Fail where an answer is not what the server's schema or its ways of refusing allow."""
    if reply.status_code >= 400:
        detail = reply.json()["detail"]
        if reply.status_code == 422:
            assert all({"type", "loc", "msg", "input"} <= item.keys() for item in detail)
        elif isinstance(detail, Mapping):
            assert {"code", "message"} <= detail.keys()
        else:
            assert isinstance(detail, str)
    if bedolaga_shared.FOLDER.is_dir():
        template = template_of(path)
        validator = _validator(method, template, str(reply.status_code)) if template else None
        if validator is not None:
            validator.validate(reply.json())


@cache
def schema() -> Operation:
    """The server's own OpenAPI document."""
    return bedolaga_shared.schema()


def template_of(path: str) -> str | None:
    """The path of the schema that a request's path is of; None for one it does not have."""
    whole = f"/cabinet{path}"
    # plain paths before those with numbers in them
    for template in sorted(schema()["paths"], key=lambda one: one.count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), whole):
            return str(template)
    return None


@cache
def _validator(method: str, template: str, status: str) -> Any:
    """What judges an answer; None where the schema says nothing of it."""
    operation = schema()["paths"][template].get(method.lower())
    response = (operation or {}).get("responses", {}).get(status, {})
    body = response.get("content", {}).get("application/json", {}).get("schema")
    if not body:
        return None
    return jsonschema_rs.Draft202012Validator({**body, "components": schema()["components"]})
