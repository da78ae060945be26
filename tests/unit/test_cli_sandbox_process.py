"""The sandbox as a child process: what becomes of a start that fails."""

import sys
from pathlib import Path

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import sandbox_process
from cabinet_tui.cli.sandbox_process import SandboxProcess
from cabinet_tui.domain.errors import BadSetting, Unreachable


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Put a program of our own in the place of Python."""
    path = tmp_path / "python"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(path))


def test_the_address_is_that_of_the_first_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = '{"url": "http://127.0.0.1:1/cabinet"}'
    program(tmp_path, monkeypatch, f"import sys; print('{told}', flush=True); sys.stdin.read()")
    process = SandboxProcess()

    assert process.start() == "http://127.0.0.1:1/cabinet"
    process.stop()


def test_it_is_gone_once_it_was_stopped_even_when_it_ignores_signals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        """print('{"url": "http://a"}', flush=True); time.sleep(60)"""
    )
    program(tmp_path, monkeypatch, text)
    process = SandboxProcess()
    process.start()

    process.stop()
    process.stop()

    assert not process.is_running


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("raise SystemExit('no such port')", "no such port"),
        ("pass", "it ended at once"),
        ("print('hello')", "it ended at once"),
        ("print('[]')", "it ended at once"),
        ("import sys; sys.stderr.write('a\\x1b[2Jb\\n')", "ab"),
    ],
)
def test_a_failing_start_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str
) -> None:
    program(tmp_path, monkeypatch, text)
    process = SandboxProcess()

    with pytest.raises(Unreachable) as caught:
        process.start()
    assert caught.value.what == f"the sandbox cannot be reached: {reason}."
    assert not process.is_running


def test_a_silent_start_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "import sys; sys.stdin.read()")
    process = SandboxProcess(deadline=0.1)

    with pytest.raises(Unreachable, match="it said nothing"):
        process.start()
    assert not process.is_running


def test_after_a_stop_nothing_starts() -> None:
    process = SandboxProcess()
    process.stop()

    with pytest.raises(Unreachable):
        process.start()
    assert not process.is_running


def test_missing_packages_are_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_process, "_NEEDED", ("json", "surely_not_installed"))

    with pytest.raises(BadSetting) as caught:
        SandboxProcess().start()
    assert "surely_not_installed" in caught.value.what
    assert "json" not in caught.value.what
    assert "cabinet-tui[demo]" in caught.value.todo
