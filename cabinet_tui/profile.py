"""Profiles: which account on which server, remembered in a file the user may edit.

The file holds no secrets. It is written with its comments kept, through a new file that takes the
old one's place, readable by its owner only.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _

DEFAULT = "default"
_NAME = re.compile(r"\w[\w.@+-]{0,63}")
Toml = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Profile:
    """One account on one server; an empty field says nothing."""

    name: str = DEFAULT
    server: str = ""
    token_store: str = ""


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles by name, and the one to use when none is asked for."""

    default: str = DEFAULT
    by_name: Mapping[str, Profile] = field(default_factory=dict)


def config_path() -> Path:
    """Where the profiles are kept on this system."""
    from platformdirs import user_config_path

    return user_config_path("cabinet-tui", appauthor=False) / "config.toml"


def read(path: Path) -> Profiles:
    """The profiles in a file; none when there is no file. Raises BadSetting when it is broken."""
    try:
        document: Toml = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Profiles()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(
            reason=_("{path} is not valid TOML: {error}.").format(path=path, error=error),
            advice=_("Correct the file or remove it."),
        ) from None
    except OSError as error:
        raise BadSetting(
            reason=_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)
        ) from None
    table = document.get("profiles")
    named = table if isinstance(table, dict) else {}
    return Profiles(
        default=_text(document, "profile") or DEFAULT,
        by_name={
            name: Profile(name, _text(entry, "server"), _text(entry, "token_store"))
            for name, entry in named.items()
            if isinstance(entry, dict)
        },
    )


def _text(table: Toml, key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def choose(
    profiles: Profiles,
    *,
    name: str | None,
    server: str | None,
    environ: Mapping[str, str],
    needs_server: bool = True,
) -> Profile:
    """The profile to use: what was asked for, then the environment, then the file.

    Asking for a profile by name asks for its server too: only ``server`` itself outranks that.
    Raises BadSetting for a name that cannot be, and when no server comes of it but is needed.
    """
    called = name or environ.get("CABINET_PROFILE") or profiles.default
    if not _NAME.fullmatch(called):
        raise BadSetting(
            reason=_("“{name}” cannot be the name of a profile.").format(name=called),
            advice=_("Use letters, digits and . _ @ + - only, a letter or a digit first."),
        )
    kept = profiles.by_name.get(called, Profile(called))
    by_environ = environ.get("CABINET_SERVER", "")
    ranked = (server, kept.server, by_environ) if name else (server, by_environ, kept.server)
    address = next((candidate for candidate in ranked if candidate), "")
    if not address and needs_server:
        raise _nowhere(called, profiles)
    return Profile(called, address, kept.token_store)


def _nowhere(called: str, profiles: Profiles) -> BadSetting:
    advice = _("Name it with --server, like --server https://vpn.example.com.")
    if called in profiles.by_name or not profiles.by_name:
        return BadSetting(reason=_("There is no server to talk to."), advice=advice)
    return BadSetting(
        reason=_("There is no profile “{name}”; there are: {names}.").format(
            name=called, names=", ".join(sorted(profiles.by_name))
        ),
        advice=advice,
    )


def remember(path: Path, profile: Profile, *, make_default: bool = True) -> None:
    """Write a profile, and that it is the default; everything else in the file stays as it is.

    Raises BadSetting when the file cannot be read or written.
    """
    import tomlkit

    read(path)
    try:
        document = (
            tomlkit.parse(path.read_text(encoding="utf-8"))
            if path.exists()
            else (tomlkit.document())
        )
        if make_default:
            document["profile"] = profile.name
        named = document.get("profiles")
        if not isinstance(named, dict):
            named = document["profiles"] = tomlkit.table(is_super_table=True)
        entry = named.get(profile.name)
        if not isinstance(entry, dict):
            entry = named[profile.name] = tomlkit.table()
        entry["server"] = profile.server
        if profile.token_store:
            entry["token_store"] = profile.token_store
        _replace(path, tomlkit.dumps(document))
    except OSError as error:
        raise BadSetting(
            reason=_("{path} cannot be written: {error}.").format(path=path, error=error.strerror)
        ) from None


def _replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of a file in one step; a link keeps pointing where it points."""
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
