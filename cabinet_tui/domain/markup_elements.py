"""The elements of HTML that a document may have, by what becomes of them in plain text."""

from typing import Final

from cabinet_tui.domain.readable import Shape


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


SHAPES: Final = {
    **dict.fromkeys(_named("h1 h2 h3 h4 h5 h6 summary th"), Shape.HEADING),
    **dict.fromkeys(_named("b strong dt"), Shape.STRONG),
    **dict.fromkeys(_named("i em u ins cite mark"), Shape.EMPHASIS),
    **dict.fromkeys(_named("s strike del"), Shape.STRUCK),
    **dict.fromkeys(_named("code pre kbd samp tt"), Shape.CODE),
    **dict.fromkeys(_named("blockquote q"), Shape.QUOTE),
}
PARAGRAPHS: Final = _named("p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl")
"""An empty line stands before and after them."""
LINES: Final = _named(
    "address article aside body center dd details div dt figcaption figure footer form header"
    " html li main nav section summary tr"
)
"""They begin a line and end one."""
CONTAINERS: Final = _named("ul ol dl table thead tbody tfoot tr")
"""White space between what they hold is none of the text."""
FLOWING: Final = _named("p li h1 h2 h3 h4 h5 h6 td th dd dt")
"""Line ends inside of them are white space."""
UNSEEN: Final = _named("script style head title template iframe object")
"""Nothing inside of them is shown."""
LONE: Final = _named("br hr img wbr meta link input col")
"""They have no end."""
SIBLINGS: Final = _named("a li p tr td th dd dt")
"""One that begins ends the one before, whose end may be left out."""
_OTHERS = _named(
    "a span font small big sub sup abbr time tg-spoiler tg-emoji tbody thead tfoot caption td"
    " label colgroup video audio picture source svg path button"
)
KNOWN: Final = frozenset(SHAPES) | PARAGRAPHS | LINES | UNSEEN | LONE | _OTHERS
"""Every element that is read as one; the rest is text."""
