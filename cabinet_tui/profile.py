"""Profiles: which account on which server, remembered in a file the user may edit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_tui import config_file
from cabinet_tui.config_file import text
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

DEFAULT = "default"
_NAME = re.compile(r"\w[\w.@+-]{0,63}")


@dataclass(frozen=True, slots=True)
class Profile:
    """One account on one server; an empty field says nothing.

    ``dialect`` is how the server was found to speak, and ``found_at`` at which base URL;
    ``language`` is the account's own, as the server told it last.
    """

    name: str = DEFAULT
    server: str = ""
    token_store: str = ""
    dialect: str = ""
    found_at: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles by name, and the one to use when none is asked for."""

    default: str = DEFAULT
    by_name: Mapping[str, Profile] = field(default_factory=dict)


def config_path() -> Path:
    """Where the profiles are kept on this system."""
    return config_file.config_path()


def read(path: Path) -> Profiles:
    """The profiles in a file; none when there is no file. Raises BadSetting when it is broken."""
    document = config_file.read(path)
    table = document.get("profiles")
    named = table if isinstance(table, dict) else {}
    return Profiles(
        default=text(document, "profile") or DEFAULT,
        by_name={
            name: Profile(
                name,
                text(entry, "server"),
                text(entry, "token_store"),
                text(entry, "dialect"),
                text(entry, "found_at"),
                text(entry, "language"),
            )
            for name, entry in named.items()
            if isinstance(entry, dict)
        },
    )


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

    What was found of the server before is forgotten, unless the profile says it too.
    Raises BadSetting when the file cannot be read or written.
    """

    def edit(document: "TOMLDocument") -> None:
        if make_default:
            document["profile"] = profile.name
        named = config_file.table(document, "profiles", of_tables=True)
        entry = config_file.table(named, profile.name)
        entry["server"] = profile.server
        if profile.token_store:
            entry["token_store"] = profile.token_store
        found = {"dialect": profile.dialect, "found_at": profile.found_at}
        for key, value in {**found, "language": profile.language}.items():
            if value:
                entry[key] = value
            else:
                entry.pop(key, None)

    config_file.change(path, edit)
