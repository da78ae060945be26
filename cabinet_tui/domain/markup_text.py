"""Documents of a service (rules, offers, answers to questions) as text that is safe to draw.

A service writes them as HTML, as Markdown or plainly, and does not say which.
"""

from cabinet_tui.domain.markup_html import from_html, has_elements
from cabinet_tui.domain.markup_marks import from_marks
from cabinet_tui.domain.readable import ReadableText
from cabinet_tui.domain.text import clean

DOCUMENT = 200_000
"""Characters of the largest document that is read."""


def readable_text(source: str) -> ReadableText:
    """The document without its markup; a longer one than ``DOCUMENT`` ends in an ellipsis."""
    source = clean(source, multiline=True, limit=DOCUMENT)
    return from_html(source) if has_elements(source) else from_marks(source)
