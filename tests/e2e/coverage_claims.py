"""Which end-to-end test covers which operation: what tests claim, and what a sandbox saw."""

import ast
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.sandbox_server import SandboxServer

SANDBOXES = ("sandbox", "shared_sandbox")
"""The fixtures that give a test its server."""

_HERE = Path(__file__).parent
_OPERATIONS = _HERE.parent / "golden" / "operations.json"
_PUSH = "WS "


def succeeded(server: SandboxServer) -> Sequence[str]:
    """The operations that this server carried out since it was begun: ``POST /tickets``."""
    told = server.look("requests")
    assert isinstance(told, list)
    return [f"{seen['method']} {seen['path']}" for seen in told if seen["status"] < 300]


def is_among(claim: str, seen: Sequence[str]) -> bool:
    """Whether the claimed operation was carried out; a push cannot be seen in the requests."""
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(claim))
    return claim.startswith(_PUSH) or any(re.fullmatch(pattern, call) for call in seen)


def documented() -> frozenset[str]:
    """Every operation and every push of the documented API."""
    page = json.loads(_OPERATIONS.read_text(encoding="utf-8"))
    operations = {f"{line['method']} {line['path']}" for line in page["operations"]}
    return frozenset(operations | {f"{_PUSH}{kind}" for kind in page["websocket"]["events"]})


def claims() -> Mapping[str, Sequence[str]]:
    """The tests that claim each operation, by the markers in their source."""
    found: dict[str, list[str]] = {}
    for path in sorted(_HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for name in _claimed(node):
                    found.setdefault(name, []).append(f"{path.name}::{node.name}")
    return found


def _claimed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Sequence[str]:
    return [
        str(argument.value)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.covers"
        for argument in decorator.args
        if isinstance(argument, ast.Constant)
    ]
