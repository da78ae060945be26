"""Plain text with the marks of Markdown, read line by line into text without them."""

import re

from cabinet_tui.domain.readable import ReadableText, Shape
from cabinet_tui.domain.readable_page import Page, decoded

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_ITEM = re.compile(r"(\s{0,12})[-*+•][ \t]+(.*)\Z")
_QUOTE = re.compile(r" {0,3}>[ \t]?(.*)\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,40}|(?:\*[ \t]*){3,40}|(?:_[ \t]*){3,40})\Z")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_INLINE = re.compile(
    r"`([^`\n]{1,500})`"
    r"|!?\[([^\[\]\n]{0,500})\]\(\s{0,3}<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500})?)"
    r">?(?:\s{1,3}[\"'][^\"'\n]{0,200}[\"'])?\s{0,3}\)"
    r"|\*\*(?=\S)([^*\n]{1,1000})(?<=\S)\*\*"
    r"|(?<!\w)__(?=\S)([^_\n]{1,1000})(?<=\S)__(?!\w)"
    r"|~~(?=\S)([^~\n]{1,1000})(?<=\S)~~"
    r"|(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])([^_\n]{1,1000})(?<=\S)_(?!\w)"
)
_DEEPEST = 3


def from_marks(source: str) -> ReadableText:
    """The text of a piece of Markdown; every line end counts, as it does in plain text."""
    page = Page()
    is_fenced = False
    for line in source.split("\n"):
        if _FENCE.match(line):
            is_fenced = not is_fenced
            continue
        if is_fenced:
            _verbatim(page, line)
        else:
            _line(page, line)
        page.break_line()
    return page.done()


def _verbatim(page: Page, line: str) -> None:
    start = page.place
    page.write(decoded(line), keeps_spaces=True)
    page.shape(start, Shape.CODE)


def _line(page: Page, line: str) -> None:
    if _RULE.match(line):
        page.end_line(2)
        page.write("----------")
        page.end_line(2)
    elif found := _HEADING.match(line):
        page.end_line(2)
        start = page.place
        _inline(page, found[1])
        page.shape(start, Shape.HEADING)
        page.end_line(2)
    elif found := _ITEM.match(line):
        page.write(f"{found[1].expandtabs(4)}- ", keeps_spaces=True)
        _inline(page, found[2])
    elif found := _QUOTE.match(line):
        start = page.place
        _inline(page, found[1])
        page.shape(start, Shape.QUOTE)
    else:
        _inline(page, line)


def _inline(page: Page, text: str, depth: int = 0) -> None:
    """The words of a line, without the marks around some of them."""
    place = 0
    for match in _INLINE.finditer(text) if depth < _DEEPEST else ():
        page.write(_plain(text[place : match.start()]))
        place = match.end()
        start = page.place
        code, label, address, strong, strong2, struck, emphasis, emphasis2 = match.groups()
        if code is not None:
            page.write(decoded(code))
            page.shape(start, Shape.CODE)
        elif address is not None:
            _inline(page, label, depth + 1)
            page.link(start, decoded(address))
        else:
            inner = strong or strong2 or struck or emphasis or emphasis2
            _inline(page, inner, depth + 1)
            page.shape(start, _shape(bold=strong or strong2, struck=struck))
    page.write(_plain(text[place:]))


def _shape(*, bold: str | None, struck: str | None) -> Shape:
    if bold:
        return Shape.STRONG
    return Shape.STRUCK if struck else Shape.EMPHASIS


def _plain(text: str) -> str:
    return decoded(_ESCAPED.sub(r"\1", text))
