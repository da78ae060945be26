"""A computer of its own for each test: an empty home, no proxy, no keyring, no terminal."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.coverage_claims import SANDBOXES, is_among, succeeded
from tests.e2e.dialects import BEDOLAGA, DOCUMENTED, NO_COUNTERPART, spoken
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
    monkeypatch.setenv("CABINET_LANG", "en")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CABINET_TOKEN_STORE", "file")
    return tmp_path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What covers an operation of the documented API is tested in both dialects."""
    claimed = _claimed(metafunc.definition)
    if not claimed:
        return
    absent = [NO_COUNTERPART[name] for name in claimed if name in NO_COUNTERPART]
    skipped = pytest.mark.skip(reason=f"no counterpart: {'; '.join(absent)}") if absent else ()
    metafunc.fixturenames.append("dialect")
    metafunc.parametrize(
        "dialect", [DOCUMENTED, pytest.param(BEDOLAGA, marks=skipped)], indirect=True
    )


@pytest.fixture
def dialect(request: pytest.FixtureRequest) -> str:
    """How the sandbox of this test speaks."""
    return str(getattr(request, "param", DOCUMENTED))


@pytest.fixture
def sandbox(dialect: str) -> Iterator[SandboxServer]:
    """A filled cabinet on a loopback port."""
    with SandboxServer(dialect=dialect) as server:
        yield server


@pytest.fixture(scope="session")
def shared_sandboxes() -> Iterator[dict[str, SandboxServer]]:
    """A sandbox of each dialect, started when it is first asked for."""
    servers: dict[str, SandboxServer] = {}
    yield servers
    for server in servers.values():
        server.stop()


@pytest.fixture
def shared_sandbox(dialect: str, shared_sandboxes: dict[str, SandboxServer]) -> SandboxServer:
    """One sandbox for all tests that leave it to the next one as they please."""
    if dialect not in shared_sandboxes:
        shared_sandboxes[dialect] = SandboxServer(dialect=dialect).start()
    return shared_sandboxes[dialect]


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
    claimed = _claimed(request.node)
    servers = [request.getfixturevalue(name) for name in SANDBOXES if name in request.fixturenames]
    yield
    if claimed:
        speaks = {server.dialect for server in servers}
        wanted = [spoken(name, dialect) for dialect in speaks for name in claimed]
        seen = [call for server in servers for call in succeeded(server)]
        assert not [name for name in wanted if not is_among(name, seen)], seen


def _claimed(node: pytest.Item | pytest.Function) -> list[str]:
    return [str(name) for mark in node.iter_markers("covers") for name in mark.args]
