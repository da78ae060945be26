"""Keys that are described in the language in use, wherever they are listed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import ClassVar, Protocol, TypeVar, cast

from textual import events, work
from textual.binding import ActiveBinding, Binding, BindingsMap, BindingType
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.heard_keys import hear
from cabinet_tui.screens.key_places import keys_of
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_text import line_of
from cabinet_tui.widgets.named_keys import KeyHost

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
    resting: ClassVar[frozenset[str]] = frozenset()
    """Actions of the app that there are not while this is shown: their keys are free here."""

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The bindings by which keys are heard, from the focus up."""
        chain = super()._binding_chain
        if isinstance(self.app, KeyHost):
            hear(chain, self.app.keymap)
        return chain

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, described in the language in use and in their own order."""
        return {
            key: active._replace(
                binding=replace(active.binding, description=_(active.binding.description)),
                tooltip=_(active.tooltip),
            )
            for key, active in sorted(super().active_bindings.items(), key=_Place())
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


class _Place:
    """Where a key stands: node by node as they come, and there as the bindings are written.

    One that was set otherwise comes last in Textual's own list.
    """

    def __init__(self) -> None:
        self._nodes: dict[DOMNode, int] = {}

    def __call__(self, item: tuple[str, ActiveBinding]) -> tuple[int, int]:
        _key, active = item
        node = self._nodes.setdefault(active.node, len(self._nodes))
        order = _order(type(active.node))
        return node, order.get(active.binding.id or "", len(order))


@cache
def _order(kind: type[DOMNode]) -> Mapping[str, int]:
    """The places of the bindings of a class, by their ids."""
    ids = dict.fromkeys(binding.id for binding in keys_of(kind) if binding.id)
    return {name: place for place, name in enumerate(ids)}
