"""What the command line costs before it does anything."""

import subprocess
import sys

import pytest

LIST = """
import sys
from cabinet_tui.cli import run
code = run(sys.argv[1:])
roots = {name.partition(".")[0] for name in sys.modules}
ours = set(sys.stdlib_module_names) | {"cabinet_tui", "__main__", "__mp_main__"}
before = %s
print("IMPORTED", *sorted(roots - ours - before))
sys.exit(code)
"""


def imported(*arguments: str) -> list[str]:
    """The third-party packages that a command imports, beyond those of the interpreter's start."""
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print({n.partition('.')[0] for n in sys.modules})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", LIST % bare.stdout.strip(), *arguments],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("IMPORTED"))
    return line.split()[1:]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["balance", "--help"],
        ["sandbox", "--help"],
        ["buy", "--help"],
        ["topup", "--help"],
        ["ticket", "reply", "--help"],
    ],
)
def test_version_and_help_import_no_third_party_package(arguments: list[str]) -> None:
    assert imported(*arguments) == []


def test_the_check_sees_a_third_party_package() -> None:
    assert "shtab" in imported("completion", "bash")


def test_the_version_is_printed_on_standard_output() -> None:
    from cabinet_tui import __version__

    done = subprocess.run(
        [sys.executable, "-m", "cabinet_tui", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == (f"cabinet-tui {__version__}\n", "")
