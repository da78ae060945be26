"""When a screen is whole."""

from collections.abc import Iterable

from textual.widget import Widget


def is_whole(parts: Iterable[Widget]) -> bool:
    """Whether these widgets are there with all that is in them.

    A container is there before what it holds, and watchers of reactives may run in between.
    """
    widgets = list(parts)
    return bool(widgets) and all(widget.is_mounted for widget in widgets)
