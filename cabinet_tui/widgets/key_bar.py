"""The last line: the keys that work now and what they do."""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from cabinet_tui.widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import ActiveBinding

_GAP = 2
_PALETTE = "command_palette"
_ALWAYS = ("keys", "quit", _PALETTE)
"""How to leave, and where the rest is told; the last of them gives up its words first."""
_EVERYWHERE = ("top_up", "refresh")
"""What works in every section gives way to what this one does."""


class KeyBar(Widget):
    """One line, as many keys as there is room for; help, the way out and the palette at the right.

    One widget with one line of text: the footer that comes with Textual makes a widget a key and
    all of them anew whenever a key comes or goes, which is most of the time a screen takes to open.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The line."""
        line = Content()
        at = 0
        for start, _active, label in self._placed():
            line = Content.assemble(line, " " * (start - at), label)
            at = start + label.cell_length
        return line

    def _placed(self) -> list[tuple[int, "ActiveBinding", Content]]:
        """The keys with the columns they begin in."""
        keys = self._keys()
        fixed = sorted(
            (active for active in keys if active.binding.action in _ALWAYS),
            key=lambda active: _ALWAYS.index(active.binding.action),
        )
        others = [(active, self._label(active)) for active in keys if active not in fixed]
        own = [label for active, label in others if active.binding.action not in _EVERYWHERE]
        bare = 0
        ends = self._ends(fixed, bare)
        while bare < len(fixed) and _width([*own, *ends]) > self.size.width:
            bare += 1
            ends = self._ends(fixed, bare)
        room = self.size.width - _width(ends)
        return self._in_columns(others, list(zip(fixed, ends, strict=True)), room)

    def _ends(self, fixed: "Sequence[ActiveBinding]", bare: int) -> list[Content]:
        """The labels of the keys that are always there, the last of them without words."""
        worded = len(fixed) - bare
        return [self._label(active, bare=place >= worded) for place, active in enumerate(fixed)]

    def _in_columns(
        self,
        others: "Sequence[tuple[ActiveBinding, Content]]",
        ends: "Sequence[tuple[ActiveBinding, Content]]",
        room: int,
    ) -> list[tuple[int, "ActiveBinding", Content]]:
        """As many others as there is room for, and at the right the keys that are always there."""
        placed = []
        at = 0
        for active, label in others:
            if at + label.cell_length + _GAP <= room:
                placed.append((at, active, label))
                at += label.cell_length + _GAP
        at = max(at, room)
        for active, label in ends:
            placed.append((at, active, label))
            at += label.cell_length + _GAP
        return placed

    def _keys(self) -> list["ActiveBinding"]:
        by_action: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if self._is_told(active):
                by_action.setdefault(active.binding.action, active)
        return list(by_action.values())

    def _is_told(self, active: "ActiveBinding") -> bool:
        binding = active.binding
        if not active.enabled or binding.system or not binding.description:
            return False
        if not binding.priority and self._is_typed(binding.key):
            return False
        return binding.show or binding.action == _PALETTE

    def _is_typed(self, key: str) -> bool:
        """Whether the focused widget takes the key as text."""
        focused = self.screen.focused
        return focused is not None and focused.check_consume_key(key, key_to_character(key))

    def _label(self, active: "ActiveBinding", *, bare: bool = False) -> Content:
        key = self.app.get_key_display(active.binding)
        if glyphs_of(self.app).ascii_only and not key.isascii():
            key = active.binding.key
        sign = Content.styled(key, "bold $accent")
        return sign if bare else Content.assemble(sign, " ", active.binding.description)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        column = event.x - self.gutter.left
        for start, active, label in self._placed():
            if start <= column < start + label.cell_length:
                await self.app.run_action(active.binding.action, active.node)
                return


def _width(labels: "Sequence[Content]") -> int:
    return sum(label.cell_length + _GAP for label in labels) - _GAP * bool(labels)
