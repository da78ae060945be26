"""Choosing what kind of transactions to show."""

from textual.reactive import reactive
from textual.widgets import Select

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.labels import kind_label
from cabinet_tui.locale import _

EVERY_KIND = "*"
"""The value that stands for no filter."""


class KindFilter(Select[str]):
    """Offers the kinds that the server tells apart, and all of them together."""

    DEFAULT_CSS = """
    KindFilter:focus > SelectCurrent #label { text-style: reverse; }
    """

    kinds: reactive[tuple[TransactionKind, ...]] = reactive[tuple[TransactionKind, ...]](())

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the name every widget gives it
        super().__init__(_options(()), value=EVERY_KIND, allow_blank=False, compact=True, id=id)

    def watch_kinds(self, kinds: tuple[TransactionKind, ...]) -> None:
        """Offer others; what was chosen stays chosen where it is still there."""
        chosen = self.value
        self.set_options(_options(kinds))
        if chosen in kinds:
            self.value = chosen


def _options(kinds: tuple[TransactionKind, ...]) -> list[tuple[str, str]]:
    return [(_("All types"), EVERY_KIND), *((kind_label(kind), kind.value) for kind in kinds)]
