"""Tokens in a file that only its owner can read."""

import asyncio
import os
import stat
from pathlib import Path
from secrets import token_hex

from cabinet_tui.credentials.place import make_private
from cabinet_tui.credentials.record import StoreError, are_kept, read, write
from cabinet_tui.domain.account import Tokens

_LARGEST = 64 * 1024


class FileStore:
    """Satisfies ``domain.session.TokenStore``; StoreError when the file cannot be used."""

    name = "file"

    def __init__(self, path: Path, server: str) -> None:
        self.path = path
        self._server = server

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        return await asyncio.to_thread(self._load)

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        """Keep these tokens in place of any others; with ``instead_of``, only of those."""
        await asyncio.to_thread(self._save, write(tokens, self._server), instead_of)

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        await asyncio.to_thread(self._clear, refused)

    def _load(self) -> Tokens | None:
        try:
            text = self._text()
        except FileNotFoundError:
            return None
        except OSError:
            raise StoreError from None
        try:
            return read(text, self._server)
        except ValueError:
            self._set_aside()
            return None

    def _text(self) -> str:
        """What the file says; loose modes are tightened, another's file is not believed."""
        descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                raise StoreError
            if stat.S_IMODE(found.st_mode) != 0o600:
                os.fchmod(descriptor, 0o600)
            return file.read(_LARGEST).decode("utf-8", "replace")

    @property
    def _aside(self) -> Path:
        return self.path.with_suffix(".damaged")

    def _set_aside(self) -> None:
        """Keep a damaged file for whoever wants to look, out of the way."""
        try:
            self.path.replace(self._aside)
        except OSError:
            raise StoreError from None

    def _save(self, text: str, instead_of: Tokens | None) -> None:
        if instead_of is not None and not are_kept(instead_of, self._load()):
            return
        make_private(self.path.parent)
        fresh = self.path.with_name(f".{self.path.name}.{token_hex(8)}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            descriptor = os.open(fresh, flags, 0o600)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(descriptor)
                fresh.replace(self.path)
            except OSError:
                fresh.unlink(missing_ok=True)
                raise
        except OSError:
            raise StoreError from None

    def _clear(self, refused: Tokens | None) -> None:
        if refused is not None and not are_kept(refused, self._load()):
            return
        try:
            for path in (self.path, self._aside):
                path.unlink(missing_ok=True)
        except OSError:
            raise StoreError from None
