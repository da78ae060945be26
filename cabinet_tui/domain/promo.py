"""Promo codes and what they give."""

from dataclasses import dataclass

from cabinet_tui.domain.money import ZERO, Kopeks


@dataclass(frozen=True, slots=True)
class PromoResult:
    """What a code gave; ``message`` is the server's own sentence."""

    message: str
    kind: str = ""
    balance: Kopeks = ZERO
    days: int = 0
    gigabytes: float = 0
