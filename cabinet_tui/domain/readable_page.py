"""What a document is written onto while it is read: white space, shapes and links fall in place."""

import re
from html import unescape

from cabinet_tui.domain.links import TextLink, leads_to
from cabinet_tui.domain.readable import MOST_LINKS, ReadableText, Shape, ShapedSpan, readable
from cabinet_tui.domain.text import clean, safe_url

_MOST_SHAPES = 5000
# What a character that must be seen is written as, like <U+202E>, is so long.
_WIDEST = 8
_PIECES = re.compile(r"\n|[^\S\n]+|\S+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def decoded(text: str) -> str:
    """The text with its entities as characters, cleaned of what they may have brought in."""
    whole = _ENTITY.sub(lambda match: unescape(match.group()), text)
    return clean(whole, multiline=True, limit=_WIDEST * len(whole) + 1)


class Page:
    """Text with at most one empty line in a row, and none at its ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines = 0
        self._space = False
        self._spans: list[ShapedSpan] = []
        self._links: list[TextLink] = []

    @property
    def place(self) -> int:
        """Where the next word will stand, or before the white space in front of it."""
        return self._length

    def end_line(self, least: int = 1) -> None:
        """What comes next stands on another line; with 2 after an empty one."""
        self._lines = max(self._lines, least)

    def break_line(self) -> None:
        """One line more."""
        self._lines += 1

    def write(self, text: str, *, keeps_lines: bool = True, keeps_spaces: bool = False) -> None:
        """Add text; its line ends are white space like any other unless they are kept."""
        for match in _PIECES.finditer(text):
            piece = match.group()
            if piece == "\n" and keeps_lines:
                self._lines += 1
            elif not piece.isspace():
                self._word(piece)
            elif keeps_spaces:
                self._word(piece.replace("\n", " "))
            else:
                self._space = True

    def shape(self, start: int, shape: Shape) -> None:
        """What was written since ``start`` stands out."""
        if len(self._spans) < _MOST_SHAPES and start < self._length:
            self._spans.append(ShapedSpan(start, self._length, shape))

    def link(self, start: int, url: str) -> None:
        """What was written since ``start`` leads to ``url``, whose host is told when it does not.

        An address that may not be opened is no link.
        """
        url = safe_url(url)
        before = self._links[-1].end if self._links else 0
        if not url or start < before or len(self._links) >= MOST_LINKS:
            return
        written = "".join(self._parts)[start:].strip()
        if not written:
            self._word(url)
        host = leads_to(url)
        self._links.append(TextLink(start, self._length, url, host))
        if host and host.lower() not in (written or url).lower():
            self._word(f" ({host})")

    def done(self) -> ReadableText:
        """What was written."""
        text = "".join(self._parts)
        spans = [
            ShapedSpan(start, span.end, span.shape)
            for span in self._spans
            if (start := _begin(text, span.start)) < span.end
        ]
        links = [
            TextLink(start, link.end, link.url, link.host)
            for link in self._links
            if (start := _begin(text, link.start)) < link.end
        ]
        return readable(text, spans, links)

    def _word(self, word: str) -> None:
        if self._length and self._lines:
            self._put("\n" * min(2, self._lines))
        elif self._length and self._space:
            self._put(" ")
        self._lines, self._space = 0, False
        self._put(word)

    def _put(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)


def _begin(text: str, start: int) -> int:
    """The first place from ``start`` on where there is something to see."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start
