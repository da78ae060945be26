"""Saved cards: which there are, and having one forgotten."""

from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.saved_card import SavedCards
from cabinet_tui.services.gateways.cards import CardsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import CARDS


class CardsService:
    """Keeps the cards in the store. All meet NotSupported where the server has none."""

    def __init__(self, ground: Ground, gateway: CardsGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        ground.rereads.register(CARDS, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the cards."""
        await self._ground.loader.load(CARDS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the cards unless they are fresh."""
        await self._ground.loader.load(CARDS, self._fetch)

    async def remove(self, card_id: int) -> None:
        """Have a card forgotten; one that is gone already is what was wanted.

        Raises Busy and CabinetError. Asking twice does no harm.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("card.remove"):
            try:
                await gateway.remove_card(card_id)
            except NotFound:
                pass
            finally:
                await self._ground.rereads.now(CARDS)

    async def _fetch(self) -> SavedCards:
        return await offered(self._gateway).cards()
