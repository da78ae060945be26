"""The command line as a test uses it."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cabinet_tui import cli
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.sandbox_server import SandboxServer


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The JSON on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def complaint(self) -> str:
        """The only line on standard error."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.strip()


class CabinetCommand:
    """Runs commands in this process, with standard streams that are no terminal."""

    def __init__(
        self, home: Path, captured: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.home = home
        self._captured = captured
        self._patch = patch

    def __call__(self, *arguments: str, typed: str = "") -> Told:
        self._captured.readouterr()
        with self._patch.context() as patched:
            patched.setattr(sys, "stdin", io.StringIO(typed))
            code = cli.run(arguments)
        told = self._captured.readouterr()
        return Told(code, told.out, told.err)

    def sign_in(
        self, sandbox: SandboxServer, password: str = DEMO_PASSWORD, server: str = ""
    ) -> Told:
        """Run ``login`` as the demo account, at the sandbox or what stands before it."""
        return self(
            "login", "--server", server or sandbox.url, "--email", DEMO_EMAIL, "--password-stdin",
            typed=f"{password}\n",
        )  # fmt: skip
