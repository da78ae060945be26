"""Withdrawals in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalFunds,
    WithdrawalOrder,
    WithdrawalStatus,
)
from cabinet_tui.domain.withdrawal_refusals import WithdrawalDecided
from tests.held_clock import START
from tests.services.wire import Wire

PAID = Withdrawal(
    4,
    Kopeks(120_000),
    WithdrawalStatus.COMPLETED,
    details="Card 2200 0000 0000 0004",
    comment="Sent",
    created_at=START,
)


@dataclass
class FakeWithdrawals:
    """Satisfies ``WithdrawalsGateway``."""

    wire: Wire
    money: WithdrawalFunds = field(
        default_factory=lambda: WithdrawalFunds(
            available=Kopeks(230_050),
            earned=Kopeks(400_000),
            withdrawn=Kopeks(120_000),
            minimum=Kopeks(50_000),
        )
    )
    requests: list[Withdrawal] = field(default_factory=lambda: [PAID])

    async def funds(self) -> WithdrawalFunds:
        return await self.wire.answer("funds", self.money)

    async def history(self) -> Sequence[Withdrawal]:
        return await self.wire.answer("withdrawals", tuple(self.requests))

    async def create(self, order: WithdrawalOrder) -> Withdrawal:
        return await self.wire.change("withdraw", lambda: self._make(order))

    async def cancel(self, request_id: int) -> None:
        await self.wire.change("cancel", lambda: self._cancel(request_id))

    def _make(self, order: WithdrawalOrder) -> Withdrawal:
        number = 1 + max(request.id for request in self.requests)
        made = Withdrawal(number, order.amount, details=order.details, created_at=START)
        self.requests.insert(0, made)
        return made

    def _cancel(self, request_id: int) -> None:
        for index, request in enumerate(self.requests):
            if request.id == request_id:
                if not request.can_cancel:
                    raise WithdrawalDecided
                self.requests[index] = replace(request, status=WithdrawalStatus.CANCELLED)
                return
        raise NotFound
