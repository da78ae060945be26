"""Asking for a withdrawal: how much, where to, and a look at both before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cabinet_tui.domain.errors import CabinetError, InvalidInput
from cabinet_tui.domain.money import Kopeks, parse_amount
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalFunds,
    WithdrawalOrder,
    amount_problem,
    check_details,
)
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.form_dialog import FormDialog
from cabinet_tui.screens.dialogs.review import ReviewDialog
from cabinet_tui.widgets.form import Field, Form
from cabinet_tui.widgets.payment_wording import typed_amount
from cabinet_tui.widgets.withdrawal_wording import about_order

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


@dataclass(eq=False)
class NotAgreed(CabinetError):
    """The person looked at it once more and said no; nothing was sent."""

    code = "not_agreed"

    def _what(self) -> str:
        return _("Nothing was sent.")


class WithdrawalForm(FormDialog[Withdrawal]):
    """Gives back the request that was made. What was typed stays after a no or a refusal."""

    def __init__(self, funds: WithdrawalFunds) -> None:
        super().__init__()
        self._funds = funds

    @property
    def _host(self) -> "Host":
        return cast("Host", self.app)

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Withdraw referral earnings")

    def introduction(self) -> str:
        """How much can go, and what the service wants to know."""
        most = money(self._funds.available, ascii_only=self._host.ascii_only)
        lines = [_("Up to {amount} can be withdrawn.").format(amount=most)]
        if self._funds.advice:
            lines.append(self._funds.advice)
        return "\n".join(lines)

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (
            Field("amount_kopeks", _("Amount"), check=self._check_amount),
            Field(
                "payment_details",
                _("Where to"),
                placeholder=_("bank and phone, or card"),
                check=check_details,
            ),
        )

    def _check_amount(self, text: str) -> None:
        problem = amount_problem(_amount(text), self._funds)
        if isinstance(problem, InvalidInput):
            raise problem

    def send_text(self) -> str:
        """What the button says."""
        return _("Look it over")

    async def send(self, form: Form) -> Withdrawal:
        """Show it once more, and send it after a yes."""
        order = WithdrawalOrder(
            _amount(form.value("amount_kopeks")), check_details(form.value("payment_details"))
        )
        cabinet = self._host.cabinet
        question, facts = about_order(order, ascii_only=self._host.ascii_only)
        review = ReviewDialog(
            question,
            facts,
            _("Ask for it"),
            [_("The next request can be made after a while only, even if this one is cancelled.")],
        )
        if cabinet is None or not await self.app.push_screen_wait(review):
            raise NotAgreed
        return await self._host.carry_out(cabinet.withdrawals.ask(order))


def _amount(text: str) -> Kopeks:
    amount = parse_amount(text)
    if amount is None:
        raise InvalidInput(
            detail=_("This is no amount. Type it like {example}.").format(
                example=typed_amount(Kopeks(150_050))
            )
        )
    return amount
