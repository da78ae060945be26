"""Codes that give something: a promo code, a gift or a coupon, told apart by their shape."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from cabinet_tui.domain.codes import promo_code

_LONGEST = 4096
_COUPON = re.compile(r"(?:coupon_)?([0-9a-f]{32})", re.IGNORECASE)
_GIFT = re.compile(r"gift[-_]([A-Za-z0-9_-]{8,64})", re.IGNORECASE)
_BARE_GIFT = re.compile(r"[A-Za-z0-9_-]{8,64}")
_START_NAMES = ("start", "startapp")


class VoucherKind(StrEnum):
    """What a code is."""

    PROMO = "promo"
    GIFT = "gift"
    COUPON = "coupon"


@dataclass(frozen=True, slots=True)
class Voucher:
    """A code without what is around it; no ``repr`` shows it, as it is worth something."""

    kind: VoucherKind
    code: str = field(repr=False)


def voucher(text: str) -> Voucher:
    """What was pasted: a bare code, or the link it came in; raises BadCode when there is none.

    A coupon is 32 hexadecimal digits, a gift begins with its name. Anything else is a promo code.
    """
    bare = text.strip().strip("<>\"'")
    for candidate in (bare, *_started(bare)):
        if found := _COUPON.fullmatch(candidate):
            return Voucher(VoucherKind.COUPON, found[1].lower())
        if _GIFT.fullmatch(candidate):
            return Voucher(VoucherKind.GIFT, candidate)
    if (gift := _of_gift_page(bare)) and _BARE_GIFT.fullmatch(gift):
        return Voucher(VoucherKind.GIFT, gift)
    return Voucher(VoucherKind.PROMO, promo_code(text))


def _started(link: str) -> list[str]:
    """What a link hands to the bot it opens."""
    return [value for name, value in _parameters(link) if name in _START_NAMES]


def _of_gift_page(link: str) -> str:
    """The code in a link to the page where gifts are taken."""
    if "/gift" not in link:
        return ""
    return next((value for name, value in _parameters(link) if name == "code"), "")


def _parameters(link: str) -> list[tuple[str, str]]:
    if len(link) > _LONGEST or "?" not in link:
        return []
    try:
        return parse_qsl(urlsplit(link).query)
    except ValueError:
        return []
