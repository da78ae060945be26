"""Sums by month on the command line: pages read as far back as they go, and a table."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from cabinet_tui.domain.months import Month, months_of
from cabinet_tui.locale import _, ngettext

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.money import Kopeks
    from cabinet_tui.domain.page import Page

MONTHS = 12
_PER_PAGE = 100
_MOST_PAGES = 20
"""Reads that a person waits for, and that leave room within what a server allows in a minute."""
_A_YEAR = timedelta(days=367)


class Dated(Protocol):
    """A line of a list that is sorted by its date, the newest first."""

    @property
    def id(self) -> int:
        """Tells it from the others."""
        ...

    @property
    def created_at(self) -> datetime | None:
        """When it was, None where the server did not say."""
        ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Sums:
    """The months, the oldest first, of ``read`` lines of ``total``.

    ``whole`` is that nothing of the last year is missing.
    """

    months: Sequence[Month]
    whole: bool
    read: int
    total: int


async def read_sums(
    page_of: "Callable[[int, int], Awaitable[Page[D]]]",
    moves: "Callable[[Iterable[D]], Iterable[tuple[datetime | None, Kopeks]]]",
) -> Sums:
    """Read pages until the year is whole; raises CabinetError."""
    now = datetime.now(UTC)
    found: dict[int, D] = {}
    total, whole = 0, False
    for number in range(1, _MOST_PAGES + 1):
        page = await page_of(number, _PER_PAGE)
        # A line that came meanwhile moves others to the next page: none counts twice.
        found |= {item.id: item for item in page.items}
        total = page.total
        dates = [item.created_at for item in page.items if item.created_at is not None]
        whole = page.is_last or (bool(dates) and min(dates) < now - _A_YEAR)
        if whole:
            break
    return Sums(months_of(moves(found.values()), now, MONTHS), whole, len(found), total)


def month_name(month: Month) -> str:
    """A month for programs: ``2026-11``."""
    return f"{month.start.year:04}-{month.start.month:02}"


def document(sums: Sums, row: "Callable[[Month], dict[str, Json]]") -> "dict[str, Json]":
    """The months, and whether nothing of the year is missing."""
    return {
        "months": [{"month": month_name(month), **row(month)} for month in sums.months],
        "whole_year": sums.whole,
    }


def show(
    sums: Sums, paper: "Paper", names: Sequence[str], row: "Callable[[Month], Sequence[int]]"
) -> None:
    """A line for each month, the newest first, and what they cover."""
    from cabinet_tui.cli import output
    from cabinet_tui.locale.formats import money, number
    from cabinet_tui.widgets.month_label import month_and_year

    if not sums.months:
        paper.line(_("Nothing of the last 12 months."))
    else:
        lines = [
            (
                month_and_year(month.start),
                *(money(amount, ascii_only=paper.ascii_only) for amount in row(month)),
            )
            for month in reversed(sums.months)
        ]
        paper.table([("", *names), *lines], right=frozenset(range(1, len(names) + 1)))
    if not sums.whole:
        words = ngettext(
            "Covers the newest of {total}: the older ones were not read.",
            "Covers the newest {count} of {total}: the older ones were not read.",
            sums.read,
        )
        output.remark(words.format(count=number(sums.read), total=number(sums.total)))
