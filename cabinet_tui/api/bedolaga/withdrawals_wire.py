"""Withdrawals as this dialect writes them: amounts are kopeks, with or without saying so."""

from cabinet_tui.api.bedolaga.withdrawals_words import obstacle
from cabinet_tui.api.wire import Flag, Id, Integer, Items, Moment, Prose, Wire, Word
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalFunds,
    WithdrawalOrder,
    WithdrawalStatus,
)


class FundsReply(Wire):
    """GET /referral/withdrawal/balance."""

    available_total: Integer
    total_earned: Integer = None
    withdrawn: Integer = None
    pending: Integer = None
    min_amount_kopeks: Integer = None
    is_withdrawal_enabled: Flag = None
    can_request: Flag = None
    cannot_request_reason: Prose = ""
    requisites_text: Prose = ""

    def funds(self) -> WithdrawalFunds:
        """What there is, in the domain's words."""
        return WithdrawalFunds(
            available=_kopeks(self.available_total),
            earned=_kopeks(self.total_earned),
            withdrawn=_kopeks(self.withdrawn),
            pending=_kopeks(self.pending),
            minimum=_kopeks(self.min_amount_kopeks),
            is_offered=self.is_withdrawal_enabled is not False,
            obstacle=None
            if self.can_request is not False
            else obstacle(self.cannot_request_reason),
            advice=self.requisites_text,
        )


class RequestItem(Wire):
    """One request of the history."""

    id: Id
    amount_kopeks: Integer = None
    status: Word = ""
    payment_details: Prose = ""
    admin_comment: Prose = ""
    created_at: Moment = None
    processed_at: Moment = None

    def withdrawal(self) -> Withdrawal:
        """The request in the domain's words."""
        return Withdrawal(
            id=self.id,
            amount=_kopeks(self.amount_kopeks),
            status=known(WithdrawalStatus, self.status),
            details=self.payment_details,
            comment=self.admin_comment,
            created_at=self.created_at,
            processed_at=self.processed_at,
        )


class HistoryReply(Wire):
    """GET /referral/withdrawal/history."""

    items: Items


class CreatedReply(Wire):
    """POST /referral/withdrawal/create."""

    id: Id
    amount_kopeks: Integer = None
    status: Word = ""

    def withdrawal(self, order: WithdrawalOrder) -> Withdrawal:
        """The request that was made of an order."""
        amount = order.amount if self.amount_kopeks is None else Kopeks(self.amount_kopeks)
        return Withdrawal(
            id=self.id,
            amount=amount,
            status=known(WithdrawalStatus, self.status or "pending"),
            details=order.details,
        )


def _kopeks(amount: int | None) -> Kopeks:
    return ZERO if amount is None else Kopeks(amount)
