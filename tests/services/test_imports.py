"""What the lower rooms bring in."""

import subprocess
import sys

import pytest

FOREIGN = "textual rich httpx pydantic websockets sqlite3 keyring babel"
REPORT = f"""
import sys
print(*sorted(name for name in "{FOREIGN}".split() if name in sys.modules))
"""


def brought_in_by(*modules: str) -> str:
    program = f"import {', '.join(modules)}\n{REPORT}"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=50
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "modules",
    [
        ("cabinet_tui.store.store", "cabinet_tui.store.state"),
        ("cabinet_tui.services.cabinet", "cabinet_tui.services.watch"),
        ("cabinet_tui.realtime.backoff",),
    ],
)
def test_services_and_store_bring_in_no_library(modules: tuple[str, ...]) -> None:
    assert brought_in_by(*modules) == ""


def test_the_listener_brings_in_websockets_alone() -> None:
    assert brought_in_by("cabinet_tui.realtime.listener") == "websockets"
