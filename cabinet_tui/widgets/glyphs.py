"""The few signs that are not letters, each with a twin for terminals that have only ASCII."""

from dataclasses import dataclass

from textual.app import App

ASCII_CLASS = "-ascii"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs; each is one column wide."""

    bar_full: str = "█"
    bar_empty: str = "░"
    dot: str = "●"
    ellipsis: str = "…"
    dash: str = "–"
    arrow: str = "→"
    mark: str = "▌"
    even: str = "│"
    ascii_only: bool = False


UNICODE = Glyphs()
ASCII = Glyphs(
    bar_full="#",
    bar_empty=".",
    dot="*",
    ellipsis="~",
    dash="-",
    arrow=">",
    mark="|",
    even="|",
    ascii_only=True,
)


def glyphs_of(app: App[object]) -> Glyphs:
    """The set that this app draws with."""
    return ASCII if app.has_class(ASCII_CLASS) else UNICODE
