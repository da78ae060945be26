"""The page that shows the pictures, as it is read beside them."""

from collections.abc import Iterator

from cabinet_tui import locale
from studio.drawing import CAST, FILM
from studio.guide import SIZES, THEMES
from studio.route import SCENES

_HEAD = f"""# Pictures

Made by `make pictures` from the program itself, on the server of the demo, at a moment that never
passes; `make check` fails when they are not what the program shows now. Every picture is there in
English and Russian, dark and light, 80x24 and 120x36, as SVG and as PNG.

![The demo: sections, a plan, the QR code, a message to support, a payment]({FILM})

The same as a recording for terminals: [`{CAST}`]({CAST}), `asciinema play screenshots/{CAST}`.
"""
_LANGUAGES = {"en": "English", "ru": "Русский"}


def gallery() -> str:
    """The text of the page."""
    index = ", ".join(f"[{title}](#{_anchor(title)})" for title in SCENES.values())
    return "\n".join([_HEAD, index, *(part for s in SCENES.items() for part in _scene(*s))]) + "\n"


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-").replace(",", "").replace(":", "")


def _scene(scene: str, title: str) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield "| " + " | ".join(_LANGUAGES[language] for language in locale.LANGUAGES) + " |"
    yield "|" + "---|" * len(locale.LANGUAGES)
    for theme in THEMES:
        yield (
            "| " + " | ".join(_shown(scene, title, lang, theme) for lang in locale.LANGUAGES) + " |"
        )
    yield "| " + " | ".join(_links(scene, language) for language in locale.LANGUAGES) + " |"


def _shown(scene: str, title: str, language: str, theme: str) -> str:
    name = f"{language}/{scene}-{theme}-{_size(SIZES[-1])}"
    return f"[![{title}, {_LANGUAGES[language]}, {theme}]({name}.png)]({name}.svg)"


def _links(scene: str, language: str) -> str:
    return ", ".join(
        f"[{theme} {_size(size)}]({language}/{scene}-{theme}-{_size(size)}.png)"
        for size in SIZES[:-1]
        for theme in THEMES
    )


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
