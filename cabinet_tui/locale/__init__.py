"""The languages of the program: gettext catalogues and the functions that read them.

English is the source text. The chosen language is the one piece of state that belongs to the
whole process: a screen, an error and a command must all speak it, and switching is instant
because texts are looked up when they are shown, not when they are made.
"""

import gettext as _gettext
import os
import re
from pathlib import Path

LANGUAGES = ("en", "ru")
_DOMAIN = "cabinet_tui"


class _Speaker:
    """Holds the catalogue in use."""

    def __init__(self) -> None:
        self.language = "en"
        self.catalogue: _gettext.NullTranslations = _gettext.NullTranslations()

    def use(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self.catalogue = _gettext.translation(
            _DOMAIN, Path(__file__).parent, [self.language], fallback=True
        )


_speaker = _Speaker()


def use(language: str) -> None:
    """Speak this language from now on (``en`` or ``ru``; anything else means English)."""
    _speaker.use(language)


def current() -> str:
    """The code of the language in use."""
    return _speaker.language


def spoken(code: str) -> str:
    """Our language for a code or the name of a locale, like ``ru_RU.UTF-8``; empty for no such."""
    bare = re.split(r"[_.-]", code.strip(), maxsplit=1)[0].lower()
    return bare if bare in LANGUAGES else ""


def asked_for(asked: str | None = None) -> str | None:
    """What was asked for this run: by the option, else by ``CABINET_LANG``."""
    return asked or os.environ.get("CABINET_LANG") or None


def preferred(asked: str | None = None, chosen: str = "", of_account: str = "") -> str:
    """The language to speak: asked for now, chosen in the settings, the account's, the locale's.

    What is asked for, and the locale, decide even when they are not among ours: then it is English.
    """
    system = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    candidates = (asked_for(asked), spoken(chosen), spoken(of_account), *system)
    return spoken(next(filter(None, candidates), "")) or "en"


def _(message: str) -> str:
    """The message in the language in use."""
    # gettext answers the empty message with the header of the catalogue.
    return _speaker.catalogue.gettext(message) if message else ""


def in_language(message: str, language: str) -> str:
    """The message in a language that need not be the one in use."""
    found = _gettext.translation(_DOMAIN, Path(__file__).parent, [language], fallback=True)
    return found.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The plural form of the message for ``count``, by the rules of the language in use."""
    return _speaker.catalogue.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in the language in use, told apart by its context."""
    return _speaker.catalogue.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a message that is looked up later; gives it back as it is."""
    return message
