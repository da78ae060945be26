"""Work in a thread that may be left behind: what a system hangs on must not hang the program."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")


def _nothing(_result: object) -> None:
    """There is nothing to undo."""


async def aside(call: Callable[[], T], deadline: float, undo: Callable[[T], None] = _nothing) -> T:
    """What a call gives or raises, in a daemon thread; TimeoutError after ``deadline`` seconds.

    The thread goes on then, and does not keep the program from ending; ``undo`` takes a result
    that comes when nobody waits for it any more.
    """
    work = _Work(call, undo)
    threading.Thread(target=work.run, daemon=True, name="aside").start()
    try:
        async with asyncio.timeout(deadline):
            return await work.result
    except BaseException:
        work.abandon()
        raise


class _Work(Generic[T]):
    """A call in another thread, and the future that its result is delivered to."""

    def __init__(self, call: Callable[[], T], undo: Callable[[T], None]) -> None:
        self._call = call
        self._undo = undo
        self._loop = asyncio.get_running_loop()
        self.result: asyncio.Future[T] = self._loop.create_future()

    def run(self) -> None:
        """Make the call; in the other thread."""
        try:
            result = self._call()
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            self._tell(partial(self._fail, error))
        else:
            if not self._tell(partial(self._deliver, result)):
                self._undo(result)

    def abandon(self) -> None:
        """Nobody will take what has come already."""
        result = self.result
        if result.done() and not result.cancelled() and result.exception() is None:
            self._undo(result.result())

    def _deliver(self, result: T) -> None:
        if self.result.done():
            self._undo(result)
        else:
            self.result.set_result(result)

    def _fail(self, error: Exception) -> None:
        if not self.result.done():
            self.result.set_exception(error)

    def _tell(self, tell: Callable[[], None]) -> bool:
        """Have the loop do this; False when it is closed."""
        try:
            self._loop.call_soon_threadsafe(tell)
        except RuntimeError:
            return False
        return True
