"""Withdrawals: what can go, the requests for it, asking once and taking back."""

import asyncio

from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalDesk,
    WithdrawalOrder,
    check_order,
    find_order,
)
from cabinet_tui.domain.withdrawal_refusals import WithdrawalFound
from cabinet_tui.services.appeared import appeared
from cabinet_tui.services.gateways.withdrawals import WithdrawalsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.money import Sent
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, HISTORY, REFERRAL_STATS, WITHDRAWALS


class WithdrawalsService:
    """Keeps the requests in the store, makes new ones and takes them back.

    All meet NotSupported where the server has no withdrawals.
    """

    def __init__(self, ground: Ground, gateway: WithdrawalsGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        ground.rereads.register(WITHDRAWALS, self.refresh, self.refresh_if_stale)
        ground.money.register(self.find, MoneyKind.WITHDRAWAL, MoneyKind.WITHDRAWAL_CANCEL)

    async def refresh(self) -> None:
        """Read what can go and the requests."""
        await self._ground.loader.load(WITHDRAWALS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read them unless they are fresh."""
        await self._ground.loader.load(WITHDRAWALS, self._fetch)

    async def ask(self, order: WithdrawalOrder) -> Withdrawal:
        """Ask for money, once.

        Raises BadDetails, AmountRefused and whatever else is against it before anything is sent,
        Busy, WithdrawalFound when no clear answer came, and CabinetError.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("withdraw"):
            serial = self._ground.serial
            before = await _desk(gateway)
            bare = check_order(order, before.funds)
            self._ground.must_be(serial)
            request = MoneyRequest(
                MoneyKind.WITHDRAWAL,
                amount=bare.amount,
                known=frozenset(str(one.id) for one in before.requests),
            )
            async with self._ground.money.sending(request) as sent:
                try:
                    return await sent.carry(lambda: gateway.create(bare))
                except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
                    raise await self._unclear(sent, bare, before, serial, error) from error
                finally:
                    await self._reread()

    async def cancel(self, request_id: int) -> None:
        """Take a request back. Raises WithdrawalDecided, Busy and CabinetError.

        One whose answer never came may be tried again.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("withdrawal.cancel"):
            request = MoneyRequest(MoneyKind.WITHDRAWAL_CANCEL, number=request_id)
            async with self._ground.money.sending(request) as sent:
                try:
                    await sent.carry(lambda: gateway.cancel(request_id))
                finally:
                    await self._reread()

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal. Raises CabinetError."""
        request = entry.request
        history = await offered(self._gateway).history()
        if request.kind is MoneyKind.WITHDRAWAL_CANCEL:
            waits = any(one.id == request.number and one.can_cancel for one in history)
            return Finding(Outcome.NOT_CHARGED if waits else Outcome.CHARGED)
        made = any(
            str(one.id) not in request.known and one.amount == request.amount for one in history
        )
        return Finding(Outcome.CHARGED if made else Outcome.NOT_CHARGED)

    async def _unclear(
        self,
        sent: Sent,
        order: WithdrawalOrder,
        before: WithdrawalDesk,
        serial: int,
        error: CabinetError,
    ) -> CabinetError:
        """What to raise for a request without a clear answer, after looking into the history."""

        gateway = offered(self._gateway)

        async def find() -> Withdrawal | None:
            return find_order(order, before.requests, tuple(await gateway.history()))

        host = error.host if isinstance(error, OutcomeUnknown | NotACabinet) else ""
        try:
            found = await appeared(self._ground, serial, find)
        except CabinetError:
            return WithdrawalFound(host=host, looked=False)
        await sent.found(Finding(Outcome.NOT_CHARGED if found is None else Outcome.CHARGED))
        if found is None:
            return error if isinstance(error, ServerFailure) else WithdrawalFound(host=host)
        return WithdrawalFound(host=host, request_id=found.id)

    async def _fetch(self) -> WithdrawalDesk:
        return await _desk(offered(self._gateway))

    async def _reread(self) -> None:
        self._ground.rereads.outdate(HISTORY)
        rereads = self._ground.rereads
        await asyncio.gather(rereads.now(WITHDRAWALS), rereads.wanted(REFERRAL_STATS, BALANCE))


async def _desk(gateway: WithdrawalsGateway) -> WithdrawalDesk:
    funds, history = await asyncio.gather(gateway.funds(), gateway.history())
    return WithdrawalDesk(funds, tuple(history))
