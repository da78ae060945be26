"""The last line: the keys that work now and what they do."""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from cabinet_tui.widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

_GAP = 2
_PALETTE = "command_palette"


class KeyBar(Widget):
    """One line, as many keys as there is room for; the palette, which has them all, at the right.

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
        palette = [key for key in keys if key.binding.action == _PALETTE]
        right = self.size.width
        placed = []
        for active in palette:
            label = self._label(active)
            right -= label.cell_length
            placed.append((right, active, label))
            right -= _GAP
        at = 0
        for active in keys:
            label = self._label(active)
            if active not in palette and at + label.cell_length <= right:
                placed.append((at, active, label))
                at += label.cell_length + _GAP
        return sorted(placed, key=lambda place: place[0])

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

    def _label(self, active: "ActiveBinding") -> Content:
        key = self.app.get_key_display(active.binding)
        if glyphs_of(self.app).ascii_only and not key.isascii():
            key = active.binding.key
        return Content.assemble((key, "bold $accent"), " ", active.binding.description)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        column = event.x - self.gutter.left
        for start, active, label in self._placed():
            if start <= column < start + label.cell_length:
                await self.app.run_action(active.binding.action, active.node)
                return
