"""The style rules, parsed once: a screen that opens has only its own to parse."""

from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet

_SOURCES = 1024
"""More than there are widgets. Textual keeps 64: with more, it parses all anew each time."""


class ParsedOnceStylesheet(Stylesheet):
    """Remembers the rules of every source until the colours change."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache: LRUCache[tuple[object, ...], list[RuleSet]] = LRUCache(_SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the colours; Textual does so whenever a section opens, changed or not."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Take up new sources and colours; what is known already is not parsed again."""
        self.parse()
