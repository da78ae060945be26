"""Which stores to use for the tokens of a profile on a server."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from cabinet_tui.credentials.file import FileStore
from cabinet_tui.credentials.layers import LayeredStore
from cabinet_tui.credentials.place import directory, stem
from cabinet_tui.credentials.system import Backend, KeyringStore, is_out_of_sight, system_backend
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.session import TokenStore
from cabinet_tui.locale import _

PREFERENCES = ("auto", "keyring", "file", "memory")


def choose(
    profile: str,
    server: str,
    preference: str = "auto",
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
    backend: Callable[[], Backend] = system_backend,
) -> TokenStore:
    """The store for the tokens of a profile on a server (its base URL). Touches nothing yet.

    ``auto`` is keyring, else file, else memory; another preference is that one, else memory.
    Raises BadSetting for a preference it does not know.
    """
    if preference not in PREFERENCES:
        raise BadSetting(
            reason=_("“{name}” is no place for the session.").format(name=preference),
            advice=_("Use one of: {names}.").format(names=", ".join(PREFERENCES)),
        )
    layers: list[TokenStore] = []
    if preference in ("auto", "keyring") and not is_out_of_sight(
        os.environ if environ is None else environ
    ):
        layers.append(KeyringStore(profile, server, find=backend))
    if preference in ("auto", "file"):
        path = (folder or directory()) / f"{stem(profile, server)}.json"
        layers.append(FileStore(path, server))
    return LayeredStore(layers)
