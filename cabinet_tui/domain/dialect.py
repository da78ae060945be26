"""How a server speaks, and where its cabinet was found."""

from dataclasses import dataclass
from enum import StrEnum


class Dialect(StrEnum):
    """The ways of speaking that are known."""

    DOCUMENTED = "documented"
    BEDOLAGA = "bedolaga"


@dataclass(frozen=True, slots=True)
class Found:
    """A cabinet that was found: the base URL of its routes, and how it speaks."""

    base_url: str
    dialect: Dialect
