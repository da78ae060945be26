"""The language in which the service writes to the account."""

from dataclasses import replace

from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown
from cabinet_tui.services.gateways.language import LanguageGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import ACCOUNT, LANGUAGE


class LanguageService:
    """Keeps the language of the account in the store, and changes it."""

    def __init__(self, ground: Ground, gateway: LanguageGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        if gateway is not None:
            ground.rereads.register(LANGUAGE, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read it; raises NotSupported where it cannot be chosen."""
        await self._ground.loader.load(LANGUAGE, offered(self._gateway).choice, force=True)

    async def refresh_if_stale(self) -> None:
        """Read it unless it is fresh."""
        await self._ground.loader.load(LANGUAGE, offered(self._gateway).choice)

    async def choose(self, code: str) -> LanguageChoice:
        """Have the service write in this language from now on; raises Busy and CabinetError."""
        gateway = offered(self._gateway)
        with self._ground.writes.alone("language"):
            serial = self._ground.serial
            chosen = await self._sent(gateway, code)
            self._ground.must_be(serial)
            before = self._ground.state.language.value
            choice = replace(before or LanguageChoice(chosen), current=chosen)
            now = self._ground.clock.now()
            self._ground.store.update(LANGUAGE.change(lambda remote: remote.loaded(choice, now)))
            await self._ground.rereads.wanted(ACCOUNT)
            return choice

    async def _sent(self, gateway: LanguageGateway, code: str) -> str:
        """The code that the server has now; when no answer came, it is asked for."""
        try:
            return await gateway.choose(code)
        except (OutcomeUnknown, NotACabinet):
            await self.refresh()
            choice = self._ground.state.language.told()
            if choice is None or choice.current != code:
                raise
            return choice.current
