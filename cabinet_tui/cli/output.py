"""What a command writes: aligned lines for people, versioned JSON for programs."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO, TypeAlias

from cabinet_tui.cli import linear
from cabinet_tui.domain.text import TEXT, clean
from cabinet_tui.locale import _

SCHEMA = 1
GAP = "  "
_ARROWS = ("→", "->")
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
_PLAIN_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "₽": "RUB",
        "→": "->",
    }
)


def flat(text: str) -> str:
    """The text on one line, without anything that steers a terminal.

    What the server sent was cleaned where it was parsed; this is the last gate before the tty,
    for what came from files and arguments too.
    """
    return " ".join(clean(text, limit=TEXT).split())


@dataclass(frozen=True, slots=True)
class Paper:
    """Writes for people; ``ascii_only`` replaces typographic signs.

    ``beside`` writes to standard error, where standard output is for a program.
    """

    ascii_only: bool = False
    beside: bool = False

    def line(self, text: str) -> None:
        """Write one line."""
        self._write(self._inked(text))

    def prose(self, text: str, indent: str = "") -> None:
        """Write a text with the line ends it has."""
        for line in clean(text, multiline=True, limit=TEXT).split("\n"):
            self._write(f"{indent}{self._inked(line)}".rstrip())

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write labels and their values in two columns; rows without a value are left out."""
        kept = [(label, self._inked(value)) for label, value in rows if value]
        if linear.is_linear():
            for label, value in kept:
                words = (_("then") if word in _ARROWS else word for word in value.split(" "))
                self._write(f"{label.rstrip(':')}: {' '.join(words)}")
            return
        column = max((_width(label) for label, _value in kept), default=0)
        for label, value in kept:
            padding = " " * (column - _width(label))
            self._write(f"{self._faint(label)}{padding}{GAP}{value}")

    def table(self, rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
        """Write rows in columns, those numbered in ``right`` aligned to the right."""
        cleaned = [[self._inked(cell) for cell in row] for row in rows]
        if linear.is_linear():
            for row in cleaned:
                linear.note(row)
                self._write(
                    ", ".join(_("then") if cell in _ARROWS else cell for cell in row if cell)
                )
            return
        columns = [max(map(_width, column)) for column in zip(*cleaned, strict=True)]
        for row in cleaned:
            cells = []
            for position, (cell, size) in enumerate(zip(row, columns, strict=True)):
                padding = " " * (size - _width(cell))
                cells.append(padding + cell if position in right else cell + padding)
            self._write(GAP.join(cells).rstrip())

    def _write(self, line: str) -> None:
        print(line, file=self._stream)

    @property
    def _stream(self) -> TextIO:
        return sys.stderr if self.beside else sys.stdout

    def _faint(self, text: str) -> str:
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or linear.is_linear()
        return text if plain or not self._stream.isatty() else f"\x1b[2m{text}\x1b[22m"

    def _inked(self, text: str) -> str:
        return flat(text.translate(_PLAIN_SIGNS) if self.ascii_only else text)


def document(values: Mapping[str, Json]) -> None:
    """Write one JSON object, in ASCII only, with the version of its shape to standard output."""
    print(json.dumps({"schema": SCHEMA, **values}, indent=2, ensure_ascii=True))


def remark(text: str) -> None:
    """Write one line beside the output proper, to standard error."""
    print(flat(text), file=sys.stderr)


def utc(moment: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second: ``2026-12-16T10:30:00Z``."""
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _width(text: str) -> int:
    """How many terminal columns a text takes."""
    from rich.cells import cell_len

    return cell_len(text)
