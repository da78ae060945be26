"""How much may be topped up, and how much has to be."""

from cabinet_tui.domain.balance import PaymentMethod
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import (
    AmountRefused,
    AmountTooLarge,
    AmountTooSmall,
    MethodUnavailable,
)

STARS = "telegram_stars"
_LEAST = Kopeks(1)


def is_stars(method: PaymentMethod) -> bool:
    """Whether the method is Telegram Stars, which is paid by an invoice."""
    return method.id.lower() == STARS


def check_amount(amount: Kopeks, method: PaymentMethod) -> AmountRefused | MethodUnavailable | None:
    """Why the method does not take this amount, None when it does."""
    if not method.enabled:
        return MethodUnavailable(method=method.id)
    least = max(method.minimum or _LEAST, _LEAST)
    if amount < least:
        return AmountTooSmall(limit=least)
    if method.maximum is not None and amount > method.maximum:
        return AmountTooLarge(limit=method.maximum)
    return None


def top_up_amount(missing: Kopeks, method: PaymentMethod) -> Kopeks | None:
    """The least amount that covers what is missing; None when the method cannot bring it."""
    amount = max(missing, method.minimum or _LEAST, _LEAST)
    return amount if check_amount(amount, method) is None else None
