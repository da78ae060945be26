"""HTML as people write it for bots and web pages, read into plain text. Nothing of it is run.

A reader of our own: it takes a time that grows with the text and no faster, whatever is in it,
and what is no known element stays in the text as it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cabinet_tui.domain.markup_elements import (
    CONTAINERS,
    FLOWING,
    KNOWN,
    LINES,
    LONE,
    PARAGRAPHS,
    SHAPES,
    SIBLINGS,
    UNSEEN,
)
from cabinet_tui.domain.readable import ReadableText
from cabinet_tui.domain.readable_page import Page, decoded

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})((?:\s|/)[^<>]{0,4000})?>")
_HREF = re.compile(r"""\s(href|alt|start)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_DEEPEST = 60


def has_elements(source: str) -> bool:
    """Whether there is an element in it that HTML knows."""
    return any(match[2].lower() in KNOWN for match in _TAG.finditer(source))


def from_html(source: str) -> ReadableText:
    """The text of a piece of HTML.

    Line ends count in bare text, as bots have it, and are white space inside of paragraphs.
    """
    reader = _Reader()
    for token in _tokens(source):
        reader.take(token)
    return reader.done()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, with where it began and what it needs at its end."""

    name: str
    start: int
    href: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    is_end: bool
    attributes: str


def _tokens(source: str) -> Iterator[_Tag | str]:
    """Tags of known elements and the text between them; comments are left out."""
    place = 0
    for kind, start, end, tag in _marks(source):
        if start < place:
            continue
        if start > place:
            yield source[place:start]
        place = end
        if kind == "tag" and tag is not None:
            yield tag
    if place < len(source):
        yield source[place:]


def _marks(source: str) -> Iterator[tuple[str, int, int, _Tag | None]]:
    comment = source.find("<!--")
    for match in _TAG.finditer(source):
        while 0 <= comment < match.start():
            end = source.find("-->", comment)
            if end < 0:
                comment = end
                break
            yield "comment", comment, end + 3, None
            comment = source.find("<!--", end)
        name = match[2].lower()
        if name in KNOWN:
            tag = _Tag(name, bool(match[1]), match[3] or "")
            yield "tag", match.start(), match.end(), tag


class _Reader:
    """Writes a page while elements open and close."""

    def __init__(self) -> None:
        self._page = Page()
        self._open: list[_Open] = []
        self._after_break = False

    def take(self, token: _Tag | str) -> None:
        """The next tag or text."""
        if isinstance(token, str):
            self._text(token)
            return
        hidden = next((item.name for item in self._open if item.name in UNSEEN), None)
        if hidden is not None and not (token.is_end and token.name == hidden):
            return
        if token.is_end:
            self._close(token.name)
        elif token.name in LONE:
            self._lone(token)
        else:
            self._begin(token)

    def done(self) -> ReadableText:
        """What was read, with everything closed that was left open."""
        while self._open:
            self._end(self._open.pop())
        return self._page.done()

    def _text(self, text: str) -> None:
        names = {item.name for item in self._open}
        if names & UNSEEN:
            return
        if not text.strip() and self._open and self._open[-1].name in CONTAINERS:
            return
        if self._after_break:
            # The source goes on in a new line as well: that is one line end, not two.
            text = re.sub(r"\A[^\S\n]*\n", "", text)
            self._after_break = not text
        is_verbatim = "pre" in names
        keeps_lines = is_verbatim or not names & FLOWING
        self._page.write(decoded(text), keeps_lines=keeps_lines, keeps_spaces=is_verbatim)

    def _lone(self, tag: _Tag) -> None:
        if tag.name == "br":
            self._page.break_line()
            self._after_break = True
        elif tag.name == "hr":
            self._page.end_line(2)
            self._page.write("----------")
            self._page.end_line(2)
        elif tag.name == "img" and (words := _attribute(tag, "alt")):
            self._page.write(f"[{words}]", keeps_lines=False)

    def _begin(self, tag: _Tag) -> None:
        name = tag.name
        if name in SIBLINGS:
            self._close_sibling(name)
        if len(self._open) >= _DEEPEST:
            return
        self._space(name)
        if name == "li":
            self._page.write(self._bullet(), keeps_spaces=True)
        elif name in ("td", "th") and self._is_in_row():
            self._page.write(" | ", keeps_spaces=True)
        href = _attribute(tag, "href") if name == "a" else ""
        number = _number(_attribute(tag, "start")) if name == "ol" else 0
        self._open.append(_Open(name, self._page.place, href, number))

    def _bullet(self) -> str:
        lists = [item for item in self._open if item.name in ("ul", "ol")]
        indent = "  " * max(0, len(lists) - 1)
        if lists and lists[-1].name == "ol":
            lists[-1].number += 1
            return f"{indent}{lists[-1].number}. "
        return f"{indent}- "

    def _is_in_row(self) -> bool:
        """Whether a cell of this row was written already."""
        row = next((item for item in reversed(self._open) if item.name == "tr"), None)
        return row is not None and self._page.place > row.start

    def _close_sibling(self, name: str) -> None:
        """An element whose end was left out ends where the next one of its kind begins."""
        for item in reversed(self._open):
            if item.name == name:
                self._close(name)
                return
            if item.name in ("ul", "ol", "table", "dl", "div", "blockquote"):
                return

    def _close(self, name: str) -> None:
        """End the innermost element of this name and what is open inside of it."""
        if all(item.name != name for item in self._open):
            if name == "p":
                self._space(name)
            return
        while self._open:
            item = self._open.pop()
            self._end(item)
            if item.name == name:
                return

    def _end(self, item: _Open) -> None:
        shape = SHAPES.get(item.name)
        if shape is not None:
            self._page.shape(item.start, shape)
        if item.href:
            self._page.link(item.start, item.href)
        self._space(item.name)

    def _space(self, name: str) -> None:
        is_inner = name in ("ul", "ol") and any(item.name == "li" for item in self._open)
        if name in PARAGRAPHS and not is_inner:
            if not any(item.name in ("li", "td", "th") for item in self._open):
                self._page.end_line(2)
        elif name in LINES or is_inner:
            self._page.end_line()
            self._after_break = True


def _attribute(tag: _Tag, name: str) -> str:
    for match in _HREF.finditer(tag.attributes):
        if match[1].lower() == name:
            return decoded(match[2].strip("\"'"))
    return ""


def _number(text: str) -> int:
    """One less than where a list begins to count."""
    return int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 6 else 0
