"""What a program writes to a terminal taken apart: text, sequences on a list, and findings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_STRINGS = re.compile("\x1b(?P<kind>[\\]PX^_k])(?P<body>[^\x07\x1b]*)(?P<end>\x07|\x1b\\\\)")
_CSI = re.compile(
    "\x1b\\[(?P<private>[<-?]*)(?P<parameters>[0-9;:]*)(?P<inside>[ -/]*)(?P<final>[@-~])"
)
_SHORT = re.compile("\x1b(?P<inside>[ -/]*)(?P<final>[0-~])")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LAYOUT = "\n\r\t\u200d"
_ADDRESS = re.compile(r"(https?|tg|mailto)://?[!-~]+")


@dataclass
class Findings:
    """What was written, and what of it no program should write."""

    shapes: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    copied: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    characters: int = 0
    size: int = 0
    raw_lines: int = 0
    lines: int = 0
    """With the moves of the cursor, which begin lines on a whole screen."""


def read(raw: bytes) -> Findings:
    """Everything that was written, taken apart."""
    moves = len(re.findall(rb"\x1b\[\d*(?:;\d*)?H", raw))
    ends = raw.count(b"\n")
    found = Findings(size=len(raw), lines=moves + ends, raw_lines=ends)
    text = raw.decode("utf-8", "surrogateescape")
    place = 0
    while place < len(text):
        if text[place] == "\x1b":
            place = _sequence(text, place, found)
        else:
            _character(text, place, found)
            place += 1
    return found


def _sequence(text: str, place: int, found: Findings) -> int:
    for pattern in (_CSI, _STRINGS, _SHORT):
        match = pattern.match(text, place)
        if match is not None:
            found.shapes[_shape(match, found)] += 1
            return match.end()
    found.harm.append(f"an escape that is none: {text[place : place + 20]!r}")
    return place + 1


def _shape(match: re.Match[str], found: Findings) -> str:
    """The sequence without what differs from one to the next; modes and requests in full."""
    parts = match.groupdict()
    if "body" in parts:
        return _string(parts["kind"], parts["body"], found)
    if "parameters" not in parts:
        return f"ESC {parts['inside']}{parts['final']}"
    whole = parts["private"] or parts["inside"] or parts["final"] not in "mHABCDKJ"
    numbers = parts["parameters"] if whole else "n"
    return f"CSI {parts['private']}{numbers}{parts['inside']}{parts['final']}"


def _string(kind: str, body: str, found: Findings) -> str:
    """What a string sequence asks for; those that hold data are looked into."""
    for char in body:
        if unicodedata.category(char) in _UNSEEN:
            found.harm.append(f"U+{ord(char):04X} inside ESC {kind}")
    if kind != "]":
        return f"ESC {kind}{body[:8]}"
    number, _, rest = body.partition(";")
    if number == "8":
        address = rest.partition(";")[2]
        if address:
            found.links.add(address)
            if not _ADDRESS.fullmatch(address):
                found.harm.append(f"a link to {address[:60]!r}")
    elif number == "52":
        found.copied.append(rest)
    elif number in "012":
        found.titles.append(rest)
    return f"OSC {number}"


def _character(text: str, place: int, found: Findings) -> None:
    char = text[place]
    found.characters += 1
    if char not in _LAYOUT and unicodedata.category(char) in _UNSEEN:
        around = text[max(0, place - 20) : place + 5]
        found.harm.append(f"U+{ord(char):04X} after {around!r}")


def clashes(found: Findings, allowed: set[str]) -> Iterator[str]:
    """What is no text and not on the list."""
    yield from found.harm
    yield from (shape for shape in found.shapes if shape not in allowed)
