"""Cards that a payment provider keeps for the next payment."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card; no number but its last digits is known to anybody here."""

    id: int
    title: str = ""
    kind: str = ""
    last_digits: str = ""
    method: str = ""
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedCards:
    """The cards, and whether the service charges them by itself when a subscription ends."""

    cards: tuple[SavedCard, ...] = ()
    charged_by_itself: bool = False
