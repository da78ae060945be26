"""The made-up cabinet in plain lines; what is kept for it goes when it ends."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from tempfile import TemporaryDirectory

from cabinet_tui.cli import visit
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.plain import talk
from cabinet_tui.cli.sandbox_process import SandboxProcess
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD

_STORE = "file"
_PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def run(sandbox: SandboxProcess, options: Options, *, profile: str, dialect: str) -> int:
    """Start the sandbox, sign in, talk, and leave nothing behind."""
    try:
        server = sandbox.start()
        with _home_for_now():
            there = replace(
                options, profile=profile, server=server, token_store=_STORE, dialect=dialect
            )
            asyncio.run(_sign_in(there))
            return talk.run(there)
    finally:
        sandbox.stop()


async def _sign_in(options: Options) -> None:
    async with visit.opened(options) as cabinet:
        await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)


@contextmanager
def _home_for_now() -> Iterator[None]:
    """Each command opens its own cabinet, so the session lies in a directory between them."""
    before = {name: os.environ.get(name) for name in _PLACES}
    with TemporaryDirectory(prefix="cabinet-tui-demo-") as folder:
        os.environ.update(dict.fromkeys(_PLACES, folder))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
