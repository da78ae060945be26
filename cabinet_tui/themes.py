"""The palettes as Textual takes them, with the accent of the service; and the terminal's own."""

from dataclasses import replace

from textual.theme import Theme

from cabinet_tui.domain.colour import Rgb, in_256, is_readable, mix, nearest_readable, parsed
from cabinet_tui.palettes import PALETTES, Palette

ANSI = "ansi"
USUAL = PALETTES[0].name
_MOST, _LEAST = 30, 6
_WHITE, _FIRST_GREY, _GREY_STEP, _STEPS_OF_RICH = 255, 8, 10, 25


def theme_of(palette: Palette, brand: str = "", *, few_colours: bool = False) -> Theme:
    """The theme; its accent is the brand colour, or the nearest to it that is read everywhere.

    With ``few_colours`` all are of the 256: what a terminal would make of others is far from them.
    """
    accent = _accent(palette, brand)
    chosen = _chosen(palette, accent)
    if few_colours:
        palette, accent, chosen = _of_256(palette), _in_256(accent), _in_256(chosen)
    return Theme(
        name=palette.name,
        primary=accent,
        secondary=palette.muted,
        accent=accent,
        success=palette.success,
        warning=palette.warning,
        error=palette.error,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        dark=palette.dark,
        variables={
            # Named again, or Textual takes them through another colour space and back.
            "background": palette.background,
            "surface": palette.surface,
            "panel": palette.panel,
            "foreground": palette.foreground,
            "primary": accent,
            "accent": accent,
            "success": palette.success,
            "warning": palette.warning,
            "error": palette.error,
            "text": palette.foreground,
            "text-muted": palette.muted,
            "text-disabled": palette.muted,
            "text-primary": accent,
            "text-secondary": palette.muted,
            "text-accent": accent,
            "text-success": palette.success,
            "text-warning": palette.warning,
            "text-error": palette.error,
            "foreground-muted": palette.muted,
            "foreground-disabled": palette.muted,
            "boost": palette.field,
            "surface-active": palette.typing,
            "warning-muted": palette.notice,
            "block-cursor-background": chosen,
            "block-cursor-foreground": palette.foreground,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": palette.typing,
            "block-cursor-blurred-foreground": palette.foreground,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": palette.field,
            "border": accent,
            "border-blurred": palette.muted,
            "scrollbar": palette.muted,
            "scrollbar-hover": palette.foreground,
            "scrollbar-active": accent,
            "scrollbar-background": palette.surface,
            "scrollbar-background-hover": palette.surface,
            "scrollbar-background-active": palette.surface,
            "scrollbar-corner-color": palette.surface,
            "button-foreground": palette.foreground,
            "button-color-foreground": palette.background,
            "button-focus-text-style": "bold reverse",
            # Reversed, so that it is seen without colours too.
            "input-cursor-background": palette.field,
            "input-cursor-foreground": palette.foreground,
            "input-cursor-text-style": "reverse",
            "input-selection-background": chosen,
            "input-selection-foreground": palette.foreground,
            "screen-selection-background": chosen,
            "screen-selection-foreground": palette.foreground,
            "link-color": accent,
            "link-color-hover": accent,
            "link-background-hover": chosen,
        },
    )


def ansi_theme(*, dark: bool) -> Theme:
    """The terminal's own sixteen colours, those that are read on a ground of this kind.

    Where none is read in every palette that is about, the word alone tells: on a bright ground
    green and yellow stay the colour of the text.
    """
    muted = "ansi_white" if dark else "ansi_default"
    accent = "ansi_bright_cyan" if dark else "ansi_blue"
    success = "ansi_bright_green" if dark else "ansi_default"
    warning = "ansi_bright_yellow" if dark else "ansi_magenta"
    error = "ansi_bright_red" if dark else "ansi_red"
    return Theme(
        name=ANSI,
        ansi=True,
        dark=dark,
        primary=accent,
        secondary=muted,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "text-muted": muted,
            "text-disabled": muted,
            "text-accent": accent,
            "text-success": success,
            "text-warning": warning,
            "text-error": error,
            "surface-active": "ansi_default",
            "warning-muted": "ansi_default",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "block-cursor-background": "ansi_default",
            "block-cursor-foreground": "ansi_default",
            # Lists of Textual know no reversing: there the line is what tells.
            "block-cursor-text-style": "bold reverse underline",
            "block-cursor-blurred-background": "ansi_default",
            "block-cursor-blurred-foreground": "ansi_default",
            "block-cursor-blurred-text-style": "bold",
            "border": accent,
            "border-blurred": muted,
            "scrollbar": muted,
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "button-focus-text-style": "bold reverse",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_white",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_white",
            "screen-selection-foreground": "ansi_black",
            "link-color": accent,
            "link-color-hover": accent,
            "link-background-hover": "ansi_default",
        },
    )


def _accent(palette: Palette, brand: str) -> str:
    wanted = parsed(brand)
    if wanted is None:
        return palette.accent
    found = nearest_readable(wanted, map(_rgb, palette.grounds), palette.least, (in_256,))
    return palette.accent if found is None else found.hex


def _chosen(palette: Palette, accent: str) -> str:
    """The line of the cursor: as much of the accent as lets every text on it be read."""
    ground, ink = _rgb(palette.background), _rgb(accent)
    texts = [*map(_rgb, palette.inks), ink]
    for share in range(_MOST, _LEAST, -1):
        chosen = mix(ground, ink, share / 100)
        fits = all(is_readable(text, [chosen], palette.least, (in_256,)) for text in texts)
        if fits and in_256(chosen) != in_256(ground):
            return chosen.hex
    return palette.typing


def _of_256(palette: Palette) -> Palette:
    return replace(
        palette,
        background=_in_256(palette.background),
        surface=_in_256(palette.surface),
        panel=_in_256(palette.panel),
        field=_in_256(palette.field),
        typing=_in_256(palette.typing),
        notice=_in_256(palette.notice),
        foreground=_in_256(palette.foreground),
        muted=_in_256(palette.muted),
        success=_in_256(palette.success),
        warning=_in_256(palette.warning),
        error=_in_256(palette.error),
    )


def _in_256(text: str) -> str:
    """One of the 256, as it has to be named: Rich counts 25 steps of grey, and there are 24."""
    colour = in_256(_rgb(text))
    if len(set(colour)) == 1 and 0 < colour.red < _WHITE:
        step = (colour.red - _FIRST_GREY) // _GREY_STEP + 1
        colour = Rgb(*[round(step * _WHITE / _STEPS_OF_RICH)] * 3)
    return colour.hex


def _rgb(text: str) -> Rgb:
    return Rgb(*bytes.fromhex(text.removeprefix("#")))
