"""What the sandbox answers has the shape of what a real server was recorded to answer."""

from typing import Any

import pytest

from tests.bedolaga_shared import needs_folder, sample
from tests.sandbox.bedolaga_cases import CASES, SAME, Case
from tests.sandbox.bedolaga_more_cases import MORE_CASES
from tests.sandbox.conftest import MakeBedolaga
from tests.sandbox.shapes import differences


@needs_folder
@pytest.mark.parametrize("case", [*CASES, *MORE_CASES], ids=lambda case: case.name)
async def test_the_answer_has_the_recorded_shape(case: Case, make_bedolaga: MakeBedolaga) -> None:
    recorded = sample(case.name)
    world = await make_bedolaga(case.scenario)
    for step in case.steps:
        await step(world)
    body: Any = recorded.sent if case.body is SAME else case.body
    if callable(body):
        body = await body(world)

    path = case.path or recorded.path
    reply = await world.call(recorded.method, path, body, **recorded.query)

    assert reply.status_code == recorded.status, reply.text
    for name in ("retry-after", "www-authenticate"):
        assert reply.headers.get(name) == recorded.headers.get(name)
    assert not differences(recorded.body, reply.json())


def test_a_difference_is_seen() -> None:
    assert differences({"a": [{"b": 1}]}, {"a": [{"b": "1"}]}) == [".a[].b: number is text here"]
    assert differences({"a": 1}, {"a": 1, "b": 2}) == [".b"]
    assert not differences({"a": None, "b": []}, {"a": 1, "b": [2]})
