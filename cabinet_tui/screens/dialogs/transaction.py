"""All that is known of one transaction."""

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.labels import kind_label, method_label
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, day, money
from cabinet_tui.screens.dialogs.facts import FactsDialog


class TransactionDialog(FactsDialog):
    """Whole texts, nothing cut off; what can be a novel comes last."""

    def __init__(self, transaction: Transaction, *, ascii_only: bool) -> None:
        at = transaction.created_at
        super().__init__(
            kind_label(transaction.kind),
            (
                (_("Amount"), money(transaction.amount, signed=True, ascii_only=ascii_only)),
                (_("Date"), f"{day(at)} {clock(at)}" if at else ""),
                (_("Method"), method_label(transaction.method)),
                (_("Number"), str(transaction.id)),
                (_("State"), "" if transaction.completed else _("not completed")),
                (_("Description"), transaction.description),
            ),
        )
