"""Keys that are described in the language in use, wherever they are listed."""

from dataclasses import replace
from typing import TypeVar

from textual.binding import ActiveBinding
from textual.screen import Screen

from cabinet_tui.locale import N_, _

R = TypeVar("R")

OF_TEXTUAL = (N_("Dismiss menu"), N_("palette"))
"""Descriptions of keys that come with the widgets."""


class SpokenScreen(Screen[R]):
    """A screen whose keys carry message ids; footer, help and palette get their texts."""

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


def _text(message: str) -> str:
    # gettext answers the empty message with the header of the catalogue.
    return _(message) if message else ""
