"""The demo as a film: the keys that are pressed, and what a terminal is sent for each frame."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.frame import Frame, Look, Run
from studio.guide import SIZES, guided

_TITLE = "cabinet-tui demo"
_SIZE = SIZES[0]
# The keys, how long a person looks at what they bring, and what has to be there by then.
_STEPS = (
    ("", 2.0, "RecentHistory, DataTable, Static"),
    ("2", 2.0, "DataTable"),
    ("g", 2.5, "Static"),
    ("escape 3", 1.5, "TariffTable"),
    ("down", 0.6, ""),
    ("enter", 2.5, "PlanTable"),
    ("escape 4", 2.0, "QrCode"),
    ("f", 2.0, "QrCode"),
    ("escape 5", 2.0, ""),
    ("6", 1.2, "TicketList"),
    ("enter", 1.5, ""),
    ("w", 0.6, ""),
    *((letter if letter != " " else "space", 0.09, "") for letter in "It works now"),
    ("ctrl+s", 2.0, ""),
    ("escape escape 7", 2.0, ""),
    ("t", 1.5, "MethodList"),
    ("down", 0.4, ""),
    ("down", 0.6, ""),
    ("enter", 0.6, ""),
    *((digit, 0.25, "") for digit in "500"),
    ("enter", 3.0, "QrCode"),
    ("escape 1", 1.5, ""),
    ("question_mark", 2.0, ""),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame, and for how many seconds it stays."""

    frame: Frame
    seconds: float


async def film(server: str) -> tuple[Shot, ...]:
    """What is seen while the keys are pressed."""
    shots: list[Shot] = []
    async with guided(server) as guide:
        await guide.until(guide.is_quiet)
        for keys, seconds, wanted in _STEPS:
            await guide.press(*keys.split())
            if wanted:
                await guide.until_shown(wanted)
            await guide.until(guide.is_quiet)
            frame = await guide.still()
            if shots and shots[-1].frame == frame:
                shots[-1] = Shot(frame, shots[-1].seconds + seconds)
            else:
                shots.append(Shot(frame, seconds))
    return tuple(shots)


def asciicast(shots: Sequence[Shot]) -> str:
    """The film in the second version of asciicast: a header, then what is written and when."""
    columns, rows = _SIZE
    header = {"version": 2, "width": columns, "height": rows, "title": _TITLE}
    lines = [json.dumps(header)]
    before: Frame | None = None
    at = 0.0
    for shot in shots:
        lines.append(_event(at, "".join(_changes(before, shot.frame))))
        before, at = shot.frame, at + shot.seconds
    # The last frame stays as long as it should when nothing follows.
    return "\n".join([*lines, _event(at, "\x1b[?25h")]) + "\n"


def _event(at: float, text: str) -> str:
    return json.dumps([round(at, 2), "o", text], ensure_ascii=False)


def _changes(before: Frame | None, after: Frame) -> Iterator[str]:
    """What turns one frame into the next: only lines that differ are written."""
    if before is None:
        yield "\x1b[?25l\x1b[2J"
    for row, line in enumerate(after.lines):
        if before is None or before.lines[row] != line:
            yield f"\x1b[{row + 1};1H" + "".join(map(_written, line)) + "\x1b[0m"


def _written(run: Run) -> str:
    return f"\x1b[{_codes(run.look)}m{run.text}"


def _codes(look: Look) -> str:
    """The parameters of SGR, from nothing."""
    shape = {"1": look.bold, "3": look.italic, "4": look.underline, "9": look.strike}
    ink, paper = (
        ";".join(str(part) for part in bytes.fromhex(c[1:])) for c in (look.ink, look.paper)
    )
    return ";".join(
        ["0", *(code for code, on in shape.items() if on), f"38;2;{ink}", f"48;2;{paper}"]
    )
