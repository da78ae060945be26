"""Frames that nobody looks at are not drawn: the screen is drawn when it is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual.screen import Screen


@contextmanager
def unseen_frames() -> Iterator[None]:
    """A screen in memory has no terminal to paint: no frame is drawn but those that are taken."""
    draw = Compositor.render_update

    def render_update(
        self: Compositor,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> RenderableType | None:
        if full:
            return draw(self, full=full, screen_stack=screen_stack, simplify=simplify)
        self._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", render_update)
        yield
