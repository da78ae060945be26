"""How much of the traffic is used, as a bar."""

from textual.app import App
from textual.content import Content

from cabinet_tui.domain.subscription import Traffic
from cabinet_tui.widgets.glyphs import glyphs_of

_NEARLY_ALL = 0.9


def traffic_bar(
    app: App[object], traffic: Traffic, width: int, even: float | None = None
) -> Content:
    """A bar ``width`` columns wide; empty where the traffic is unlimited or not known.

    ``even`` is the part, from 0 to 1, that an even pace would have used by now: it gets a mark.
    """
    fraction = traffic.fraction
    if fraction is None:
        return Content()
    glyphs = glyphs_of(app)
    full = min(width, round(fraction * width))
    if fraction > 0:
        full = max(1, full)
    colour = "$text-error" if fraction >= _NEARLY_ALL else "$accent"
    bar = Content.assemble(
        (glyphs.bar_full * full, colour), (glyphs.bar_empty * (width - full), "$text-disabled")
    )
    if even is None or width < 1:
        return bar
    place = min(width - 1, int(even * width))
    return Content.assemble(bar[:place], (glyphs.even, "bold $text"), bar[place + 1 :])
