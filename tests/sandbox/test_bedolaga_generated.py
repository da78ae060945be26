"""Requests generated from the Bedolaga dialect's own routes: none makes the sandbox fail."""

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.schemas import OpenApiSchema

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.app import create_app

if TYPE_CHECKING:
    from schemathesis.core.jsonschema.types import JsonValue


@pytest.fixture(scope="module")
def api() -> OpenApiSchema:
    app = create_app(dialect="bedolaga", limits=False, reply_after=None)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.fixture(scope="module")
def headers(api: OpenApiSchema) -> dict[str, str]:
    body: dict[str, JsonValue] = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    reply = api["/cabinet/auth/email/login"]["POST"].Case(body=body).call()
    return {"Authorization": f"Bearer {reply.json()['access_token']}"}


schema = schemathesis.pytest.from_fixture("api")


@pytest.mark.walk
@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_makes_the_sandbox_fail(
    case: schemathesis.Case[Any], headers: dict[str, str]
) -> None:
    case.call_and_validate(headers=headers, checks=[not_a_server_error])
