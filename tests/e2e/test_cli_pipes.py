"""Commands as processes of their own: pipes, signals, and what they leave behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

PROGRAM = (sys.executable, "-m", "cabinet_tui")


def test_a_reader_that_leaves_early_is_no_error(signed_in: CabinetCommand) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "transactions"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)

    assert done.stderr == ""
    assert done.returncode == 141


def test_a_narrow_encoding_is_no_crash(signed_in: CabinetCommand) -> None:
    done = subprocess.run(
        [*PROGRAM, "balance"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.endswith(" ?\n")


def test_closed_standard_streams_are_no_crash(home: Path) -> None:
    for arguments in ("", "login --server http://localhost:1 --email a@b.c --password-stdin"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{' '.join(PROGRAM)} {arguments} <&- >&-"],
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

        assert done.returncode == 2
        assert done.stderr.count("\n") == 1


def test_the_installed_command_is_the_same(home: Path) -> None:
    script = Path(sys.executable).with_name("cabinet-tui")

    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("cabinet-tui ")


def test_the_sandbox_serves_until_a_signal(home: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "sandbox", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            assert told["url"].startswith("http://127.0.0.1:")
            process.send_signal(signal.SIGINT)

            assert process.wait(20) in (0, 130)
        finally:
            process.kill()


def test_a_port_that_is_taken(cabinet: CabinetCommand, sandbox: SandboxServer) -> None:
    told = cabinet("sandbox", "--port", sandbox.origin.rpartition(":")[2])

    assert told.code == 1
    assert "cannot be used" in told.complaint


@pytest.mark.parametrize("command", ["status", "balance", "link"])
def test_no_secret_is_in_the_arguments_or_the_output(
    signed_in: CabinetCommand, command: str
) -> None:
    done = subprocess.run(
        [*PROGRAM, command, "--json"],
        env={**os.environ, "CABINET_DEBUG": "1", "PYTHONASYNCIODEBUG": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "eyJ" not in done.stdout + done.stderr
