"""The settings as the command line reads them: what it was asked for wins over what is kept."""

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cabinet_tui import config_file, locale
from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import BadSetting

if TYPE_CHECKING:
    from cabinet_tui.screens.key_setting import WantedKeys
    from cabinet_tui.settings import Settings


def kept() -> "Settings":
    """The settings of the file, the usual ones when it is broken: looks are no reason to stop."""
    from cabinet_tui import settings

    with suppress(BadSetting):
        return settings.read(config_file.config_path())
    return settings.Settings()


def speak(asked: str | None, profile: str | None = None) -> None:
    """Use the language asked for now, else the one kept, the account's own, the system's."""
    if locale.asked_for(asked):
        locale.use(locale.preferred(asked))
    else:
        locale.use(locale.preferred(None, kept().language, _of_account(profile)))


def _of_account(name: str | None) -> str:
    """The language of the account of a profile, as its server told it last; empty when unknown."""
    from cabinet_tui import profile

    with suppress(BadSetting):
        profiles = profile.read(config_file.config_path())
        called = name or os.environ.get("CABINET_PROFILE") or profiles.default
        return profiles.by_name.get(called, profile.Profile()).language
    return ""


def in_use(options: Options) -> "Settings":
    """The settings of this run; no language where none was asked for or kept."""
    found = kept()
    return replace(
        found,
        language=locale.current() if locale.asked_for(options.language) else found.language,
        ascii=found.ascii or options.ascii_only,
        mouse=found.mouse and options.mouse,
    )


def keys() -> "WantedKeys":
    """The keys that the file sets otherwise, none when it is broken."""
    from cabinet_tui import config_file, settings
    from cabinet_tui.screens.key_setting import WantedKeys

    with suppress(BadSetting):
        return WantedKeys(settings.read_keys(config_file.config_path()), place())
    return WantedKeys()


def keep(before: "Settings", after: "Settings") -> None:
    """Remember what has changed; raises BadSetting."""
    from cabinet_tui import settings

    settings.remember(config_file.config_path(), before, after)


def place() -> str:
    """Where the settings are kept, as a person writes it."""
    from pathlib import Path

    path = config_file.config_path()
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
