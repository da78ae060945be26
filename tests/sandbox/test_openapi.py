"""The sandbox offers the documented operations and nothing else."""

from typing import Any

import pytest

from cabinet_tui.sandbox.app import create_app
from tests.sandbox.world import OPERATIONS, golden

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def openapi() -> Schema:
    return create_app().openapi()


def _resolve(openapi: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = openapi["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        return next(
            _resolve(openapi, choice) for choice in schema["anyOf"] if choice != {"type": "null"}
        )
    return schema


def _keys(openapi: Schema, schema: Schema) -> object:
    found = _resolve(openapi, schema)
    if found.get("type") == "array":
        return [_keys(openapi, found["items"])]
    if "properties" in found:
        return {name: _keys(openapi, part) for name, part in found["properties"].items()}
    return None


def _example_keys(example: object) -> object:
    if isinstance(example, list):
        inner = _example_keys(example[0])
        return None if inner is None and not isinstance(example[0], dict) else [inner]
    if isinstance(example, dict):
        return {name: _example_keys(part) for name, part in example.items()}
    return None


def _without_plain_lists(keys: object) -> object:
    if isinstance(keys, list):
        return None if keys == [None] else [_without_plain_lists(keys[0])]
    if isinstance(keys, dict):
        return {name: _without_plain_lists(part) for name, part in keys.items()}
    return keys


def test_the_operations_are_the_documented_37(openapi: Schema) -> None:
    offered = {
        (method.upper(), path) for path, methods in openapi["paths"].items() for method in methods
    }
    assert offered == {(o["method"], f"/cabinet{o['path']}") for o in OPERATIONS}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o['method']} {o['path']}")
def test_an_operation_is_as_documented(openapi: Schema, operation: Schema) -> None:
    offered = openapi["paths"][f"/cabinet{operation['path']}"][operation["method"].lower()]

    assert bool(offered.get("security")) == operation["auth"]
    query = [p["name"] for p in offered.get("parameters", []) if p["in"] == "query"]
    assert query == operation["query"]

    required: list[str] = []
    optional: list[str] = []
    if operation["request"]:
        content = offered["requestBody"]["content"]["application/json"]
        body = _resolve(openapi, content["schema"])
        required = body.get("required", [])
        optional = [name for name in body["properties"] if name not in required]
    assert sorted(required) == sorted(operation["required"])
    assert sorted(optional) == sorted(operation["optional"])

    successes = [status for status in offered["responses"] if status.startswith("2")]
    assert successes == [str(operation["success_status"])]
    reply = offered["responses"][successes[0]]["content"]["application/json"]["schema"]
    documented = _example_keys(golden(operation["response"]))
    assert _without_plain_lists(_keys(openapi, reply)) == documented
