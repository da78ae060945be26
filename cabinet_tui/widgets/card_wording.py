"""Saved cards in words."""

from collections.abc import Sequence

from textual.content import Content

from cabinet_tui.domain.saved_card import SavedCard
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import day
from cabinet_tui.widgets.line_list import in_columns


def card_name(card: SavedCard) -> str:
    """What a card is called: ``Mir *0011``."""
    named = " ".join(
        part for part in (card.kind, f"*{card.last_digits}" if card.last_digits else "") if part
    )
    return named or card.title or card.method or _("Card {number}").format(number=card.id)


def card_lines(cards: Sequence[SavedCard]) -> tuple[Content, ...]:
    """A line for each card: its name, since when it is kept."""
    return in_columns(
        [
            (
                Content(card_name(card)),
                Content.styled(
                    _("since {date}").format(date=day(card.saved_at)) if card.saved_at else "",
                    "$text-muted",
                ),
            )
            for card in cards
        ]
    )
