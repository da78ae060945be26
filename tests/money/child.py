"""The program, which kills itself where it is told to: ``python -m tests.money.child POINT ...``.

It waits for nothing, as in the other tests here, unless it is to be patient.
"""

import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

import pytest

from cabinet_tui import cli
from cabinet_tui.persistence.journal import SqliteJournal
from cabinet_tui.services.money import Money
from tests.money.conftest import hurry

P = ParamSpec("P")
T = TypeVar("T")

NOWHERE, PATIENT = "nowhere", "patient"
BEFORE_THE_LINE, AFTER_THE_LINE = "before the line", "after the line"
BEFORE_THE_END, AFTER_THE_END = "before its end", "after its end"
POINTS = (BEFORE_THE_LINE, AFTER_THE_LINE, BEFORE_THE_END, AFTER_THE_END)


def die() -> None:
    """As by ``kill -9``: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(work: Callable[P, Awaitable[T]], *, before: bool) -> Callable[P, Awaitable[T]]:
    async def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        if before:
            die()
        result = await work(*args, **kwargs)
        die()
        return result

    return whole


def main(point: str, arguments: list[str]) -> int:
    """Run a command to its end or to the point."""
    with pytest.MonkeyPatch.context() as patch:
        if point != PATIENT:
            hurry(patch)
        if point in (BEFORE_THE_LINE, AFTER_THE_LINE):
            begin = _dying(SqliteJournal.begin, before=point == BEFORE_THE_LINE)
            patch.setattr(SqliteJournal, "begin", begin)
        elif point in (BEFORE_THE_END, AFTER_THE_END):
            answered = _dying(Money.answered, before=point == BEFORE_THE_END)
            patch.setattr(Money, "answered", answered)
        return cli.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
