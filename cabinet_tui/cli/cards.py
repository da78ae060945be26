"""``cards``: the cards that a payment provider keeps, and having one forgotten."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.domain.saved_card import SavedCard, SavedCards
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the commands known."""
    parser = commands.add("cards", _("show the saved cards"))
    add_json(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)
    remove = below.add("remove", _("have a saved card forgotten"))
    remove.add_argument(
        "card_id", type=numbers.whole, metavar="ID", help=_("the card, as “cards” shows it")
    )
    deeds.add_options(remove, below=True)
    remove.set_defaults(run=run_remove)


def run(arguments: Namespace, options: Options) -> int:
    """Print the cards."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.card_wording import card_name

    saved = visit.visit(options, _read)
    if arguments.json:
        cards: list[Json] = [_document(card) for card in saved.cards]
        output.document({"cards": cards, "charged_by_itself": saved.charged_by_itself})
    elif saved.cards:
        rows = [
            (str(card.id), card_name(card), formats.day(card.saved_at) if card.saved_at else "")
            for card in saved.cards
        ]
        output.Paper(options.ascii_only).table(rows, right=frozenset({0}))
    if not saved.cards:
        output.remark(_("No card is saved."))
        return Exit.NOTHING
    return Exit.OK


async def _read(cabinet: "Cabinet") -> SavedCards:
    await cabinet.cards.refresh()
    return cabinet.store.state.cards.told() or SavedCards()


def _document(card: SavedCard) -> "dict[str, Json]":
    from cabinet_tui.cli.output import utc

    return {
        "id": card.id,
        "kind": card.kind or None,
        "last_digits": card.last_digits or None,
        "title": card.title or None,
        "saved_at": utc(card.saved_at),
    }


def run_remove(arguments: Namespace, options: Options) -> int:
    """Show the card, ask, have it forgotten."""
    return deeds.perform(Removal(arguments.card_id), arguments, options)


class Removal(Deed[SavedCard, None]):
    """Has a card forgotten."""

    def __init__(self, card_id: int) -> None:
        self._card_id = card_id

    async def plan(self, cabinet: "Cabinet") -> SavedCard:
        """The card; NotFound when there is no such one."""
        from cabinet_tui.domain.errors import NotFound

        saved = await _read(cabinet)
        for card in saved.cards:
            if card.id == self._card_id:
                return card
        raise NotFound(detail=_("There is no card {number}.").format(number=self._card_id))

    def show(self, planned: SavedCard, paper: "Paper") -> None:
        """Write which card it is."""
        from cabinet_tui.widgets.card_wording import card_name

        paper.facts([(_("Card"), card_name(planned))])

    def planned_document(self, planned: SavedCard) -> "Mapping[str, Json]":
        """The card."""
        return {"card": _document(planned)}

    def question(self, planned: SavedCard) -> str:
        """Whether to remove it."""
        return _("Remove this card?")

    async def carry_out(self, cabinet: "Cabinet", planned: SavedCard) -> None:
        """Have it forgotten."""
        await cabinet.cards.remove(planned.id)

    def if_unanswered(self) -> str:
        """That it may be tried again."""
        return _("You can try again.")

    def tell(self, planned: SavedCard, result: None, paper: "Paper") -> None:
        """Write that it is gone."""
        from cabinet_tui.widgets.card_wording import card_name

        paper.line(_("The card {card} is removed.").format(card=card_name(planned)))

    def result_document(self, result: None) -> "Mapping[str, Json]":
        """Nothing beyond that it is done."""
        return {}
