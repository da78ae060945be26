"""The program is killed in the midst of moving money: the next one knows, or says that it does not.

Nothing is ever charged twice: the same command with ``--yes`` once more finds out what the first
one did before it sends anything.
"""

import signal
import subprocess
import sys

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.money.child import AFTER_THE_END, AFTER_THE_LINE, BEFORE_THE_LINE, NOWHERE, POINTS
from tests.money.deeds import DEEDS
from tests.money.front import PATIENCE, Front, silence_after, silence_before
from tests.money.lines import is_true, journal_of
from tests.sandbox_server import SandboxServer

NOTHING, UNKNOWN = 3, 9
AT_THE_SERVER = {"before it is done": silence_before, "after it is done": silence_after}


def run_child(point: str, *command: str) -> "subprocess.Popen[bytes]":
    program = [sys.executable, "-m", "tests.money.child", point, *command]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def must_die(child: "subprocess.Popen[bytes]") -> None:
    """Wait for its death; what it said tells why it did not die."""
    _, said = child.communicate(timeout=PATIENCE)
    assert child.returncode == -signal.SIGKILL, said.decode()


@pytest.mark.parametrize("point", [*POINTS, *AT_THE_SERVER])
@pytest.mark.parametrize("name", DEEDS)
def test_killed(
    name: str,
    point: str,
    dialect: str,
    account: CabinetCommand,
    sandbox: SandboxServer,
    front: Front,
) -> None:
    deed = DEEDS[name]
    sandbox.begin(deed.scenario)
    account.sign_in(sandbox, server=front.url)
    before, path = deed.done(sandbox), deed.path(dialect)
    command = (*deed.command(dialect), "--yes")

    fault = AT_THE_SERVER.get(point)
    if fault is not None:
        front.arm(path, fault)
    with run_child(NOWHERE if fault else point, *command) as child:
        if fault is not None:
            front.struck.wait(PATIENCE)
            child.kill()
        must_die(child)
    assert fault is None or front.struck.is_set()

    times = deed.done(sandbox) - before
    assert times == (0 if point in (BEFORE_THE_LINE, AFTER_THE_LINE, "before it is done") else 1)

    again = account(*command)

    was_found = bool(times) and point != AFTER_THE_END
    if name == "trial":
        assert again.code == (NOTHING if times else 0)
        assert deed.done(sandbox) - before == 1
    elif deed.is_once:
        assert again.code == (UNKNOWN if was_found else 0)
        assert deed.done(sandbox) - before == (times if was_found else times + 1)
    elif name != "top-up":
        # A code works once, and a switch is set.
        assert deed.done(sandbox) - before == 1
    if deed.is_once:
        assert ("it was done" in again.err) is was_found
    listed = account("payments", "--json")
    lines = journal_of(listed)
    if point == BEFORE_THE_LINE:
        assert len(lines) <= 1
    else:
        assert is_true(lines[-1]["standing"], times, deed)
    assert (listed.code == UNKNOWN) is any(line["standing"] == "unknown" for line in lines)
