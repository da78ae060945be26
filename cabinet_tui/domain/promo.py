"""Promo codes and what they give."""

from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.money import ZERO, Kopeks


@dataclass(frozen=True, slots=True)
class PromoResult:
    """What a code gave; ``message`` is the server's own sentence.

    ``plan`` is the tariff it gave days of, ``expires_at`` until when that lasts now.
    """

    message: str
    kind: str = ""
    balance: Kopeks = ZERO
    days: int = 0
    gigabytes: float = 0
    plan: str = ""
    expires_at: datetime | None = None
