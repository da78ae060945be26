"""What the keys of a screen do, said once for each thing they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import ActiveBinding
from textual.screen import Screen

from cabinet_tui.locale import _
from cabinet_tui.screens.key_places import keys_of
from cabinet_tui.widgets.keyboard import twin

if TYPE_CHECKING:
    from textual.dom import DOMNode


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
    for active in _as_written(screen.active_bindings.values()):
        if active.binding.id and active.enabled and active.binding.description:
            by_action.setdefault(active.binding.action, []).append(active)
    return [
        Described(
            all_of_it[0],
            tuple(
                dict.fromkeys(
                    screen.app.get_key_display(active.binding)
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


def _as_written(actives: Iterable[ActiveBinding]) -> Sequence[ActiveBinding]:
    """Node by node as they come; one that was set otherwise stands where it usually stands."""
    by_node: dict[DOMNode, list[ActiveBinding]] = {}
    for active in actives:
        by_node.setdefault(active.node, []).append(active)
    found: list[ActiveBinding] = []
    for node, own in by_node.items():
        order = [binding.id for binding in keys_of(type(node))]
        found += sorted(
            own,
            key=lambda one: order.index(one.binding.id) if one.binding.id in order else len(order),
        )
    return found


def _is_twin(active: ActiveBinding, others: Sequence[ActiveBinding]) -> bool:
    key = active.binding.key
    return active.binding.system or any(twin(other.binding.key) == key for other in others)
