"""What a request is known by in the journal, and the history since then."""

from collections.abc import Sequence

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.money_request import MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Look
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.subscription import PurchaseRequest
from cabinet_tui.domain.switch import SwitchRequest
from cabinet_tui.services.gateways import BalanceGateway

_PER_PAGE = 20
_PAGES = 5


def money_request(plan: Plan, before: Look) -> MoneyRequest:
    """A plan as it is written down, with the account as it is before."""
    request = plan.request
    return MoneyRequest(
        kind=MoneyKind(plan.kind.value),
        what=plan.name,
        amount=plan.price,
        days=plan.days or None,
        subscription_id=plan.subscription.id if plan.subscription else None,
        number=request.tariff_id if isinstance(request, PurchaseRequest | SwitchRequest) else None,
        known=names(before.transactions),
        held=before.subscription,
    )


def names(rows: Sequence[Transaction]) -> frozenset[str]:
    """The transactions by what tells one from another."""
    return frozenset(str(row.id) for row in rows)


async def rows_since(
    known: frozenset[str], balance: BalanceGateway
) -> tuple[tuple[Transaction, ...], bool]:
    """The transactions since those that were known, newest first, and whether these are all.

    Raises CabinetError.
    """
    rows: list[Transaction] = []
    for number in range(1, _PAGES + 1):
        page = await balance.transactions(number, _PER_PAGE)
        rows.extend(page.items)
        if any(str(row.id) in known for row in page.items):
            oldest = max(place for place, row in enumerate(rows) if str(row.id) in known)
            return tuple(row for row in rows[:oldest] if str(row.id) not in known), True
        if number >= page.pages or not page.items:
            return tuple(rows), not known
    return tuple(rows), False
