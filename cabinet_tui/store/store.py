"""The store: holds the state, replaces it, tells who listens."""

from collections.abc import Callable

from cabinet_tui.store.state import AppState

Change = Callable[[AppState], AppState]
Listener = Callable[[AppState], None]


class Store:
    """A plain observable over one frozen state. Used from the event loop's thread only."""

    def __init__(self, state: AppState | None = None) -> None:
        self._state = state or AppState()
        self._listeners: list[Listener] = []

    @property
    def state(self) -> AppState:
        """The state as it is now."""
        return self._state

    def update(self, change: Change) -> None:
        """Replace the state and tell the listeners when it differs."""
        before, self._state = self._state, change(self._state)
        if self._state is not before and self._state != before:
            for listener in tuple(self._listeners):
                listener(self._state)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` on each change; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe
