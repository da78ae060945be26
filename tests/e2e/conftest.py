"""A computer of its own for each test: an empty home, no proxy, no keyring, no terminal."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.coverage_claims import SANDBOXES, is_among, succeeded
from tests.sandbox_server import SandboxServer

_KEPT = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, and an environment that knows of nothing else."""
    for name in tuple(os.environ):
        if name not in _KEPT:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CABINET_TOKEN_STORE", "file")
    return tmp_path


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    """A filled cabinet on a loopback port."""
    with SandboxServer() as server:
        yield server


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[SandboxServer]:
    """One sandbox for all tests that leave it to the next one as they please."""
    with SandboxServer() as server:
        yield server


@pytest.fixture
def world(shared_sandbox: SandboxServer, home: Path) -> SandboxServer:
    """The shared sandbox as if it had just been started, with a filled cabinet."""
    shared_sandbox.begin("default")
    return shared_sandbox


@pytest.fixture
def cabinet(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CabinetCommand:
    """The command line, in this process."""
    return CabinetCommand(home, capsys, monkeypatch)


@pytest.fixture
def signed_in(cabinet: CabinetCommand, sandbox: SandboxServer) -> CabinetCommand:
    """The command line of somebody who has signed in to the sandbox."""
    cabinet.sign_in(sandbox)
    return cabinet


@pytest.fixture(autouse=True)
def really_covered(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that says it covers an operation fails when the sandbox did not carry it out."""
    claimed = [str(name) for mark in request.node.iter_markers("covers") for name in mark.args]
    servers = [request.getfixturevalue(name) for name in SANDBOXES if name in request.fixturenames]
    yield
    if claimed:
        seen = [call for server in servers for call in succeeded(server)]
        assert not [name for name in claimed if not is_among(name, seen)], seen
