"""What is remembered of a profile's server: where its cabinet is, and how it speaks."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cabinet_tui import locale, profile
from cabinet_tui.api.address import places
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.profile import Profile


class ServerMemory:
    """Satisfies ``bootstrap.Memory``: the profile's own server is remembered in its file.

    Any other is remembered for as long as the program runs. A server that was changed in the
    file is a new one.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name
        self._found: Found | None = None

    @property
    def found(self) -> Found | None:
        """The cabinet in use, None before it is found."""
        return self._found

    def recall(self, where: Sequence[str]) -> Found | None:
        """The cabinet that was found at one of these base URLs, None when none was."""
        for found in (self._found, _found(self._kept())):
            if found is not None and found.base_url in where:
                self._found = found
                return found
        return None

    def keep(self, found: Found) -> None:
        """Remember it; a file that cannot be written is asked again the next time."""
        self._found = found
        kept = self._kept()
        if kept.server and found.base_url in _places(kept.server) and _found(kept) != found:
            with suppress(BadSetting):
                profile.remember(self._path, acquainted(kept, found), make_default=False)

    def learn_language(self, code: str) -> None:
        """Remember the account's own language for the next start; an empty code tells nothing."""
        kept, found = self._kept(), self._found
        language = locale.spoken(code)
        is_ours = found is not None and found.base_url in _places(kept.server)
        if code and is_ours and kept.language != language:
            with suppress(BadSetting):
                there = replace(kept, language=language)
                profile.remember(self._path, there, make_default=False)

    def _kept(self) -> Profile:
        with suppress(BadSetting):
            return profile.read(self._path).by_name.get(self._name, Profile(self._name))
        return Profile(self._name)


def acquainted(kept: Profile, found: Found) -> Profile:
    """The profile with what was found of its server."""
    return replace(kept, dialect=found.dialect.value, found_at=found.base_url)


def _found(kept: Profile) -> Found | None:
    if kept.dialect not in list(Dialect) or kept.found_at not in _places(kept.server):
        return None
    return Found(kept.found_at, Dialect(kept.dialect))


def _places(server: str) -> Sequence[str]:
    with suppress(BadSetting):
        return places(server, insecure_http=True) if server else ()
    return ()
