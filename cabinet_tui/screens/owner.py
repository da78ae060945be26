"""Whose is what a person has opened: it must not be shown in the session of another."""

from dataclasses import dataclass
from typing import Self

from cabinet_tui.store.state import AppState


@dataclass(frozen=True, slots=True)
class Owner:
    """The session in which something was opened."""

    serial: int = 0
    kept_mark: str = ""

    @classmethod
    def of(cls, state: AppState) -> Self:
        """Whoever the state is of."""
        return cls(state.session.serial, state.kept_mark)

    def still_owns(self, state: AppState) -> bool:
        """Whether this session goes on.

        What was kept may be opened before its session is taken up, and is of it then.
        """
        is_same = self.serial == state.session.serial
        is_taken_up = self.serial == 0 and self.kept_mark != ""
        return (is_same or is_taken_up) and state.kept_mark == self.kept_mark
