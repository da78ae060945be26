"""/balance/saved-cards: what the payment provider keeps."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.extras.payouts import Card
from cabinet_tui.sandbox.bedolaga.schemas.payouts import CardBody, Cards
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account

router = APIRouter(prefix="/balance/saved-cards")


def seed(box: Sandbox, account: Account) -> None:
    """Two cards for whoever has paid before."""
    if not account.ledger.entries:
        return
    now = box.clock.now()
    box.extras.of(account).cards += [
        Card(1, "4417", "Mir", now - timedelta(days=70)),
        Card(2, "0093", "Visa", now - timedelta(days=12)),
    ]


@router.get("")
async def cards(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The cards of the account."""
    kept = [CardBody.of(card) for card in box.extras.of(caller).cards]
    return say(Cards(cards=kept, recurrent_enabled=True))


@router.delete("/{card_id}")
async def remove(box: Box, caller: Caller, say: Say, card_id: int) -> WireJSON:
    """Forget a card."""
    kept = box.extras.of(caller).cards
    left = [card for card in kept if card.id != card_id]
    if len(left) == len(kept):
        raise HTTPException(404, "Saved card not found")
    box.extras.of(caller).cards = left
    return say({"success": True, "message": "Card unlinked successfully"})
