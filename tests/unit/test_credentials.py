"""Where tokens are kept, and what happens when a place does not work."""

import asyncio
import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cabinet_tui.credentials import RefreshLock, choose
from cabinet_tui.credentials.file import FileStore
from cabinet_tui.credentials.record import StoreError, read, same, write
from cabinet_tui.credentials.system import KeyringStore, is_out_of_sight
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.session import TokenStore
from tests.fake_clock import FakeClock

SERVER, OTHER = "https://vpn.example.com/cabinet", "https://evil.example/cabinet"
TOKENS = Tokens("access-1", "refresh-1", datetime(2024, 1, 20, 16, tzinfo=UTC))
NEWER = Tokens("access-2", "refresh-2")
LOCAL: dict[str, str] = {}
SSH = {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}


class Vault:
    """A keyring in memory."""

    def __init__(self, priority: float = 5) -> None:
        self.priority = priority
        self.secrets: dict[tuple[str, str], str] = {}
        self.calls = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.calls += 1
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls += 1
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.calls += 1
        del self.secrets[service, username]


class LockedVault(Vault):
    """A keyring that nobody unlocks."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("the collection is locked")


class ForgetfulVault(Vault):
    """A keyring that keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls += 1

    def delete_password(self, service: str, username: str) -> None:
        self.calls += 1


class SilentVault(Vault):
    """A keyring that never answers."""

    def __init__(self) -> None:
        super().__init__()
        self.over = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls += 1
        self.over.wait(20)


def store(
    folder: Path,
    preference: str = "auto",
    *,
    vault: Vault | None = None,
    profile: str = "default",
    server: str = SERVER,
    environ: dict[str, str] = LOCAL,
) -> TokenStore:
    found = vault if vault is not None else Vault(priority=0)
    return choose(
        profile, server, preference, environ=environ, folder=folder, backend=lambda: found
    )


def files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


async def test_auto_prefers_the_keyring(tmp_path: Path) -> None:
    vault = Vault()
    kept = store(tmp_path / "t", vault=vault)
    assert await kept.load() is None
    assert kept.name == "keyring"
    await kept.save(TOKENS)
    assert kept.name == "keyring"
    assert len(vault.secrets) == 1
    assert files(tmp_path / "t") == []
    assert await store(tmp_path / "t", vault=vault).load() == TOKENS


@pytest.mark.parametrize(
    "vault", [Vault(priority=0), Vault(priority=0.5), LockedVault(), ForgetfulVault()]
)
async def test_without_a_keyring_to_trust_it_is_the_file(tmp_path: Path, vault: Vault) -> None:
    kept = store(tmp_path / "t", vault=vault)
    assert await kept.load() is None
    assert kept.name == "file"
    await kept.save(TOKENS)
    assert await store(tmp_path / "t", vault=vault).load() == TOKENS
    assert files(tmp_path / "t") == [".json"]
    assert vault.secrets == {}


async def test_a_keyring_that_cannot_be_found_is_none(tmp_path: Path) -> None:
    def find() -> Vault:
        raise RuntimeError("no backend")

    kept = choose("p", SERVER, environ={}, folder=tmp_path / "t", backend=find)
    await kept.save(TOKENS)
    assert kept.name == "file"


async def test_a_keyring_that_hangs_is_given_up_once_and_for_all() -> None:
    vault = SilentVault()
    kept = KeyringStore("p", SERVER, find=lambda: vault, deadline=0.05)
    try:
        for _ in range(3):
            with pytest.raises(StoreError):
                await kept.save(TOKENS)
        assert vault.calls == 1
    finally:
        vault.over.set()


