"""What the services that take money have in common: a plan is made again, and carried out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.subscription import Receipt


@dataclass(frozen=True)
class Buyer:
    """The two ways of one kind of plan. Both raise CabinetError.

    ``again`` makes the same plan from what is offered and owned now, NotOffered when it cannot be
    had any more; ``carry_out`` does what the plan says, once.
    """

    again: Callable[[Plan], Awaitable[Plan]]
    carry_out: Callable[[Plan], Awaitable[Receipt]]
