"""Withdrawing what was earned through referrals."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.withdrawal import Withdrawal, WithdrawalFunds, WithdrawalOrder


class WithdrawalsGateway(Protocol):
    """What can be withdrawn, and the requests for it."""

    async def funds(self) -> WithdrawalFunds:
        """What there is, and why not when nothing can be asked for."""
        ...

    async def history(self) -> Sequence[Withdrawal]:
        """The requests, newest first."""
        ...

    async def create(self, order: WithdrawalOrder) -> Withdrawal:
        """Ask for money. Nobody may send this twice."""
        ...

    async def cancel(self, request_id: int) -> None:
        """Take a request back; WithdrawalDecided when it no longer waits."""
        ...
