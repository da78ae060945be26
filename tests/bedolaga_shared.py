"""Recorded exchanges and the schema of a real Bedolaga server, where they lie beside us."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "bedolaga"
Json: TypeAlias = dict[str, object]

needs_folder = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the recordings of a Bedolaga server are not here"
)


@dataclass(frozen=True)
class Sample:
    """A recorded request and its answer; the path below the base URL."""

    name: str
    method: str
    path: str
    query: dict[str, str]
    sent: object
    status: int
    headers: dict[str, str]
    body: object


def sample(name: str) -> Sample:
    """One recorded exchange."""
    recorded = json.loads((FOLDER / "samples" / f"{name}.json").read_text("utf-8"))
    request = recorded["request"]
    query = request.get("query") or {}
    return Sample(
        name=name,
        method=request["method"],
        path=request["path"].removeprefix("/cabinet"),
        query={key: str(value) for key, value in query.items()},
        sent=request.get("body"),
        status=recorded["status"],
        headers=recorded.get("headers") or {},
        body=recorded.get("body"),
    )


def sample_names() -> set[str]:
    """The names of all recorded exchanges; none where they are not."""
    return {path.stem for path in (FOLDER / "samples").glob("*.json")}


def schema() -> Json:
    """The server's own OpenAPI document."""
    return cast("Json", json.loads((FOLDER / "openapi.json").read_text("utf-8")))
