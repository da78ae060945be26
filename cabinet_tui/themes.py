"""The colours of the program."""

from textual.theme import Theme

DARK = Theme(
    name="cabinet-dark",
    primary="#5aa9e6",
    secondary="#7f9bb3",
    accent="#5aa9e6",
    success="#7bc47f",
    warning="#e3b341",
    error="#f07178",
    foreground="#d8dee6",
    background="#11151a",
    surface="#1a2028",
    panel="#1a2028",
    dark=True,
    variables={
        "text-muted": "#8b98a6",
        "text-disabled": "#4a5561",
        "footer-key-foreground": "#5aa9e6",
        "input-cursor-text-style": "reverse",
    },
)
LIGHT = Theme(
    name="cabinet-light",
    primary="#0b62a3",
    secondary="#4d6478",
    accent="#0b62a3",
    success="#1d7a33",
    warning="#8a5a00",
    error="#b3261e",
    foreground="#1c2329",
    background="#fbfcfd",
    surface="#eef2f5",
    panel="#e6ecf1",
    dark=False,
    variables={
        "text-muted": "#5a6872",
        "text-disabled": "#a9b4bd",
        "footer-key-foreground": "#0b62a3",
        "input-cursor-text-style": "reverse",
    },
)
THEMES = (DARK, LIGHT)
