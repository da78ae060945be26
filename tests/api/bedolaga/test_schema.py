"""Whatever we send is what the server's own schema takes."""

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any, cast

import httpx
import jsonschema_rs
import pytest

from cabinet_tui.domain.errors import CabinetError
from tests.api.bedolaga.operations import OPERATIONS
from tests.api.bedolaga.rig import at_work
from tests.api.bedolaga.samples import CASES
from tests.api.rig import answer
from tests.bedolaga_shared import needs_folder, sample, schema

pytestmark = needs_folder

# Asked for a mistake on purpose: the recorded answer is about what was wrong with it.
_WRONG = re.compile(".*_422_.*|stars_invoice_422|autopay_422|auth_login_422")
# Left out of the recorded schema, though the server has it.
_LEFT_OUT = frozenset({"/info/public-offer"})


def _problems(request: httpx.Request, document: Any) -> Iterator[str]:
    path = request.url.path
    operation = _operation(request.method.lower(), path, document)
    if operation is None:
        yield f"no operation {request.method} {path}"
        return
    declared = {one["name"]: one for one in operation.get("parameters", ()) if one["in"] == "query"}
    for name, value in request.url.params.items():
        if name not in declared:
            yield f"no parameter {name} of {path}"
        else:
            yield from _errors(declared[name]["schema"], _number(value), document)
    missing = [
        name
        for name, one in declared.items()
        if one.get("required") and name not in request.url.params
    ]
    if missing:
        yield f"{missing} left out of {path}"
    content = operation.get("requestBody", {})
    if request.content:
        if not content:
            yield f"{path} takes no body"
            return
        wanted = content["content"]["application/json"]["schema"]
        sent = json.loads(request.content)
        yield from _errors(wanted, sent, document)
        yield from _unknown(wanted, sent, document)
    elif content.get("required"):
        yield f"{path} wants a body"


def _operation(method: str, path: str, document: Any) -> Any:
    """The operation of a path; one with fewer placeholders is nearer."""
    fitting = [
        (template.count("{"), operations[method])
        for template, operations in document["paths"].items()
        if method in operations
        and re.fullmatch(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(template)), path)
    ]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _errors(wanted: Any, sent: object, document: Any) -> Iterator[str]:
    whole = {**wanted, "components": document["components"]}
    for error in jsonschema_rs.iter_errors(whole, sent):
        yield error.message


def _unknown(wanted: Any, sent: Any, document: Any) -> Iterator[str]:
    """Fields that the server would silently leave unread."""
    name = wanted.get("$ref", "").rpartition("/")[2]
    if name:
        known = document["components"]["schemas"][name]["properties"]
        yield from (f"{name} has no {field}" for field in sent if field not in known)


def _number(text: str) -> object:
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdecimal() else text


def test_the_check_sees_a_wrong_request() -> None:
    document = schema()
    base = "https://vpn.example.com/cabinet"

    def problems(method: str, path: str, body: object = None) -> list[str]:
        request = httpx.Request(method, base + path, json=body) if body else None
        return list(_problems(request or httpx.Request(method, base + path), document))

    assert problems("GET", "/balance") == []
    assert problems("GET", "/balances")
    assert problems("GET", "/balance/transactions?page=0")
    assert problems("GET", "/balance/transactions?pages=1")
    assert problems("POST", "/balance/topup")
    assert problems("POST", "/balance/topup", {"amount_kopeks": 5, "payment_method": "x"})
    assert problems("POST", "/balance/topup", {"amount_rubles": 500})
    assert problems("POST", "/subscription/renew", {"period_days": 30, "gb_amount": 5})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
async def test_an_operation_is_in_the_schema(operation: Any) -> None:
    document = schema()
    rig = await at_work(lambda _: answer(operation.answer))
    await operation.do(rig.gate)
    assert [problem for request in rig.requests for problem in _problems(request, document)] == []


@pytest.mark.parametrize("name", sorted(name for name in CASES if not _WRONG.fullmatch(name)))
async def test_what_was_recorded_is_asked_as_the_schema_says(name: str) -> None:
    document = cast("Any", schema())
    recorded = sample(name)
    rig = await at_work(lambda _: answer(recorded.body, recorded.status))
    # What the answer means is another test.
    with contextlib.suppress(CabinetError):
        await CASES[name].do(rig.gate)
    requests = [
        one for one in rig.requests if one.url.path.removeprefix("/cabinet") not in _LEFT_OUT
    ]
    assert [problem for one in requests for problem in _problems(one, document)] == []
