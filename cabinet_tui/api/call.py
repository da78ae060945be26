"""One request as a dialect writes it, and the answer as it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cabinet_tui.api.limits import RateClass

FILE_PATIENCE = 300.0

Body: TypeAlias = Mapping[str, str | int | float | bool | Sequence[str]]


@dataclass(frozen=True, slots=True)
class FileWanted:
    """The answer is a file of at most ``largest`` bytes; with ``only_size`` not more than that."""

    largest: int
    only_size: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A request: ``path`` below the base URL, ``body`` as JSON.

    ``public`` goes without a token. ``sign_in`` tells that a 401 means wrong credentials.
    ``repeatable`` tells that doing it twice does no harm, though it is no GET: when its answer
    never comes, that is no unknown outcome. It is still sent once only. ``alters`` tells that such
    a request changes the account all the same. ``route`` names a limit
    that this path has for itself, so that its 429 does not stop the others. ``once`` keeps a
    read from being tried again. ``file`` says that no JSON is wanted.
    """

    method: str
    path: str
    query: Mapping[str, str | int] | None = None
    body: Body | None = None
    rate: RateClass = RateClass.OTHER
    public: bool = False
    sign_in: bool = False
    repeatable: bool = False
    alters: bool = False
    route: str = ""
    once: bool = False
    file: FileWanted | None = None

    def __repr__(self) -> str:
        """Method and path; a body may hold a password."""
        return f"Call({self.method} {self.path})"

    @property
    def is_read(self) -> bool:
        """Whether it only asks."""
        return self.method == "GET"

    @property
    def changes(self) -> bool:
        """Whether it matters if it was done when no answer came."""
        return not self.is_read and not self.repeatable


@dataclass(frozen=True, slots=True)
class Reply:
    """A successful answer; ``body`` is its JSON with exact numbers, None when it was empty.

    Where a file was wanted it is a ``FileAnswer``.
    """

    status: int
    body: object
