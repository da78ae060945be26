"""A recorded exchange as a call here, and what its answer means."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.errors import CabinetError

Do: TypeAlias = Callable[[BedolagaApi], Awaitable[object]]
Means: TypeAlias = Callable[[Any], object]


@dataclass(frozen=True)
class Case:
    """A call; what its answer means, or the error it is, with fields that it has.

    ``same_body`` and ``same_query`` tell that the recorded request is exactly what we send.
    """

    do: Do
    means: Means | None = None
    error: type[CabinetError] | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    same_body: bool = True
    same_query: bool = True


def fails(do: Do, error: type[CabinetError], **fields: object) -> Case:
    """A call that ends in an error."""
    return Case(do, error=error, fields=fields)
