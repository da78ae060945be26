"""A part of the state that is read from the server: where it sits, and how long it keeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.store.listing import Listing
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Change

T = TypeVar("T")


class Part(Protocol):
    """A slice whose value does not matter."""

    @property
    def name(self) -> str:
        """Names it in logs and in the loader."""
        ...

    def wanted(self, state: AppState) -> bool:
        """Whether somebody asked for this part."""
        ...

    def is_recent(self, state: AppState, since: datetime) -> bool:
        """Whether this part is being read, or was read after ``since``."""
        ...

    def read_at(self, state: AppState) -> datetime | None:
        """When this part was read, None when it is not known."""
        ...

    def is_kept(self, state: AppState) -> bool:
        """Whether an earlier run of the program read this part, and this one has not yet."""
        ...

    def failure(self, state: AppState) -> CabinetError | None:
        """Why the last reading of this part failed, None when it did not."""
        ...

    def outdated(self, state: AppState) -> AppState:
        """The state with this part marked as changed on the server, when it is known."""
        ...

    def dropped(self, state: AppState) -> AppState:
        """The state with the reading of this part given up."""
        ...

    def forgotten(self, state: AppState) -> AppState:
        """The state without this part: what was known is of something else."""
        ...


@dataclass(frozen=True, eq=False)
class Slice(Generic[T]):
    """One remote value of the state; younger than ``ttl`` it is not read again unasked."""

    name: str
    ttl: timedelta
    get: Callable[[AppState], Remote[T]]
    put: Callable[[AppState, Remote[T]], AppState]

    def __eq__(self, other: object) -> bool:
        """A part is its name: that of a ticket is made anew for each look at it."""
        return isinstance(other, Slice) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def change(self, how: Callable[[Remote[T]], Remote[T]]) -> Change:
        """A change of the state that touches this part only."""
        return lambda state: self.put(state, how(self.get(state)))

    def wanted(self, state: AppState) -> bool:
        """Whether somebody asked for this part."""
        return self.get(state).is_wanted

    def is_recent(self, state: AppState, since: datetime) -> bool:
        """Whether this part is being read, or was read after ``since``."""
        remote = self.get(state)
        return remote.loading or (remote.fetched_at is not None and remote.fetched_at >= since)

    def read_at(self, state: AppState) -> datetime | None:
        """When this part was read, None when it is not known."""
        return self.get(state).fetched_at

    def is_kept(self, state: AppState) -> bool:
        """Whether an earlier run of the program read this part, and this one has not yet."""
        return self.get(state).is_kept

    def failure(self, state: AppState) -> CabinetError | None:
        """Why the last reading of this part failed, None when it did not."""
        return self.get(state).error

    def outdated(self, state: AppState) -> AppState:
        """The state with this part marked as changed on the server, when it is known."""
        remote = self.get(state)
        return self.put(state, remote.outdated()) if remote.is_known else state

    def dropped(self, state: AppState) -> AppState:
        """The state with the reading of this part given up."""
        return self.put(state, self.get(state).dropped())

    def forgotten(self, state: AppState) -> AppState:
        """The state without this part: what was known is of something else."""
        return self.put(state, Remote())


@dataclass(frozen=True, eq=False)
class Paged(Slice[tuple[T, ...]]):
    """A list of the state that is read page by page."""

    listing: Callable[[AppState], Listing[T]]
    put_listing: Callable[[AppState, Listing[T]], AppState]


def paged(
    name: str,
    ttl: timedelta,
    listing: Callable[[AppState], Listing[T]],
    put_listing: Callable[[AppState, Listing[T]], AppState],
) -> Paged[T]:
    """The part of a list: as a slice it is the items loaded so far."""

    def get(state: AppState) -> Remote[tuple[T, ...]]:
        return listing(state).items

    def put(state: AppState, remote: Remote[tuple[T, ...]]) -> AppState:
        return put_listing(state, replace(listing(state), items=remote))

    return Paged(name, ttl, get, put, listing, put_listing)
