"""A daily tariff halted, and let go on."""

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.domain.refusals import NotOffered
from cabinet_tui.services.choice import meant
from cabinet_tui.services.gateways.access import PauseGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, HISTORY, SUBSCRIPTION


class PauseService:
    """Sets what the server only toggles. Raises NotSupported where there is no such thing."""

    def __init__(self, ground: Ground, gateway: PauseGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        ground.money.register(self.find, MoneyKind.PAUSE)

    async def set_paused(self, *, paused: bool) -> bool:
        """Halt the tariff or let it go on; how it is now comes back.

        The subscription is read before, so that nothing is sent when it is so already, and after.
        Raises NotOffered unless the tariff is a daily one, BalanceTooLow, Busy and CabinetError.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("pause"):
            await self._ground.rereads.now(SUBSCRIPTION)
            if self._daily().is_paused is paused:
                return paused
            subscription_id = await meant(self._ground)
            request = MoneyRequest(MoneyKind.PAUSE, subscription_id=subscription_id, wanted=paused)
            async with self._ground.money.sending(request) as sent:
                try:
                    await sent.carry(lambda: gateway.toggle_pause(subscription_id))
                except (OutcomeUnknown, NotACabinet, ServerFailure):
                    finding = await sent.look()
                    if finding.outcome is not Outcome.CHARGED:
                        raise
                    return paused
            await self._reread()
            return self._daily().is_paused

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal. Raises CabinetError."""
        await self._reread()
        is_so = self._daily().is_paused is entry.request.wanted
        return Finding(Outcome.CHARGED if is_so else Outcome.NOT_CHARGED)

    def _daily(self) -> Daily:
        held = self._ground.state.subscription.told()
        if held is None or held.daily is None:
            raise NotOffered
        return held.daily

    async def _reread(self) -> None:
        await self._ground.rereads.now(SUBSCRIPTION)
        await self._ground.rereads.wanted(BALANCE, HISTORY)
