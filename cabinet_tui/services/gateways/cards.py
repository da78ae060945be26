"""Cards that a payment provider keeps."""

from typing import Protocol

from cabinet_tui.domain.saved_card import SavedCards


class CardsGateway(Protocol):
    """The saved cards of an account."""

    async def cards(self) -> SavedCards:
        """The cards."""
        ...

    async def remove_card(self, card_id: int) -> None:
        """Have one forgotten; NotFound when it is not there."""
        ...
