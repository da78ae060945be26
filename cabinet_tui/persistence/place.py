"""Where the files are: a directory that is ours alone, and one file a profile in it."""

import hashlib
import os
import stat
from pathlib import Path

from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.system_words import not_permitted


def directory() -> Path:
    """Where the files are on this system."""
    from platformdirs import user_state_path

    return user_state_path("cabinet-tui", appauthor=False) / "profiles"


def file_of(profile: str, folder: Path | None = None) -> Path:
    """The file of a profile."""
    digest = hashlib.sha256(profile.encode()).hexdigest()
    readable = "".join(char if char.isalnum() else "_" for char in profile)[:32]
    return (folder or directory()) / f"{readable}-{digest[:16]}.sqlite3"


def make_private(path: Path) -> None:
    """Make an empty file in a directory of ours, or take away what others may do there.

    Raises NotKept when either belongs to somebody else, and OSError.
    """
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.stat(follow_symlinks=False)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise NotKept(place=str(folder), reason=not_permitted())
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(path, flags, 0o600)
    try:
        file = os.fstat(descriptor)
        if not stat.S_ISREG(file.st_mode) or file.st_uid != os.geteuid():
            raise NotKept(place=str(path), reason=not_permitted())
        if stat.S_IMODE(file.st_mode) != 0o600:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def sync_directory(folder: Path) -> None:
    """Have the names in a directory outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
