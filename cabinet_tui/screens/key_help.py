"""What the keys of a screen do, said once for each thing they do."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from cabinet_tui.locale import _
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.keyboard import twin


@dataclass(frozen=True, slots=True)
class Described:
    """Something that can be done here, and the keys that do it as a person writes them."""

    active: ActiveBinding
    keys: Sequence[str]

    @property
    def description(self) -> str:
        """What it is, as the binding says it."""
        return self.active.binding.description


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together, with their meanings."""

    title: str
    lines: Sequence[tuple[str, str]]


def described(screen: Screen[object]) -> Sequence[Described]:
    """What can be done here by a key of ours, in the order in which the bindings are written.

    Ours have an id; the keys of lists and fields are what a person expects of lists and fields.
    A twin is no key of its own, and neither is one set otherwise that has come with its twin.
    """
    by_action: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.binding.id and active.enabled and active.binding.description:
            by_action.setdefault(active.binding.action.removeprefix("app."), []).append(active)
    return [
        Described(
            all_of_it[0],
            tuple(
                dict.fromkeys(
                    _shown(screen, active.binding)
                    for active in all_of_it
                    if not _is_twin(active, all_of_it)
                )
            ),
        )
        for all_of_it in by_action.values()
    ]


def key_groups(app: App[int], screen: Screen[object]) -> Sequence[KeyGroup]:
    """The keys of a screen, and those that work everywhere."""
    here: list[tuple[str, str]] = []
    everywhere: list[tuple[str, str]] = []
    for told in described(screen):
        line = (", ".join(told.keys), told.description)
        (everywhere if told.active.node is app else here).append(line)
    groups = (KeyGroup(_("Keys of this screen"), here), KeyGroup(_("Everywhere"), everywhere))
    return tuple(group for group in groups if group.lines)


def _shown(screen: Screen[object], binding: Binding) -> str:
    shown = screen.app.get_key_display(binding)
    return binding.key if glyphs_of(screen.app).ascii_only and not shown.isascii() else shown


def _is_twin(active: ActiveBinding, others: Sequence[ActiveBinding]) -> bool:
    key = active.binding.key
    return active.binding.system or any(twin(other.binding.key) == key for other in others)
