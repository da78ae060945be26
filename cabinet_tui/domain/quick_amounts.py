"""Amounts worth a key press instead of typing."""

from cabinet_tui.domain.amounts import check_amount
from cabinet_tui.domain.balance import PaymentMethod
from cabinet_tui.domain.money import Kopeks

USUAL = (Kopeks(10_000), Kopeks(30_000), Kopeks(50_000), Kopeks(100_000))
_MOST = 5


def quick_amounts(method: PaymentMethod) -> tuple[Kopeks, ...]:
    """The method's own amounts, else the usual ones; only what the method takes, five at most."""
    offered = tuple(method.quick_amounts) or USUAL
    return tuple(amount for amount in offered if check_amount(amount, method) is None)[:_MOST]
