"""The cabinet behind the screens: opened, opened anew where the server has changed, given back."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.worker import Worker, WorkerCancelled, WorkerFailed

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet, Connect

T = TypeVar("T")
_LAST_WRITES = 5.0
"""Seconds that what changes something on the server may still take when the program ends."""


class Connection:
    """Holds the one cabinet in use, its watch, and what is being carried out on the server."""

    def __init__(self, app: App[int], connect: "Connect") -> None:
        self._app = app
        self._connect = connect
        self._watching: Worker[None] | None = None
        self._writes: set[asyncio.Task[object]] = set()
        self.cabinet: Cabinet | None = None

    async def begin(self) -> None:
        """Connect to the profile's server and take up its session. Raises CabinetError."""
        cabinet = await self._connect("")
        self._use(cabinet)
        await cabinet.session.restore()

    async def begin_anew(self) -> None:
        """Speak to the server as it speaks now, in the same session. Raises CabinetError."""
        await (await self._replaced("")).session.restore()

    async def at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; an empty address means the one in use."""
        if self.cabinet is None or server:
            return await self._replaced(server)
        return self.cabinet

    async def carry_out(self, work: Coroutine[None, None, T]) -> T:
        """Do what changes something on the server; it goes on when the screen is gone."""
        task = asyncio.create_task(work)
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Give back what the cabinet holds."""
        if self._writes:
            await asyncio.wait(self._writes, timeout=_LAST_WRITES)
        if self._watching is not None:
            # It closes its link by itself, while there is still a loop to do that in.
            self._watching.cancel()
            with suppress(WorkerCancelled, WorkerFailed):
                await self._watching.wait()
        if self.cabinet is not None:
            await self.cabinet.close()

    async def _replaced(self, server: str) -> "Cabinet":
        before, cabinet = self.cabinet, await self._connect(server)
        self._use(cabinet)
        if before is not None:
            await before.close()
        return cabinet

    def _use(self, cabinet: "Cabinet") -> None:
        self.cabinet = cabinet
        run = self._app.run_worker
        self._watching = run(cabinet.watch.run(), group="watch", exclusive=True)
        run(cabinet.info.refresh_if_stale(), group="info.read", exclusive=True)
