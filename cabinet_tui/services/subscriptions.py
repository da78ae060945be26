"""Several subscriptions: which there are, which one is meant, and removing one that is over."""

from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.services import choice
from cabinet_tui.services.gateways.subscriptions import SubscriptionsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import SUBSCRIPTIONS
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Change


class SubscriptionsService:
    """Keeps the list and the choice in the store; both stay unknown where there is one at most.

    The choice begins with the first that runs and is paid for, else that runs, else the first.
    """

    def __init__(self, ground: Ground, gateway: SubscriptionsGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        ground.rereads.register(SUBSCRIPTIONS, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the list."""
        await self._read(force=True)

    async def refresh_if_stale(self) -> None:
        """Read the list unless it is fresh."""
        await self._read(force=False)

    async def choose(self, subscription_id: int) -> None:
        """Mean this one from now on; NotFound when it is not among them."""
        await choice.choose(self._ground, subscription_id)

    async def remove(self, subscription_id: int) -> None:
        """Remove one that is over. Raises NotSupported, Busy, NotFound and CabinetError.

        When no answer comes, the list tells whether it was done.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("subscriptions"):
            try:
                await gateway.remove(subscription_id)
            except (OutcomeUnknown, NotACabinet, ServerFailure):
                await self.refresh()
                remote = self._ground.state.subscriptions
                if remote.error or (remote.value or Subscriptions()).find(subscription_id):
                    raise
                return
            await self.refresh()

    async def _read(self, *, force: bool) -> None:
        if self._gateway is None:
            return
        before = self._ground.state
        wanted = [part for part in choice.OF_ONE if part.wanted(before)]
        await self._ground.loader.apply(SUBSCRIPTIONS, self._answer, force=force)
        was, now = before.chosen_subscription, self._ground.state.chosen_subscription
        if was is not None and was != now:
            await self._ground.rereads.now(*wanted)

    async def _answer(self) -> Change:
        listed = await offered(self._gateway).subscriptions()
        now = self._ground.clock.now()

        def change(state: AppState) -> AppState:
            loaded = SUBSCRIPTIONS.change(lambda remote: remote.loaded(listed, now))
            return choice.settled(loaded(state))

        return change
