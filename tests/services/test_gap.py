"""After a gap in the pushes nothing that was read before is taken for new, on either dialect."""

import pytest

from cabinet_tui.services.consequences import CHANGES
from cabinet_tui.services.parts import of_the_account
from cabinet_tui.services.slices import Part, Slice
from cabinet_tui.store.state import AppState
from tests.sandbox_server import SandboxServer
from tests.services.sandbox_cabinet import is_live, until, watched

_TOLD = {part.name for parts in CHANGES.values() for part in parts}
_LEAST = {"documented": 13, "bedolaga": 20}


def is_outdated(part: Part, state: AppState) -> bool:
    """Whether the next look at it reads it."""
    assert isinstance(part, Slice)
    return part.get(state).stale


@pytest.mark.parametrize("dialect", ["documented", "bedolaga"])
async def test_all_that_was_read_is_read_again_or_marked(dialect: str) -> None:
    async with SandboxServer(dialect=dialect) as sandbox, watched(sandbox) as cabinet:
        store, rereads = cabinet.store, cabinet.watch.router._rereads
        await rereads.now(*rereads.known())
        loaded = [part for part in of_the_account(store.state) if part.read_at(store.state)]
        before = {part.name: part.read_at(store.state) for part in loaded}
        assert len(loaded) >= _LEAST[dialect]

        def is_read_again(part: Part, state: AppState) -> bool:
            return part.read_at(state) != before[part.name] and not is_outdated(part, state)

        sandbox.order("sockets/drop")
        await until(store, lambda state: not is_live(state))
        await until(store, is_live)
        told = [part for part in loaded if part.name in _TOLD]
        state = await until(store, lambda state: all(is_read_again(part, state) for part in told))

        others = [part for part in loaded if part.name not in _TOLD]
        assert others
        for part in others:
            assert is_read_again(part, state) or is_outdated(part, state), part.name
