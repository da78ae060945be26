"""The settings as the command line reads them: what it was asked for wins over what is kept."""

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cabinet_tui import locale
from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import BadSetting

if TYPE_CHECKING:
    from cabinet_tui.settings import Settings


def kept() -> "Settings":
    """The settings of the file, the usual ones when it is broken: looks are no reason to stop."""
    from cabinet_tui import config_file, settings

    with suppress(BadSetting):
        return settings.read(config_file.config_path())
    return settings.Settings()


def speak(asked: str | None) -> None:
    """Use the language that was kept, unless another one was asked for now."""
    if asked or os.environ.get("CABINET_LANG"):
        return
    language = kept().language
    if language in locale.LANGUAGES:
        locale.use(language)


def in_use(options: Options) -> "Settings":
    """The settings of this run."""
    found = kept()
    return replace(
        found,
        language=locale.current(),
        ascii=found.ascii or options.ascii_only,
        mouse=found.mouse and options.mouse,
    )


def keep(before: "Settings", after: "Settings") -> None:
    """Remember what has changed; raises BadSetting."""
    from cabinet_tui import config_file, settings

    settings.remember(config_file.config_path(), before, after)


def place() -> str:
    """Where the settings are kept, as a person writes it."""
    from pathlib import Path

    from cabinet_tui import config_file

    path = config_file.config_path()
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
