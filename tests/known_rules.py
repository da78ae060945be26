"""Style rules are parsed once for all apps of a test run: hundreds of them start."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.css.model import RuleSet
from textual.css.types import CSSLocation

from cabinet_tui.stylesheet import ParsedOnceStylesheet

_KNOWN: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def known_rules() -> Iterator[None]:
    """Apps that start in here take the rules that an earlier one has parsed in the same colours."""
    parse = ParsedOnceStylesheet._parse_rules

    def parse_rules(
        self: ParsedOnceStylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        colours = tuple(self._variables.items())
        key = (css, read_from, is_default_rules, tie_breaker, scope, colours)
        if key not in _KNOWN:
            _KNOWN[key] = parse(self, css, read_from, is_default_rules, tie_breaker, scope)
        return _KNOWN[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ParsedOnceStylesheet, "_parse_rules", parse_rules)
        yield
