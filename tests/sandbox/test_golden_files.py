"""The golden files are the examples of the API reference, all of them and as they are."""

import json
from pathlib import Path

import pytest

from tests.sandbox.reference_page import examples, golden_name, headings
from tests.sandbox.world import GOLDEN, OPERATIONS, golden

PAGE = Path(__file__).parents[3] / "shared" / "api-reference.md"
needs_page = pytest.mark.skipif(not PAGE.exists(), reason="the API reference is not here")


@needs_page
def test_every_example_of_the_page_is_a_golden_file() -> None:
    on_page = dict(examples(PAGE.read_text("utf-8")))
    kept = {path.name: path.read_text("utf-8") for path in GOLDEN.glob("*.json")}
    kept.pop("operations.json")
    assert kept == on_page


@needs_page
def test_every_operation_of_the_page_is_listed() -> None:
    on_page = [found for found in headings(PAGE.read_text("utf-8")) if found[1] != "/ws"]
    assert [(o["method"], o["path"]) for o in OPERATIONS] == on_page


def test_there_are_37_operations_and_6_events() -> None:
    listed = golden("operations.json")
    assert len(listed["operations"]) == 37
    assert len(listed["websocket"]["events"]) == 6


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o['method']} {o['path']}")
def test_an_operation_names_files_that_exist(operation: dict[str, str]) -> None:
    names = [operation["request"], operation["response"], *operation["errors"]]
    missing = [name for name in names if name and not (GOLDEN / name).exists()]
    assert missing == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o['method']} {o['path']}")
def test_an_operation_lists_the_fields_of_its_example(operation: dict[str, list[str]]) -> None:
    fields = sorted(operation["required"] + operation["optional"])
    name = golden_name(str(operation["method"]), str(operation["path"]), "request")
    example = json.loads((GOLDEN / name).read_text("utf-8")) if operation["request"] else {}
    assert fields == sorted(example)
