"""Looking for what a request without an answer has left behind."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.money import SECOND_LOOK

T = TypeVar("T")


async def appeared(
    ground: Ground, serial: int, find: Callable[[], Awaitable[T | None]]
) -> T | None:
    """What ``find`` finds, at once or, as the request may be under way still, seconds later.

    Raises the CabinetError of the last look, SignInRequired when another session began meanwhile.
    """
    found = None
    with suppress(CabinetError):
        found = await find()
    if found is None:
        await ground.clock.sleep(SECOND_LOOK)
        found = await find()
    # What another account has says nothing.
    ground.must_be(serial)
    return found
