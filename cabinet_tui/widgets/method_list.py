"""The ways to pay, each with its limits and its currencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.balance import PaymentMethod, PaymentOption
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.payment_wording import currencies_line, limits_line

_NAME_WIDTH = 26
_GAP = "  "


@dataclass(frozen=True, slots=True)
class WayToPay:
    """A method, and the variant of it where it has variants."""

    method: PaymentMethod
    option: PaymentOption | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.method.name}, {self.option.name}" if self.option else self.method.name


def ways(methods: Sequence[PaymentMethod]) -> Iterator[WayToPay]:
    """Every way there is: a method with variants is one for each of them."""
    for method in methods:
        yield from (WayToPay(method, option) for option in method.options or (None,))


class MethodList(OptionList):
    """A line for each way to pay; those that are switched off cannot be chosen."""

    DEFAULT_CSS = """
    MethodList {
        height: auto;
        max-height: 8;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Marked(Message):
        """The cursor stands on this way."""

        way: WayToPay

    @dataclass
    class Chosen(Message):
        """This way was chosen."""

        way: WayToPay

    methods: reactive[Sequence[PaymentMethod]] = reactive[Sequence[PaymentMethod]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._ways: tuple[WayToPay, ...] = ()

    @property
    def way(self) -> WayToPay | None:
        """The way the cursor stands on; None while there is none."""
        return None if self.highlighted is None else self._ways[self.highlighted]

    def watch_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Show these, with the cursor where it was, else on the first that can be used."""
        before = self.way
        self._ways = tuple(ways(methods))
        self._draw()
        usable = [place for place, way in enumerate(self._ways) if way.method.enabled]
        same = [place for place in usable if before and _is_same(self._ways[place], before)]
        self.highlighted = next(iter([*same, *usable]), None)
        if self.highlighted is not None:
            # The same line may stand for another offer now.
            self.post_message(self.Marked(self._ways[self.highlighted]))

    def on_resize(self, event: events.Resize) -> None:
        """Give the names what the limits leave."""
        highlighted = self.highlighted
        self._draw()
        self.highlighted = highlighted

    def _draw(self) -> None:
        width = min(
            _NAME_WIDTH, max((Content(way.name).cell_length for way in self._ways), default=0)
        )
        self.set_options(
            Option(self._line(way, width), disabled=not way.method.enabled) for way in self._ways
        )

    def _line(self, way: WayToPay, width: int) -> Content:
        ascii_only = glyphs_of(self.app).ascii_only
        return Content.assemble(
            Content(way.name.replace("\n", " ")).truncate(width, ellipsis=True, pad=True),
            _GAP,
            limits_line(way.method, ascii_only=ascii_only),
            _GAP,
            (currencies_line(way.method), "$text-muted"),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the cursor is."""
        event.stop()
        self.post_message(self.Marked(self._ways[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._ways[event.option_index]))


def _is_same(one: WayToPay, other: WayToPay) -> bool:
    return (one.method.id, one.option) == (other.method.id, other.option)
