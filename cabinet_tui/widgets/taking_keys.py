"""Lists that come and go: without a line there is nothing for the keys to do there."""

from textual.widget import Widget


def take_keys(widget: Widget, *, when: bool) -> None:
    """Let a list have the keys when it has lines; the first one that comes takes them."""
    widget.can_focus = when
    if when and widget.screen.focused is None:
        widget.focus()
    elif not when and widget.has_focus:
        widget.screen.set_focus(None)
