"""Keys that are described in the language in use, wherever they are listed."""

from dataclasses import replace
from typing import ClassVar, Protocol, TypeVar, cast

from textual import events, work
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from cabinet_tui.locale import N_, _
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_text import line_of

R = TypeVar("R")

OF_TEXTUAL = (N_("Dismiss menu"), N_("palette"))
"""Descriptions of keys that come with the widgets."""


class Clipboard(Protocol):
    """What a screen asks of the app it runs in."""

    async def copy_text(self, text: str) -> None:
        """Send a text to the clipboard."""
        ...


class SpokenScreen(Screen[R]):
    """A screen whose keys carry message ids; footer, help and palette get their texts.

    A click beside a dialog closes it, where ``closes_outside`` and nothing was written in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("Y", "copy_line", N_("Copy this line"), show=False, id="copy_line")
    )
    closes_outside: ClassVar[bool] = True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, described in the language in use."""
        return {
            key: active._replace(
                binding=replace(active.binding, description=_text(active.binding.description)),
                tooltip=_text(active.tooltip),
            )
            for key, active in super().active_bindings.items()
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a line under the cursor there is none to copy."""
        if action == "copy_line":
            return bool(line_of(self.focused))
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy_line(self) -> None:
        """Send the line under the cursor to the clipboard."""
        await cast("Clipboard", self.app).copy_text(line_of(self.focused))

    async def on_click(self, event: events.Click) -> None:
        """Beside a dialog: as Esc, which is no loss there."""
        if not isinstance(self, ModalScreen):
            return
        event.stop()
        # Textual tells a screen of a click twice, the second time when it may be gone.
        if not self.is_current or self.get_widget_at(*event.screen_offset)[0] is not self:
            return
        leaving = self.active_bindings.get("escape")
        if self.closes_outside and leaving and leaving.enabled and not self._is_written_in():
            await self.app.run_action(leaving.binding.action, leaving.node)

    def _is_written_in(self) -> bool:
        fields = (field for field in self.query("Input, TextArea") if field.display)
        return any(
            field.value if isinstance(field, Input) else isinstance(field, TextArea) and field.text
            for field in fields
        )


def _text(message: str) -> str:
    # gettext answers the empty message with the header of the catalogue.
    return _(message) if message else ""
