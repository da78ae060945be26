"""Tariffs side by side, one of them under the cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.subscription import Period, Subscription, Tariff
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import days, money
from cabinet_tui.widgets.glyphs import Glyphs, glyphs_of
from cabinet_tui.widgets.offers import (
    devices_offered,
    discount_label,
    mark_of,
    per_month,
    traffic_offered,
)

_LEAST, _MOST, _GAP, _PADDING = 26, 36, 2, 2
_NAME_ROW = 1


@dataclass
class TariffChosen(Message):
    """A tariff was chosen, from the cards or from the table."""

    tariff: Tariff


@dataclass
class TariffPointed(Message):
    """The cursor stands on another tariff."""

    place: int


def cards_fit(count: int, width: int) -> bool:
    """Whether so many cards stand side by side in a room of so many columns."""
    return count > 0 and count * (_LEAST + _GAP) - _GAP <= width


class TariffCards(Widget, can_focus=True):
    """A column for each tariff; left and right move, enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
        Binding("enter", "choose", N_("Choose"), id="plans.choose"),
    ]
    DEFAULT_CSS = """
    TariffCards { height: auto; }
    """

    tariffs: reactive[Sequence[Tariff]] = reactive[Sequence[Tariff]]((), layout=True)
    held: reactive[Subscription | None] = reactive[Subscription | None](None, layout=True)
    cursor: reactive[int] = reactive(0)

    def validate_cursor(self, cursor: int) -> int:
        """Stay on a card."""
        return max(0, min(cursor, len(self.tariffs) - 1))

    def watch_tariffs(self) -> None:
        """Stay on a card."""
        self.cursor = self.validate_cursor(self.cursor)

    def watch_cursor(self, cursor: int) -> None:
        """Say where the cursor is."""
        self.post_message(TariffPointed(cursor))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the longest card."""
        return max((len(card) for card in self._cards(width)), default=0)

    def render(self) -> Content:
        """The cards."""
        width = self._card_width(self.size.width)
        cards = self._cards(self.size.width)
        height = max((len(card) for card in cards), default=0)
        columns = [self._column(card, place, width, height) for place, card in enumerate(cards)]
        gap = Content(" " * _GAP)
        return Content("\n").join(gap.join(row) for row in zip(*columns, strict=True))

    def card_lines(self) -> Sequence[Content]:
        """What stands on the card under the cursor."""
        cards = self._cards(self.size.width)
        return cards[self.cursor] if cards else ()

    def _column(self, card: list[Content], place: int, width: int, height: int) -> list[Content]:
        paper = "on $panel"
        if place == self.cursor:
            ground = "block-cursor" if self.has_focus else "block-cursor-blurred"
            paper = f"on ${ground}-background"
        lines = card + [Content()] * (height - len(card))
        inner = width - 2 * _PADDING
        side = " " * _PADDING
        # A sign as well: not every terminal shows the colours.
        sign = f"{glyphs_of(self.app).arrow} " if place == self.cursor else side
        mark = Content.styled(sign, "reverse" if self.has_focus and place == self.cursor else "")
        return [
            Content.assemble(
                mark if row == _NAME_ROW else side,
                line.truncate(inner, ellipsis=True, pad=True),
                side,
            ).stylize_before(paper)
            for row, line in enumerate(lines)
        ]

    def _card_width(self, room: int) -> int:
        count = max(1, len(self.tariffs))
        return max(1, min(_MOST, (room - _GAP * (count - 1)) // count))

    def _cards(self, room: int) -> list[list[Content]]:
        glyphs = glyphs_of(self.app)
        inner = max(8, self._card_width(room) - 2 * _PADDING)
        tops = [self._top(tariff, inner) for tariff in self.tariffs]
        prices = [_prices(tariff, glyphs) for tariff in self.tariffs]
        rows = max(map(len, tops), default=0), max(map(len, prices), default=0)
        return [
            [
                Content(),
                *_filled(top, rows[0]),
                Content(),
                *_filled(price, rows[1]),
                Content(),
                Content(traffic_offered(tariff.traffic_gb)),
                Content(devices_offered(tariff.devices)),
                Content(),
                *Content.styled(tariff.description, "$text-muted").wrap(inner)[:5],
                Content(),
            ]
            for tariff, top, price in zip(self.tariffs, tops, prices, strict=True)
        ]

    def _top(self, tariff: Tariff, width: int) -> list[Content]:
        mark = mark_of(tariff, self.tariffs, self.held)
        name = Content.styled(tariff.name, "bold").wrap(width)[:2]
        return [*name, Content.styled(mark, "$text-accent")]

    def action_move(self, steps: int) -> None:
        """Go to another card."""
        self.cursor += steps

    def action_choose(self) -> None:
        """Choose the card under the cursor."""
        if self.tariffs:
            self.post_message(TariffChosen(self.tariffs[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a card, and on the card under the cursor it chooses."""
        place = event.x // (self._card_width(self.size.width) + _GAP)
        if 0 <= place < len(self.tariffs):
            if place == self.cursor:
                self.action_choose()
            self.cursor = place


def _filled(lines: list[Content], height: int) -> list[Content]:
    return lines + [Content()] * (height - len(lines))


def _prices(tariff: Tariff, glyphs: Glyphs) -> list[Content]:
    """Each period with its price, what it was, and what that is a month."""
    lines = []
    for period in sorted(tariff.periods, key=lambda period: period.days):
        price = Content.styled(money(period.price, ascii_only=glyphs.ascii_only), "bold $accent")
        lines.append(Content.assemble(price, (f"  {days(period.days)}", "")))
        saving = _saving(period, glyphs)
        # The first period has the line in any case: cards beside each other stay aligned.
        lines += [saving] if saving.cell_length or len(lines) == 1 else []
        month = money(per_month(period.price, period.days), ascii_only=glyphs.ascii_only)
        lines.append(Content.styled(_("{amount} a month").format(amount=month), "$text-muted"))
    return lines


def _saving(period: Period, glyphs: Glyphs) -> Content:
    if period.full_price is None:
        return Content.styled(discount_label(period.discount_percent), "$text-success")
    was = money(period.full_price, ascii_only=glyphs.ascii_only)
    percent = discount_label(period.discount_percent)
    return Content.assemble((was, "$text-muted strike"), (f"  {percent}".rstrip(), "$text-success"))
