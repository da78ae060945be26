"""The directory of the token files: ours alone, and one file for a profile on a server."""

import hashlib
import os
import stat
from pathlib import Path

from cabinet_tui.credentials.record import StoreError


def directory() -> Path:
    """Where the token files are on this system."""
    from platformdirs import user_state_path

    return user_state_path("cabinet-tui", appauthor=False) / "tokens"


def stem(profile: str, server: str) -> str:
    """The name of the files of a profile on a server, without their endings."""
    digest = hashlib.sha256(f"{profile}\n{server}".encode()).hexdigest()
    readable = "".join(char if char.isalnum() else "_" for char in profile)[:32]
    return f"{readable}-{digest[:16]}"


def make_private(folder: Path) -> None:
    """Make the directory, or take away what others may do there. StoreError when it is not ours."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat(follow_symlinks=False)
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise StoreError
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)
    except OSError:
        raise StoreError from None
