"""Tokens in the system's own store. It may be missing, locked, or never answer."""

from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Protocol, TypeVar

from cabinet_tui.credentials.record import StoreError, are_kept, read, write
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.aside import aside

T = TypeVar("T")

_SERVICE = "cabinet-tui"
_DEADLINE = 3.0
# Below are the backends of the keyring package that keep nothing, keep it in the open, or ask for
# a password on the terminal we draw on.
_LEAST_PRIORITY = 1


class Backend(Protocol):
    """The part of ``keyring.backend.KeyringBackend`` that is used."""

    @property
    def priority(self) -> float:
        """How good it thinks it is."""
        ...

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


def system_backend() -> Backend:
    """The keyring of this system; slow to import and perhaps to find."""
    import keyring

    backend: Backend = keyring.get_keyring()
    return backend


def is_out_of_sight(environ: Mapping[str, str]) -> bool:
    """Whether a keyring could only ask on a screen that the person does not see."""
    remote = environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")
    return bool(remote) and not environ.get("DBUS_SESSION_BUS_ADDRESS")


class KeyringStore:
    """Satisfies ``domain.session.TokenStore``; StoreError when there is no keyring to trust.

    Every call has 3 s in a thread that may be left behind; after the first failure the keyring is
    not asked again.
    """

    name = "keyring"

    def __init__(
        self,
        profile: str,
        server: str,
        *,
        find: Callable[[], Backend] = system_backend,
        deadline: float = _DEADLINE,
    ) -> None:
        self._server = server
        self._key = f"{profile} {server}"
        self._find = find
        self._deadline = deadline
        self._backend: Backend | None = None
        self._is_dead = False

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        backend = await self._trusted()
        text = await self._ask(lambda: backend.get_password(_SERVICE, self._key))
        if text is None:
            return None
        try:
            return read(text, self._server)
        except ValueError:
            return None

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        """Keep these tokens in place of any others; with ``instead_of``, only of those."""
        backend = await self._trusted()
        if instead_of is not None and not are_kept(instead_of, await self.load()):
            return
        text = write(tokens, self._server)
        await self._ask(lambda: backend.set_password(_SERVICE, self._key, text))

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        backend = await self._trusted()
        text = await self._ask(lambda: backend.get_password(_SERVICE, self._key))
        if text is None:
            return
        if refused is not None and not are_kept(refused, await self.load()):
            return
        await self._ask(lambda: backend.delete_password(_SERVICE, self._key))

    async def _trusted(self) -> Backend:
        """The backend, once it has kept and given back a probe."""
        if self._is_dead:
            raise StoreError
        if self._backend is None:
            backend = await self._ask(self._find)
            probe = token_hex(8)

            def try_out() -> bool:
                if backend.priority < _LEAST_PRIORITY:
                    return False
                backend.set_password(_SERVICE, f"probe {probe}", probe)
                kept = backend.get_password(_SERVICE, f"probe {probe}")
                backend.delete_password(_SERVICE, f"probe {probe}")
                return kept == probe

            if not await self._ask(try_out):
                self._is_dead = True
                raise StoreError
            self._backend = backend
        return self._backend

    async def _ask(self, call: Callable[[], T]) -> T:
        try:
            return await aside(call, self._deadline)
        except Exception:  # noqa: BLE001 - a backend raises whatever its system's bindings raise
            self._is_dead = True
            raise StoreError from None
