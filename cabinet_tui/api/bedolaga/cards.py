"""Cards that a payment provider keeps."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Id, MaybeItems, Moment, Text, Wire, Word, each
from cabinet_tui.domain.saved_card import SavedCard, SavedCards

_CARDS = "/balance/saved-cards"


class CardItem(Wire):
    """A card of the list."""

    id: Id
    method_type: Word = ""
    card_last4: Word = ""
    card_type: Word = ""
    title: Text = ""
    created_at: Moment = None

    def card(self) -> SavedCard:
        """The card in the domain's words."""
        return SavedCard(
            id=self.id,
            title=self.title,
            kind=self.card_type,
            last_digits=self.card_last4,
            method=self.method_type,
            saved_at=self.created_at,
        )


class CardsReply(Wire):
    """``GET /balance/saved-cards``."""

    cards: MaybeItems = ()
    recurrent_enabled: Flag = None


class BedolagaCards:
    """Satisfies ``services.gateways.cards.CardsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def cards(self) -> SavedCards:
        """The cards."""
        reply = await self._client.ask(Call("GET", _CARDS), CardsReply)
        return SavedCards(
            cards=tuple(item.card() for item in each(CardItem, reply.cards)),
            charged_by_itself=reply.recurrent_enabled is True,
        )

    async def remove_card(self, card_id: int) -> None:
        """Have one forgotten."""
        path = f"{_CARDS}/{int(card_id)}"
        await self._client.send(Call("DELETE", path, repeatable=True, alters=True))
