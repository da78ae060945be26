"""Requests generated from the sandbox's OpenAPI: none makes it fail or reply off its schema."""

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    negative_data_rejection,
    positive_data_acceptance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.app import create_app

if TYPE_CHECKING:
    from schemathesis.core.jsonschema.types import JsonValue

# A well-formed request may still name a plan there is none of, or a method that is switched off;
# and the Allow header of a 405 is the framework's.
NOT_ASKED = [positive_data_acceptance, allow_header_conformance]


@pytest.fixture(scope="module")
def api() -> OpenApiSchema:
    app = create_app(limits=False, reply_after=None)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.fixture(scope="module")
def headers(api: OpenApiSchema) -> dict[str, str]:
    body: dict[str, JsonValue] = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    reply = api["/cabinet/auth/login-email"]["POST"].Case(body=body).call()
    return {"Authorization": f"Bearer {reply.json()['access_token']}"}


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_makes_the_sandbox_leave_its_schema(
    case: schemathesis.Case[Any], headers: dict[str, str]
) -> None:
    # A read takes no body: all that can be wrong with it are query parameters nobody knows.
    lenient = [negative_data_rejection] if case.method == "GET" else []
    case.call_and_validate(headers=headers, excluded_checks=[*NOT_ASKED, *lenient])
