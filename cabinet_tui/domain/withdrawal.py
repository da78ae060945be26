"""Withdrawing what was earned through referrals: what there is, what was asked for, and why not."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall
from cabinet_tui.domain.withdrawal_refusals import BadDetails, WithdrawalsClosed

SHORTEST_DETAILS = 5
LONGEST_DETAILS = 1000


class WithdrawalStatus(StrEnum):
    """How far a request has come."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class WithdrawalOrder:
    """What is asked for. ``details`` say where the money goes: private, so no ``repr`` has them."""

    amount: Kopeks
    details: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A request as the server keeps it; ``comment`` is what was answered to it."""

    id: int
    amount: Kopeks
    status: WithdrawalStatus | str = WithdrawalStatus.PENDING
    details: str = field(default="", repr=False)
    comment: str = ""
    created_at: datetime | None = None
    processed_at: datetime | None = None

    @property
    def can_cancel(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.status == WithdrawalStatus.PENDING


@dataclass(frozen=True, slots=True)
class WithdrawalFunds:
    """What was earned and what of it can go; ``obstacle`` is why nothing can be asked for now."""

    available: Kopeks
    earned: Kopeks = ZERO
    withdrawn: Kopeks = ZERO
    pending: Kopeks = ZERO
    minimum: Kopeks = ZERO
    is_offered: bool = True
    obstacle: Rejected | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawalDesk:
    """What there is to withdraw, and the requests, newest first."""

    funds: WithdrawalFunds
    requests: tuple[Withdrawal, ...] = ()


def amount_problem(amount: Kopeks, funds: WithdrawalFunds) -> Rejected | None:
    """Why this amount cannot be asked for, None when it can."""
    if not funds.is_offered:
        return WithdrawalsClosed()
    if funds.obstacle is not None:
        return funds.obstacle
    least = max(funds.minimum, Kopeks(1))
    if amount < least:
        return AmountTooSmall(limit=least)
    return AmountTooLarge(limit=funds.available) if amount > funds.available else None


def check_details(text: str) -> str:
    """The details without what is around them; raises BadDetails for what no server takes."""
    bare = text.strip()
    if not SHORTEST_DETAILS <= len(bare) <= LONGEST_DETAILS:
        raise BadDetails(shortest=SHORTEST_DETAILS, longest=LONGEST_DETAILS)
    return bare


def check_order(order: WithdrawalOrder, funds: WithdrawalFunds | None) -> WithdrawalOrder:
    """The order as it is sent; raises what is against it.

    Unknown funds are the server's matter.
    """
    details = check_details(order.details)
    problem = None if funds is None else amount_problem(order.amount, funds)
    if problem is not None:
        raise problem
    return WithdrawalOrder(order.amount, details)


def find_order(
    order: WithdrawalOrder, before: tuple[Withdrawal, ...], after: tuple[Withdrawal, ...]
) -> Withdrawal | None:
    """The request that an order has become between two looks at the history, if there is one."""
    known = {request.id for request in before}
    return next((one for one in after if one.id not in known and one.amount == order.amount), None)
