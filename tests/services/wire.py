"""What goes between the fake gateways and the fake server."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from cabinet_tui.domain.errors import CabinetError, Unreachable

T = TypeVar("T")
DOWN = Unreachable(host="vpn.example.com")


class Wire:
    """What goes between the gateways and the server: counted, failed or held back at will."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failures: dict[str, CabinetError] = {}
        self.got_through: set[str] = set()
        self._held: dict[str, list[asyncio.Future[None]]] = {}
        self._holding: set[str] = set()

    def count(self, call: str) -> int:
        return self.calls.count(call)

    def hold(self, call: str) -> None:
        """From now on this call waits for ``release``."""
        self._holding.add(call)

    def release(self, call: str, which: int = 0) -> None:
        """Let one of the calls held back be answered: 0 is the oldest."""
        self._held[call].pop(which).set_result(None)

    def pass_on(self, call: str) -> None:
        """Hold this call back no longer."""
        self._holding.discard(call)

    def held(self, call: str) -> int:
        """How many of these calls wait."""
        return len([wait for wait in self._held.get(call, []) if not wait.done()])

    async def answer(self, call: str, value: T) -> T:
        """The value as it was when asked for, or the failure that was set."""
        self.calls.append(call)
        failure = self.failures.get(call) or self.failures.get("*")
        if call in self._holding:
            wait: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._held.setdefault(call, []).append(wait)
            await wait
        if failure is not None:
            raise failure
        return value

    async def change(self, call: str, effect: Callable[[], T]) -> T:
        """What the effect gives; it does not happen when the call fails, unless it got through."""
        failed = call in self.failures or "*" in self.failures
        if failed and call not in self.got_through:
            await self.answer(call, None)
            raise AssertionError(call)
        try:
            value = effect()
        except CabinetError:
            await self.answer(call, None)
            raise
        return await self.answer(call, value)
