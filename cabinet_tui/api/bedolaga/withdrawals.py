"""Withdrawing what was earned through referrals."""

from collections.abc import Sequence

from cabinet_tui.api.bedolaga.withdrawals_wire import (
    CreatedReply,
    FundsReply,
    HistoryReply,
    RequestItem,
)
from cabinet_tui.api.bedolaga.withdrawals_words import typed
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.withdrawal import Withdrawal, WithdrawalFunds, WithdrawalOrder


class BedolagaWithdrawals:
    """Satisfies ``services.gateways.withdrawals.WithdrawalsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def funds(self) -> WithdrawalFunds:
        """What there is, and why not when nothing can be asked for."""
        reply = await self._client.ask(Call("GET", "/referral/withdrawal/balance"), FundsReply)
        return reply.funds()

    async def history(self) -> Sequence[Withdrawal]:
        """The requests, newest first: the server gives the last fifty."""
        reply = await self._client.ask(Call("GET", "/referral/withdrawal/history"), HistoryReply)
        return [item.withdrawal() for item in each(RequestItem, reply.items)]

    async def create(self, order: WithdrawalOrder) -> Withdrawal:
        """Ask for money."""
        call = Call(
            "POST",
            "/referral/withdrawal/create",
            body={"amount_kopeks": order.amount, "payment_details": order.details},
            rate=RateClass.PAYMENT,
        )
        try:
            reply = await self._client.ask(call, CreatedReply)
        except Rejected as error:
            raise typed(error) from None
        return reply.withdrawal(order)

    async def cancel(self, request_id: int) -> None:
        """Take a request back."""
        path = f"/referral/withdrawal/{int(request_id)}/cancel"
        call = Call("POST", path, repeatable=True, alters=True)
        try:
            await self._client.send(call)
        except Rejected as error:
            raise typed(error) from None