async def test_over_ssh_without_a_bus_no_keyring_is_asked(tmp_path: Path) -> None:
    vault = Vault()
    kept = store(tmp_path / "t", vault=vault, environ=SSH)
    await kept.save(TOKENS)
    assert (kept.name, vault.calls) == ("file", 0)
    assert is_out_of_sight(SSH)
    assert not is_out_of_sight(SSH | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"})
    assert not is_out_of_sight({})


async def test_tokens_stay_where_they_were_found(tmp_path: Path) -> None:
    vault = Vault()
    await store(tmp_path / "t", vault=vault, environ=SSH).save(TOKENS)
    kept = store(tmp_path / "t", vault=vault)
    assert await kept.load() == TOKENS
    assert (kept.name, vault.calls) == ("file", 0)
    await kept.save(NEWER)
    assert (kept.name, vault.calls) == ("file", 0)
    assert await store(tmp_path / "t", vault=vault).load() == NEWER


async def test_a_new_sign_in_leaves_nothing_in_the_other_places(tmp_path: Path) -> None:
    vault = Vault()
    await store(tmp_path / "t", vault=vault, environ=SSH).save(TOKENS)
    fresh = store(tmp_path / "t", vault=vault)
    await fresh.save(NEWER)
    assert fresh.name == "keyring"
    assert files(tmp_path / "t") == []
    assert await store(tmp_path / "t", vault=vault).load() == NEWER


async def test_a_keyring_that_stops_working_gives_way_to_the_file(tmp_path: Path) -> None:
    vault = Vault()
    kept = store(tmp_path / "t", vault=vault)
    await kept.save(TOKENS)
    vault.set_password = LockedVault().set_password  # type: ignore[method-assign]  # it gets locked
    await kept.save(NEWER)
    assert kept.name == "file"
    assert await store(tmp_path / "t", vault=vault).load() == NEWER


async def test_the_last_resort_is_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "t"
    blocked.write_text("a file where the directory should be")
    kept = store(blocked)
    assert await kept.load() is None
    await kept.save(TOKENS)
    assert kept.name == "memory"
    assert await kept.load() == TOKENS
    assert await store(blocked).load() is None
    await kept.clear()
    assert await kept.load() is None


@pytest.mark.parametrize(
    ("preference", "name"), [("keyring", "keyring"), ("file", "file"), ("memory", "memory")]
)
async def test_a_preference_is_kept_to(tmp_path: Path, preference: str, name: str) -> None:
    vault = Vault()
    kept = store(tmp_path / "t", preference, vault=vault)
    await kept.save(TOKENS)
    assert kept.name == name
    assert bool(vault.secrets) == (name == "keyring")
    assert files(tmp_path / "t") == ([".json"] if name == "file" else [])


def test_an_unknown_preference_is_said_clearly() -> None:
    with pytest.raises(BadSetting, match="cloud") as caught:
        choose("p", SERVER, "cloud")
    assert "keyring" in caught.value.advice


@pytest.mark.parametrize("preference", ["keyring", "file"])
async def test_tokens_never_go_to_another_server_or_profile(
    tmp_path: Path, preference: str
) -> None:
    vault = Vault()
    await store(tmp_path, preference, vault=vault).save(TOKENS)
    assert await store(tmp_path, preference, vault=vault, server=OTHER).load() is None
    assert await store(tmp_path, preference, vault=vault, profile="work").load() is None
    await store(tmp_path, preference, vault=vault, server=OTHER).save(NEWER)
    assert await store(tmp_path, preference, vault=vault).load() == TOKENS


async def test_a_file_moved_to_another_servers_name_is_not_believed(tmp_path: Path) -> None:
    await FileStore(tmp_path / "a.json", SERVER).save(TOKENS)
    assert await FileStore(tmp_path / "a.json", OTHER).load() is None


@pytest.mark.parametrize("preference", ["keyring", "file", "memory"])
async def test_only_the_refused_tokens_are_cleared(tmp_path: Path, preference: str) -> None:
    kept = store(tmp_path, preference, vault=Vault())
    await kept.save(TOKENS)
    await kept.clear(refused=NEWER)
    assert await kept.load() == TOKENS
    await kept.clear(refused=Tokens("any access", "refresh-1"))
    assert await kept.load() is None
    await kept.clear(refused=TOKENS)
    await kept.save(TOKENS)
    await kept.clear()
    await kept.clear()
    assert await kept.load() is None


def loosen(path: Path, to: int) -> None:
    path.chmod(to)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "tokens"
    kept = FileStore(folder / "p.json", SERVER)
    old = os.umask(0)
    try:
        await kept.save(TOKENS)
    finally:
        os.umask(old)
    assert (mode(folder), mode(kept.path)) == (0o700, 0o600)
    assert names(folder) == ["p.json"]


async def test_loose_modes_are_tightened(tmp_path: Path) -> None:
    kept = FileStore(tmp_path / "p.json", SERVER)
    await kept.save(TOKENS)
    loosen(tmp_path, 0o755)
    loosen(kept.path, 0o644)
    assert await kept.load() == TOKENS
    assert mode(kept.path) == 0o600
    loosen(kept.path, 0o666)
    await kept.save(NEWER)
    assert (mode(tmp_path), mode(kept.path)) == (0o700, 0o600)


async def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    target.write_text(write(TOKENS, SERVER))
    folder = tmp_path / "tokens"
    folder.mkdir(mode=0o700)
    kept = FileStore(folder / "p.json", SERVER)
    kept.path.symlink_to(target)
    with pytest.raises(StoreError):
        await kept.load()
    await kept.save(NEWER)
    assert not kept.path.is_symlink()
    assert read(target.read_text(), SERVER) == TOKENS
    assert await kept.load() == NEWER


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"access": 5}', b"[" * 50_000, b'{"access": "a b"}'],
)
async def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    kept = FileStore(tmp_path / "p.json", SERVER)
    await kept.save(TOKENS)
    kept.path.write_bytes(damage)
    assert await kept.load() is None
    assert (tmp_path / "p.damaged").read_bytes() == damage
    await kept.save(NEWER)
    assert await kept.load() == NEWER
    await kept.clear()
    assert not kept.path.exists()
    assert not (tmp_path / "p.damaged").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
