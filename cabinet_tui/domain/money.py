"""Money is a whole number of kopeks, from the wire to the last character drawn."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NewType

Kopeks = NewType("Kopeks", int)

ZERO = Kopeks(0)
_SPACES = re.compile(r"[\s\u00a0\u202f'_]")
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{0,2})?")


def from_roubles(roubles: Decimal) -> Kopeks:
    """Kopeks for an amount of roubles; the half kopek a server may send goes up."""
    return Kopeks(int((roubles * 100).to_integral_value(ROUND_HALF_UP)))


def to_roubles(kopeks: Kopeks) -> Decimal:
    """Roubles with two decimals."""
    return (Decimal(kopeks) / 100).quantize(Decimal("0.01"))


def parse_amount(text: str) -> Kopeks | None:
    """Kopeks for what a person typed (``1 500,50``, ``1500.5 ₽``), or None when it is no amount."""
    bare = _SPACES.sub("", text).removesuffix("₽").removesuffix("RUB").removesuffix("руб.")
    if not _AMOUNT.fullmatch(bare):
        return None
    try:
        return from_roubles(Decimal(bare.replace(",", ".")))
    except InvalidOperation:
        return None
