"""The one file a user may edit: TOML, with comments kept, holding no secrets.

It is written through a new file that takes the old one's place, readable by its owner only.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.system_words import system_words, toml_words
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.container import Container
    from tomlkit.items import Item, Table

Toml = Mapping[str, object]


def config_path() -> Path:
    """Where the file is on this system."""
    from platformdirs import user_config_path

    return user_config_path("cabinet-tui", appauthor=False) / "config.toml"


def read(path: Path) -> Toml:
    """What the file says; nothing when there is none. Raises BadSetting when it is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(
            reason=_("{path} is not valid TOML: {error}.").format(
                path=path, error=toml_words(error)
            ),
            advice=_("Correct the file or remove it."),
        ) from None
    except OSError as error:
        raise BadSetting(
            reason=_("{path} cannot be read: {error}.").format(path=path, error=system_words(error))
        ) from None


def text(table: Toml, key: str) -> str:
    """A string of a table; empty when there is none."""
    value = table.get(key)
    return value if isinstance(value, str) else ""


def change(path: Path, edit: "Callable[[TOMLDocument], None]") -> None:
    """Let ``edit`` change the file; everything it leaves alone stays as it is, comments too.

    Raises BadSetting when the file cannot be read or written.
    """
    import tomlkit

    read(path)
    try:
        document = (
            tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        )
        edit(document)
        _replace(path, tomlkit.dumps(document))
    except OSError as error:
        raise BadSetting(
            reason=_("{path} cannot be written: {error}.").format(
                path=path, error=system_words(error)
            )
        ) from None


def table(
    parent: "TOMLDocument | Table | Container", name: str, *, of_tables: bool = False
) -> "Table":
    """The table of this name, made when there is none; ``of_tables`` has no line of its own."""
    import tomlkit
    from tomlkit.items import Table

    found: Item | Container | None = parent.get(name)
    if isinstance(found, Table):
        return found
    parent[name] = tomlkit.table(is_super_table=of_tables)
    made = parent[name]
    if not isinstance(made, Table):
        raise TypeError(f"{name} became {type(made)}")
    return made


def _replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of a file in one step; a link keeps pointing where it points."""
    from secrets import token_hex

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    target = path.resolve()
    fresh = target.with_name(f".{target.name}.{token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
