"""A value that lives on the server, with how well we know it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from cabinet_tui.domain.errors import CabinetError, SignInRequired

T = TypeVar("T")


class Face(StrEnum):
    """The four faces of server data."""

    LOADING = "loading"
    EMPTY = "empty"
    ERROR = "error"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Remote(Generic[T]):
    """What we last knew of a value: it stays while loading and after an error.

    ``is_kept`` tells that an earlier run of the program read it, and this one has not yet.
    """

    value: T | None = None
    loading: bool = False
    error: CabinetError | None = None
    fetched_at: datetime | None = None
    stale: bool = False
    is_kept: bool = False

    @classmethod
    def kept(cls, value: T | None, at: datetime) -> "Remote[T]":
        """What an earlier run of the program read: shown until it is read anew."""
        return cls(value=value, fetched_at=at, stale=True, is_kept=True)

    @property
    def is_known(self) -> bool:
        """Whether the server has told us, even if it told us that there is nothing."""
        return self.fetched_at is not None

    @property
    def is_wanted(self) -> bool:
        """Whether somebody asked for it, with or without success so far."""
        return self.is_known or self.loading or self.error is not None

    @property
    def face(self) -> Face:
        """Which face to show; a known value wins over a later error."""
        if self.is_known:
            nothing = self.value is None or self.value == ()
            return Face.EMPTY if nothing else Face.READY
        return Face.ERROR if self.error and not self.loading else Face.LOADING

    def told(self) -> T | None:
        """What the server says; raises the CabinetError that kept it from saying it."""
        if self.error is not None:
            raise self.error
        if not self.is_known:
            # A read is given up without an error only when its session has ended.
            raise SignInRequired
        return self.value

    def is_fresh(self, now: datetime, ttl: timedelta) -> bool:
        """Whether the value is younger than ``ttl`` and nothing made it stale."""
        return self.fetched_at is not None and not self.stale and now - self.fetched_at < ttl

    def begun(self) -> "Remote[T]":
        """A request is under way."""
        return replace(self, loading=True)

    def loaded(self, value: T | None, now: datetime) -> "Remote[T]":
        """The server answered; None when there is nothing."""
        return Remote(value=value, fetched_at=now)

    def failed(self, error: CabinetError) -> "Remote[T]":
        """The request failed; what was known stays."""
        return replace(self, loading=False, error=error)

    def dropped(self) -> "Remote[T]":
        """The request was given up."""
        return replace(self, loading=False)

    def patched(self, value: T) -> "Remote[T]":
        """A push carried a new value: shown at once, still to be reloaded."""
        return replace(self, value=value, stale=True, is_kept=False)

    def outdated(self) -> "Remote[T]":
        """Something changed on the server: reload at the next chance."""
        return replace(self, stale=True)
