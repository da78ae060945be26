"""How much of the traffic is used, as a bar."""

from textual.app import App
from textual.content import Content

from cabinet_tui.domain.subscription import Traffic
from cabinet_tui.widgets.glyphs import glyphs_of

_NEARLY_ALL = 0.9


def traffic_bar(app: App[object], traffic: Traffic, width: int) -> Content:
    """A bar ``width`` columns wide; empty where the traffic is unlimited or not known."""
    fraction = traffic.fraction
    if fraction is None:
        return Content()
    glyphs = glyphs_of(app)
    full = min(width, round(fraction * width))
    if fraction > 0:
        full = max(1, full)
    colour = "$text-error" if fraction >= _NEARLY_ALL else "$accent"
    return Content.assemble(
        (glyphs.bar_full * full, colour), (glyphs.bar_empty * (width - full), "$text-disabled")
    )
