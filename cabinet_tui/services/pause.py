"""A daily tariff halted, and let go on."""

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, ServerFailure
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
            try:
                await gateway.toggle_pause(await meant(self._ground))
            except (OutcomeUnknown, NotACabinet, ServerFailure):
                await self._reread()
                if not self._is(paused=paused):
                    raise
                return paused
            await self._reread()
            return self._daily().is_paused

    def _daily(self) -> Daily:
        held = self._ground.state.subscription.told()
        if held is None or held.daily is None:
            raise NotOffered
        return held.daily

    def _is(self, *, paused: bool) -> bool:
        try:
            return self._daily().is_paused is paused
        except CabinetError:
            return False

    async def _reread(self) -> None:
        await self._ground.rereads.now(SUBSCRIPTION)
        await self._ground.rereads.wanted(BALANCE, HISTORY)
