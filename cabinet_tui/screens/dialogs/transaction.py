"""All that is known of one transaction."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.labels import kind_label, method_label
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import clock, day, money
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class TransactionDialog(ModalScreen[None], SpokenScreen[None]):
    """Whole texts, nothing cut off."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,enter,q", "dismiss", N_("Close"), id="transaction.close")
    )

    def __init__(self, transaction: Transaction, *, ascii_only: bool) -> None:
        super().__init__()
        self._transaction = transaction
        self._ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        """A line for each fact that is known."""
        item = self._transaction
        when = f"{day(item.created_at)} {clock(item.created_at)}" if item.created_at else ""
        facts = (
            (_("Amount"), money(item.amount, signed=True, ascii_only=self._ascii_only)),
            (_("Type"), kind_label(item.kind)),
            (_("Date"), when),
            (_("Method"), method_label(item.method)),
            (_("Number"), str(item.id)),
            (_("State"), "" if item.completed else _("not completed")),
        )
        width = max(len(name) for name, _text in facts)
        with VerticalScroll(classes="dialog"):
            yield Static(Content.styled(item.description, "bold"), markup=False)
            yield Static()
            for name, text in facts:
                if text:
                    line = Content.assemble((name.ljust(width), "$text-muted"), "  ", text)
                    yield Static(line, markup=False)
        yield KeyBar()
