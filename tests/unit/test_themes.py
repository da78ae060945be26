"""Every text of every theme can be read, also where colours are few."""

import re
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.theme import Theme

import cabinet_tui
from cabinet_tui.domain.colour import Rgb, contrast, in_256, parsed
from cabinet_tui.palettes import CONTRAST, PALETTES, Palette
from cabinet_tui.themes import ANSI, ansi_theme, theme_of

INKS = (
    "foreground", "text", "text-muted", "text-disabled", "text-accent", "text-success",
    "text-warning", "text-error", "accent",
)  # fmt: skip
GROUNDS = (
    "background", "surface", "panel", "boost", "surface-active", "warning-muted",
    "block-cursor-background", "block-cursor-blurred-background", "input-selection-background",
    "screen-selection-background",
)  # fmt: skip
BRANDS = (
    "",
    "#0088cc",
    "#ff6600",
    "#000000",
    "#ffffff",
    "#808080",
    "#0000ff",
    "#00ff00",
    "#2f6fed",
)
ROOM = Path(cabinet_tui.__file__).parent

XTERM = """
000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5
7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff
"""
CONSOLE = """
000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa
555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff
"""
WINDOWS = """
0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc
767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2
"""
NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def drawn(text: str) -> Rgb:
    """What Rich makes of it for 256 colours."""
    return Rgb(*RichColor.parse(text).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def rgb(text: str) -> Rgb:
    found = parsed(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize("few", [False, True], ids=["full", "256"])
@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_ink_is_read_on_every_ground(palette: Palette, *, few: bool) -> None:
    for brand in BRANDS:
        found = colours(theme_of(palette, brand, few_colours=few))
        eye = drawn if few else rgb
        for ink in INKS:
            for ground in GROUNDS:
                ratio = contrast(eye(found[ink]), eye(found[ground]))
                assert ratio >= palette.least, (brand, ink, ground, found[ink], found[ground])


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_the_line_of_the_cursor_and_the_bars_are_told_from_the_ground(palette: Palette) -> None:
    for few in (False, True):
        for brand in BRANDS:
            found = colours(theme_of(palette, brand, few_colours=few))
            for ground in GROUNDS[1:]:
                assert found[ground] != found["background"], (few, brand, ground)
            if few:
                for name in (*INKS, *GROUNDS):
                    assert drawn(found[name]) == in_256(drawn(found[name])), name


def test_a_brand_that_is_read_is_the_accent_and_another_moves_in_lightness_only() -> None:
    assert theme_of(PALETTES[0], "#5ec8ff").accent == "#5ec8ff"
    moved = theme_of(PALETTES[0], "#0000ff").accent
    assert moved is not None
    assert moved.endswith("ff")
    assert moved != "#0000ff"
    for nonsense in ("", "blue", "#12", "\x1b[31m"):
        assert theme_of(PALETTES[0], nonsense).accent == PALETTES[0].accent


def test_there_are_six_dark_and_light_and_one_of_high_contrast() -> None:
    assert len({palette.name for palette in PALETTES}) == len(PALETTES) == 6
    assert {palette.dark for palette in PALETTES} == {True, False}
    assert CONTRAST.least >= 7


@pytest.mark.parametrize("palette", [XTERM, CONSOLE, WINDOWS], ids=["xterm", "console", "windows"])
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_the_terminals_own_colours_are_read_in_the_usual_palettes(
    palette: str, *, dark: bool
) -> None:
    sixteen = [rgb(f"#{colour}") for colour in palette.split()]
    ground, ink = (sixteen[0], sixteen[7]) if dark else (sixteen[15], sixteen[0])
    theme = ansi_theme(dark=dark)
    assert theme.name == ANSI
    found = colours(theme)
    for name in INKS:
        told = found[name].removeprefix("ansi_")
        bright = told.startswith("bright_")
        colour = (
            ink
            if told == "default"
            else sixteen[NAMES.index(told.removeprefix("bright_")) + 8 * bright]
        )
        assert contrast(colour, ground) >= 4.5, (name, told)
    for name in GROUNDS[:-2]:
        assert found[name] in {"ansi_default", "transparent"}, name


def test_the_styles_use_no_colours_but_those_that_are_tried_here() -> None:
    allowed = {*INKS, *GROUNDS, "accent", "block-cursor-text-style", "border"}
    allowed |= {"block-cursor-foreground", "border-blurred"}
    for path in [*ROOM.rglob("*.tcss"), *ROOM.glob("widgets/*.py"), *ROOM.rglob("screens/**/*.py")]:
        text = path.read_text("utf-8")
        used = set(re.findall(r"\$([a-z][a-z0-9-]*)", text))
        assert used <= allowed, (path.name, used - allowed)
        faint = re.findall(r"(?:color|background|style): *\$[a-z-]+ \d+%", text)
        assert [tint for tint in faint if "$background" not in tint] == [], path.name
