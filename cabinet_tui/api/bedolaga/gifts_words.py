"""Refusals of gifts, which this dialect tells by English sentences alone."""

from cabinet_tui.domain.errors import CabinetError, Rejected
from cabinet_tui.domain.gift_refusals import BadRecipient, GiftRefused, GiftsClosed
from cabinet_tui.domain.refusals import NotOffered

_REASONS = {
    "cannot activate your own gift": "own",
    "cannot gift to yourself": "self",
    "gift not found": "unknown",
    "not found": "unknown",
    "this gift cannot be activated": "spent",
    "code too short": "short",
}
_NO_RECIPIENT = ("invalid email format", "invalid telegram username format")
_NOT_OFFERED = ("tariff not found or inactive", "price is not configured for this period")
_CLOSED = "gift feature is not enabled"


def typed(error: Rejected) -> CabinetError:
    """The refusal as what it means, or as it came."""
    words = error.detail.strip().rstrip(".").lower()
    if words == _CLOSED:
        return GiftsClosed(status=error.status)
    if words in _NO_RECIPIENT:
        return BadRecipient(status=error.status)
    if words in _NOT_OFFERED:
        return NotOffered(status=error.status)
    if words in _REASONS:
        return GiftRefused(status=error.status, detail=error.detail, reason=_REASONS[words])
    return error
