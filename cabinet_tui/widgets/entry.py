"""A line to type in, as a part of a form."""

import unicodedata
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cabinet_tui.widgets.glyphs import glyphs_of

_CONTROL = "Cc"


class Entry(Input):
    """Takes keys in their order, however fast they come; a secret cannot be copied out again.

    The keys that leave have priority: Textual acts on those before it hands out the next key. An
    ordinary binding acts when the key has come back from the field to the app, and meanwhile a
    fast typist's password has gone into the e-mail address.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False, priority=True),
        Binding("enter", "submit", show=False),
        Binding("tab,down", "forward", show=False, priority=True),
        Binding("shift+tab,up", "back", show=False, priority=True),
    ]

    def __init__(
        self, value: str = "", *, name: str, placeholder: str = "", secret: bool = False
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, password=secret, compact=True, id=name, name=name
        )
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        """The value as it is drawn; Textual has no other sign for a secret than its bullet."""
        drawn = super()._value
        if self.password and glyphs_of(self.app).ascii_only:
            return Text("*" * len(drawn), no_wrap=True, overflow="ignore", end="")
        return drawn

    async def on_key(self, event: events.Key) -> None:
        """Edit at once too: a backspace that goes round by the app comes after the next letter."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if not binding.priority and await self.app.run_action(binding.action, self):
                event.prevent_default().stop()
                return

    def action_go_on(self) -> None:
        """The next field; in the last one the key comes after all that was typed, and sends."""
        entries = list(self.screen.query(Entry))
        following = entries[entries.index(self) + 1 :]
        if not following:
            raise SkipAction
        self.screen.set_focus(following[0])

    def action_forward(self) -> None:
        """Whatever comes next on the screen."""
        self.screen.focus_next()

    def action_back(self) -> None:
        """Whatever comes before on the screen."""
        self.screen.focus_previous()

    def action_copy(self) -> None:
        """Copy what is selected, unless it is a secret."""
        if not self.password:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut what is selected; a secret is only deleted."""
        if self.password:
            self.action_delete_left()
        else:
            super().action_cut()

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines: what was copied from a window may be broken where the window ended."""
        event.prevent_default().stop()
        text = "".join(char for char in event.text if unicodedata.category(char) != _CONTROL)
        self.replace(text, *self.selection)
