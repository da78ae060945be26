"""The language in which a service writes to an account."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, like ``ru``, and the name it gives itself."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The code of the one in use, and those that the service can write in."""

    current: str
    languages: Sequence[Language] = ()

    @property
    def name(self) -> str:
        """The name of the one in use, its code where it has none."""
        found = (language.name for language in self.languages if language.code == self.current)
        return next(found, "") or self.current
