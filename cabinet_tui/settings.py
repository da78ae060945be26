"""How the program looks and makes itself heard: kept in the file that also has the profiles."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_tui import config_file

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_TABLE = "settings"


class Desktop(StrEnum):
    """The sequence that asks a terminal for a notice on the desktop."""

    OFF = "off"
    OSC9 = "osc9"
    OSC777 = "osc777"


class QrBlocks(StrEnum):
    """The densest signs that a QR code may be drawn with, where half blocks do not fit."""

    HALF = "half"
    SEXTANTS = "sextants"
    OCTANTS = "octants"


class QrPicture(StrEnum):
    """How a terminal is given a QR code as a picture; by default as its name tells."""

    AUTO = "auto"
    OFF = "off"
    KITTY = "kitty"
    ITERM2 = "iterm2"
    SIXEL = "sixel"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has chosen; an empty text leaves the choice to the system or the program."""

    language: str = ""
    theme: str = ""
    ascii: bool = False
    mouse: bool = True
    plain: bool = False
    bell: bool = False
    desktop: Desktop = Desktop.OFF
    qr_blocks: QrBlocks = QrBlocks.HALF
    qr_picture: QrPicture = QrPicture.AUTO
    greeted: bool = False


def read(path: Path) -> Settings:
    """The settings in a file, the usual ones where it says nothing that can be used.

    Raises BadSetting when the file is broken.
    """
    table = config_file.read(path).get(_TABLE)
    if not isinstance(table, dict):
        return Settings()
    usual = Settings()

    def switch(name: str, *, otherwise: bool) -> bool:
        value = table.get(name)
        return value if isinstance(value, bool) else otherwise

    desktop = config_file.text(table, "desktop")
    blocks = config_file.text(table, "qr_blocks")
    picture = config_file.text(table, "qr_picture")
    return Settings(
        language=config_file.text(table, "language"),
        theme=config_file.text(table, "theme"),
        ascii=switch("ascii", otherwise=usual.ascii),
        mouse=switch("mouse", otherwise=usual.mouse),
        plain=switch("plain", otherwise=usual.plain),
        bell=switch("bell", otherwise=usual.bell),
        desktop=Desktop(desktop) if desktop in tuple(Desktop) else usual.desktop,
        qr_blocks=QrBlocks(blocks) if blocks in tuple(QrBlocks) else usual.qr_blocks,
        qr_picture=QrPicture(picture) if picture in tuple(QrPicture) else usual.qr_picture,
        greeted=switch("greeted", otherwise=usual.greeted),
    )


def read_keys(path: Path) -> object:
    """What the file says about keys, as it stands there: for whoever knows the keys to judge.

    Raises BadSetting when the file is broken.
    """
    return config_file.read(path).get("keys", {})


def remember(path: Path, before: Settings, after: Settings) -> None:
    """Write what has changed; everything else in the file stays as it is.

    Raises BadSetting when the file cannot be read or written.
    """
    changed = _changed(before, after)
    if not changed:
        return

    def edit(document: "TOMLDocument") -> None:
        table = config_file.table(document, _TABLE)
        for name, value in changed.items():
            table[name] = value

    config_file.change(path, edit)


def _changed(before: Settings, after: Settings) -> dict[str, str | bool]:
    values: dict[str, tuple[str | bool, str | bool]] = {
        "language": (before.language, after.language),
        "theme": (before.theme, after.theme),
        "ascii": (before.ascii, after.ascii),
        "mouse": (before.mouse, after.mouse),
        "plain": (before.plain, after.plain),
        "bell": (before.bell, after.bell),
        "desktop": (before.desktop.value, after.desktop.value),
        "qr_blocks": (before.qr_blocks.value, after.qr_blocks.value),
        "qr_picture": (before.qr_picture.value, after.qr_picture.value),
        "greeted": (before.greeted, after.greeted),
    }
    return {name: new for name, (old, new) in values.items() if new != old}
