"""Payments that wait for their payer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.balance import Payment
from cabinet_tui.domain.labels import method_label
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import ago, money
from cabinet_tui.widgets.glyphs import glyphs_of

_GAP = "  "


class PaymentList(OptionList):
    """A line for each: the amount, the method, how long it has waited."""

    DEFAULT_CSS = """
    PaymentList {
        height: auto;
        max-height: 12;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Chosen(Message):
        """This payment was chosen."""

        payment: Payment

    payments: reactive[Sequence[Payment]] = reactive[Sequence[Payment]]((), init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def watch_payments(self) -> None:
        """Show these."""
        self._draw()

    def watch_now(self) -> None:
        """They have waited longer."""
        self._draw()

    def _draw(self) -> None:
        highlighted, ascii_only = self.highlighted, glyphs_of(self.app).ascii_only
        amounts = [money(payment.amount, ascii_only=ascii_only) for payment in self.payments]
        width = max(map(len, amounts), default=0)
        self.set_options(
            Option(
                Content.assemble(
                    amount.rjust(width),
                    _GAP,
                    method_label(payment.key.method),
                    _GAP,
                    (waited(payment, self.now), "$text-muted"),
                )
            )
            for payment, amount in zip(self.payments, amounts, strict=True)
        )
        if self.payments:
            self.highlighted = min(highlighted or 0, len(self.payments) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which payment was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.payments[event.option_index]))


def waited(payment: Payment, now: datetime | None) -> str:
    """How old the payment is, where that is known: ``12 min ago``."""
    if payment.created_at is None or now is None:
        return ""
    return _("{age} ago").format(age=ago(now - payment.created_at))
