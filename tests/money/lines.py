"""The journal as a second start lists it."""

from collections.abc import Mapping, Sequence

from tests.e2e.cabinet_command import Told
from tests.money.deeds import MoneyDeed


def journal_of(told: Told) -> Sequence[Mapping[str, object]]:
    """The lines in what ``payments --json`` said, newest first."""
    lines = told.document["journal"]
    assert isinstance(lines, list)
    return lines


def is_true(standing: object, times: int, deed: MoneyDeed) -> bool:
    """Whether a line says what is true, or that it is not known where that cannot be."""
    if standing == "unknown":
        return not deed.leaves_traces
    return standing == ("done" if times else "not_done")
