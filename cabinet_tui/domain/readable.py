"""A document of a service as plain text: what is drawn of it, and where its links lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cabinet_tui.domain.links import TextLink, links_in
from cabinet_tui.domain.text import clean

MOST_LINKS = 200


class Shape(StrEnum):
    """How a piece of a document stands out."""

    HEADING = "heading"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    CODE = "code"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class ShapedSpan:
    """``text[start:end]`` stands out."""

    start: int
    end: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class ReadableText:
    """Lines that are safe to draw, with the links in their order; spans and links lie inside."""

    text: str = ""
    spans: Sequence[ShapedSpan] = ()
    links: Sequence[TextLink] = ()


def readable(
    text: str, spans: Sequence[ShapedSpan] = (), links: Sequence[TextLink] = ()
) -> ReadableText:
    """The text with its links, those that are only written out too.

    A text that has to be cleaned once more, since harmless pieces made something else together,
    loses its shapes: their places are not right any longer.
    """
    cleaned = clean(text, multiline=True, limit=8 * len(text) + 1)
    if cleaned != text:
        text, spans, links = cleaned, (), ()
    taken = sorted(links, key=lambda link: link.start)
    return ReadableText(text, tuple(spans), _with_written(text, taken))


def _with_written(text: str, links: Sequence[TextLink]) -> Sequence[TextLink]:
    """Also the links that stand in the text as they are, line by line."""
    found, start = list(links), 0
    for line in text.split("\n"):
        if len(found) >= MOST_LINKS:
            break
        for link in links_in(line) if ":" in line else ():
            moved = replace(link, start=link.start + start, end=link.end + start)
            if all(moved.end <= known.start or known.end <= moved.start for known in links):
                found.append(moved)
        start += len(line) + 1
    return tuple(sorted(found, key=lambda link: link.start)[:MOST_LINKS])
