"""What every command that talks to a cabinet has in common: open it, be signed in, leave it."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TypeVar

from cabinet_tui import bootstrap, profile
from cabinet_tui.bootstrap import Target
from cabinet_tui.cli import output
from cabinet_tui.cli.options import DIALECTS, TOKEN_STORES, Options
from cabinet_tui.cli.server_memory import ServerMemory, acquainted
from cabinet_tui.domain.errors import BadSetting, ServerChanged, SignInRequired
from cabinet_tui.locale import _
from cabinet_tui.profile import Profile
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store

T = TypeVar("T")


def chosen_profile(options: Options, *, needs_server: bool = True) -> Profile:
    """The profile that the options, the environment and the file lead to; raises BadSetting."""
    return profile.choose(
        profile.read(profile.config_path()),
        name=options.profile,
        server=options.server,
        environ=os.environ,
        needs_server=needs_server,
    )


def target(options: Options, chosen: Profile) -> Target:
    """Which server to speak to as whom; raises BadSetting."""
    token_store = options.token_store or _by_environ("CABINET_TOKEN_STORE", TOKEN_STORES)
    return Target(
        profile=chosen.name,
        server=chosen.server,
        token_store=token_store or chosen.token_store or "auto",
        insecure_http=options.insecure_http,
        read_only=options.read_only,
        dialect=options.dialect or _by_environ("CABINET_DIALECT", DIALECTS) or "auto",
    )


def _by_environ(name: str, values: Sequence[str]) -> str:
    """What a variable of the environment says, empty for nothing; raises BadSetting."""
    value = os.environ.get(name, "")
    if value and value not in values:
        raise BadSetting(
            reason=_("{name} cannot be “{value}”.").format(name=name, value=value),
            advice=_("It is one of: {values}.").format(values=", ".join(values)),
        )
    return value


def destination(options: Options, memory: ServerMemory) -> Profile:
    """The profile to be remembered: its server in full, the store of tokens that was asked for."""
    chosen = chosen_profile(options)
    full = memory.found.base_url if memory.found else bootstrap.address(target(options, chosen))
    there = replace(chosen, server=full, token_store=options.token_store or chosen.token_store)
    return acquainted(there, memory.found) if memory.found else there


def server_memory(options: Options) -> ServerMemory:
    """What is remembered of the server of the chosen profile."""
    return ServerMemory(profile.config_path(), chosen_profile(options, needs_server=False).name)


@asynccontextmanager
async def opened(options: Options, memory: ServerMemory | None = None) -> AsyncIterator[Cabinet]:
    """The cabinet of the chosen profile, closed at the end; nobody may be signed in."""
    there = target(options, chosen_profile(options))
    memory = memory or server_memory(options)
    cabinet = await bootstrap.connect(there, Store(), memory=memory)
    try:
        yield cabinet
    finally:
        await cabinet.close()
        memory.learn_language(cabinet.store.state.account_language)
        _tell_of_files(cabinet.store.state)


def _tell_of_files(state: AppState) -> None:
    """Say once what could not be kept, and where a broken file went."""
    if state.set_aside:
        output.remark(
            _("What was kept on this computer was broken; it is in {place} now.").format(
                place=state.set_aside
            )
        )


def visit(options: Options, work: Callable[[Cabinet], Awaitable[T]]) -> T:
    """Do some work as whoever is signed in; raises SignInRequired when nobody is."""

    async def whole() -> T:
        async with opened(options) as cabinet:
            if not await cabinet.session.restore():
                raise SignInRequired
            return await work(cabinet)

    return finish(whole)


def finish(whole: Callable[[], Coroutine[None, None, T]]) -> T:
    """Run this, anew when it turns out that the server was upgraded and nothing was done yet."""
    try:
        return asyncio.run(whole())
    except ServerChanged as error:
        if not error.nothing_done:
            raise
    return asyncio.run(whole())


def known(remote: Remote[T]) -> T | None:
    """What the server told; raises the error that kept it from telling."""
    if remote.error is not None:
        raise remote.error
    return remote.value
