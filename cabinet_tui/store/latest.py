"""From many states to the last of them, for who cannot keep up with all."""

from collections.abc import Callable
from typing import Generic, TypeVar

from cabinet_tui.store.state import AppState

T = TypeVar("T")


class Latest(Generic[T]):
    """Listens to a store and hands on the newest state when its turn comes.

    ``call_next`` puts a callback into the queue of who takes the states; however many come until
    then, it is put there once.
    """

    def __init__(
        self, call_next: Callable[[Callable[[], T]], None], take: Callable[[AppState], T]
    ) -> None:
        self._call_next = call_next
        self._take = take
        self._state: AppState | None = None

    def __call__(self, state: AppState) -> None:
        """Take note of a state."""
        is_queued = self._state is not None
        self._state = state
        if not is_queued:
            self._call_next(self._hand_on)

    def _hand_on(self) -> T:
        state, self._state = self._state, None
        if state is None:
            raise AssertionError
        return self._take(state)
