"""The colours of the six themes, and which of them meet on the screen."""

from dataclasses import dataclass

from cabinet_tui.domain.colour import LEAST_CONTRAST

_STRICT = 7.0


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours as ``#rrggbb``. Every ink is read on every ground.

    ``least`` is the contrast that they reach.
    """

    name: str
    dark: bool
    background: str
    surface: str
    panel: str
    field: str
    typing: str
    notice: str
    foreground: str
    muted: str
    accent: str
    success: str
    warning: str
    error: str
    least: float = LEAST_CONTRAST

    @property
    def grounds(self) -> tuple[str, ...]:
        """What texts stand on; the line of the cursor is mixed for them."""
        return (self.background, self.surface, self.panel, self.field, self.typing, self.notice)

    @property
    def inks(self) -> tuple[str, ...]:
        """What texts are written in, the accent aside."""
        return (self.foreground, self.muted, self.success, self.warning, self.error)


DARK = Palette(
    name="cabinet-dark",
    dark=True,
    background="#121519",
    surface="#1d2126",
    panel="#1d2126",
    field="#262a30",
    typing="#31363d",
    notice="#3d3220",
    foreground="#dde3ea",
    muted="#a3adb8",
    accent="#6fb5ee",
    success="#85cf8a",
    warning="#e8bb4a",
    error="#f98d92",
)
DUSK = Palette(
    name="cabinet-dusk",
    dark=True,
    background="#1b1a2b",
    surface="#26243b",
    panel="#26243b",
    field="#302e49",
    typing="#3a3858",
    notice="#45352f",
    foreground="#e4e1f2",
    muted="#b1acca",
    accent="#b9a5f7",
    success="#8ad6a4",
    warning="#eec07a",
    error="#ffa3ad",
)
EMBER = Palette(
    name="cabinet-ember",
    dark=True,
    background="#191614",
    surface="#25211e",
    panel="#25211e",
    field="#2f2a26",
    typing="#3b3530",
    notice="#47321a",
    foreground="#ebe3d8",
    muted="#b8ab9b",
    accent="#f0a35e",
    success="#a9c77a",
    warning="#ecc655",
    error="#fb917d",
)
LIGHT = Palette(
    name="cabinet-light",
    dark=False,
    background="#fbfcfd",
    surface="#eef1f4",
    panel="#e6eaee",
    field="#e2e6ea",
    typing="#d5dbe1",
    notice="#f3e3bd",
    foreground="#1c2329",
    muted="#4a5661",
    accent="#0b5590",
    success="#14602a",
    warning="#6e4700",
    error="#9c1b15",
)
PAPER = Palette(
    name="cabinet-paper",
    dark=False,
    background="#f8f3e7",
    surface="#efe8d7",
    panel="#e9e1cd",
    field="#e4dbc5",
    typing="#d9ceb4",
    notice="#f0d9a6",
    foreground="#2b2620",
    muted="#574f43",
    accent="#72300c",
    success="#2f5a1e",
    warning="#6b4500",
    error="#94201c",
)
CONTRAST = Palette(
    name="cabinet-contrast",
    dark=True,
    background="#000000",
    surface="#141414",
    panel="#1c1c1c",
    field="#262626",
    typing="#303030",
    notice="#3a2f00",
    foreground="#ffffff",
    muted="#d7d7d7",
    accent="#ffd75f",
    success="#87ffaf",
    warning="#ffd787",
    error="#ffb7b7",
    least=_STRICT,
)
PALETTES = (DARK, DUSK, EMBER, LIGHT, PAPER, CONTRAST)
