"""Why a payment is not made: refusals in words become the errors they are."""

import re
from decimal import Decimal

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import Kopeks, from_roubles
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, MethodUnavailable

_LIMIT = re.compile(
    r"(?P<which>minimum|maximum) amount is (?P<amount>\d[\d,]{0,15}(?:\.\d{1,2})?) rub\.?",
    re.IGNORECASE,
)
_UNAVAILABLE = re.compile(
    r"invalid or unavailable payment method|invalid .{1,40} payment option", re.IGNORECASE
)


def top_up_refusal(error: Rejected, method: str) -> Rejected:
    """The refusal of an amount or of a way to pay; any other as it is."""
    found = _LIMIT.fullmatch(error.detail.strip())
    if found:
        limit = Kopeks(from_roubles(Decimal(found["amount"].replace(",", ""))))
        kind = AmountTooSmall if found["which"].lower() == "minimum" else AmountTooLarge
        return kind(status=error.status, detail=error.detail, limit=limit)
    if _UNAVAILABLE.fullmatch(error.detail.strip().rstrip(".")):
        return MethodUnavailable(status=error.status, detail=error.detail, method=method)
    return error