async def test_a_file_of_somebody_else_is_not_believed(tmp_path: Path) -> None:
    kept = FileStore(tmp_path / "p.json", SERVER)
    await kept.save(TOKENS)
    os.chown(kept.path, 12345, 12345)
    with pytest.raises(StoreError):
        await kept.load()


async def test_a_write_that_fails_leaves_the_old_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = FileStore(tmp_path / "p.json", SERVER)
    await kept.save(TOKENS)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError):
        await kept.save(NEWER)
    monkeypatch.undo()
    assert await kept.load() == TOKENS
    assert names(tmp_path) == ["p.json"]


def test_records_hold_their_server_and_compare_by_refresh_token() -> None:
    assert read(write(TOKENS, SERVER), SERVER) == TOKENS
    assert read(write(NEWER, SERVER), SERVER) == NEWER
    assert read(write(TOKENS, SERVER), OTHER) is None
    assert same(Tokens("a", "r"), Tokens("b", "r"))
    assert not same(Tokens("a", "r"), Tokens("a", "s"))
    assert same(Tokens("a"), Tokens("a"))
    assert "access-1" not in repr(TOKENS)


async def test_one_refresh_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with RefreshLock("p", SERVER, FakeClock(), folder=tmp_path):
            order.append("first in")
            inside.set()
            await go_on.wait()
            order.append("first out")

    class Impatient(FakeClock):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            go_on.set()

    async def second() -> None:
        await inside.wait()
        async with RefreshLock("p", SERVER, Impatient(), folder=tmp_path):
            order.append("second in")

    await asyncio.gather(first(), second())
    assert order == ["first in", "first out", "second in"]


async def test_a_lock_that_is_never_given_back_is_waited_for_ten_seconds(tmp_path: Path) -> None:
    clock = FakeClock()
    async with RefreshLock("p", SERVER, clock, folder=tmp_path):
        other = FakeClock()
        async with RefreshLock("p", SERVER, other, folder=tmp_path):
            pass
        assert 10 <= other.monotonic() < 10.2
        async with RefreshLock("p", OTHER, other, folder=tmp_path):
            pass
        assert other.monotonic() < 10.2
    assert clock.naps == []


async def test_a_lock_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "t"
    blocked.write_text("")
    async with RefreshLock("p", SERVER, FakeClock(), folder=blocked):
        entered = True
    assert entered


def test_the_package_imports_nothing_slow() -> None:
    code = (
        "import sys, cabinet_tui.credentials as c; c.choose('p', 'https://x/cabinet');"
        "print([m for m in ('keyring', 'httpx', 'pydantic', 'cryptography') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert told.stdout.strip() == "[]"


def test_names_of_profiles_make_safe_file_names(tmp_path: Path) -> None:
    made = [
        _path(choose(name, SERVER, "file", folder=tmp_path))
        for name in ("../../etc/passwd", "a/b", "a.b", "а" * 300, "", ".")
    ]
    assert len(set(made)) == len(made)
    assert all("/" not in name and len(name.encode()) < 200 for name in made)


def _path(kept: TokenStore) -> str:
    layers = getattr(kept, "_layers", ())
    return next(layer.path.name for layer in layers if isinstance(layer, FileStore))
