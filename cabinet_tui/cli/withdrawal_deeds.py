"""Asking for a withdrawal and taking one back, as deeds."""

from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.withdrawals import funds_document, read, request_document, show_funds
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalDesk,
    WithdrawalOrder,
    check_order,
)
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.errors import CabinetError
    from cabinet_tui.services.cabinet import Cabinet


class Ask(Deed[WithdrawalDesk, Withdrawal]):
    """Asks for money, once."""

    moves_money = True

    def __init__(self, order: WithdrawalOrder) -> None:
        self._order = order

    async def plan(self, cabinet: "Cabinet") -> WithdrawalDesk:
        """What can go now."""
        return await read(cabinet)

    def show(self, planned: WithdrawalDesk, paper: "Paper") -> None:
        """Write what can go, the amount and the details."""
        from cabinet_tui.widgets.withdrawal_wording import about_order

        show_funds(planned.funds, paper)
        paper.line("")
        _question, facts = about_order(self._order, ascii_only=paper.ascii_only)
        paper.facts(list(facts))

    def planned_document(self, planned: WithdrawalDesk) -> "Mapping[str, Json]":
        """What can go, and the amount; the details are private."""
        return {**funds_document(planned.funds), "amount_kopeks": self._order.amount}

    def objection(self, planned: WithdrawalDesk) -> "CabinetError | None":
        """What is against it, before anything is sent."""
        from cabinet_tui.domain.errors import CabinetError

        try:
            check_order(self._order, planned.funds)
        except CabinetError as error:
            return error
        return None

    def question(self, planned: WithdrawalDesk) -> str:
        """Whether to ask for it."""
        return _("Ask for this withdrawal?")

    async def carry_out(self, cabinet: "Cabinet", planned: WithdrawalDesk) -> Withdrawal:
        """Send it."""
        return await cabinet.withdrawals.ask(self._order)

    def tell(self, planned: WithdrawalDesk, result: Withdrawal, paper: "Paper") -> None:
        """Write the number of the request."""
        from cabinet_tui.cli.wording import amount

        paper.line(
            _("The request for {amount} is made: number {number}.").format(
                amount=amount(result.amount, ascii_only=paper.ascii_only), number=result.id
            )
        )

    def result_document(self, result: Withdrawal) -> "Mapping[str, Json]":
        """The request."""
        return {"request": request_document(result)}


class Cancel(Deed[Withdrawal, None]):
    """Takes a request back."""

    moves_money = True

    def __init__(self, request_id: int) -> None:
        self._request_id = request_id

    async def plan(self, cabinet: "Cabinet") -> Withdrawal:
        """The request; NotFound when there is no such one."""
        from cabinet_tui.domain.errors import NotFound

        desk = await read(cabinet)
        for request in desk.requests:
            if request.id == self._request_id:
                return request
        raise NotFound(detail=_("There is no request {number}.").format(number=self._request_id))

    def show(self, planned: Withdrawal, paper: "Paper") -> None:
        """Write what it is."""
        from cabinet_tui.widgets.withdrawal_wording import about_request

        title, facts = about_request(planned, ascii_only=paper.ascii_only)
        paper.facts([(_("Amount"), title), *facts])

    def planned_document(self, planned: Withdrawal) -> "Mapping[str, Json]":
        """The request."""
        return {"request": request_document(planned)}

    def objection(self, planned: Withdrawal) -> "CabinetError | None":
        """That it was decided on."""
        from cabinet_tui.domain.withdrawal_refusals import WithdrawalDecided

        return None if planned.can_cancel else WithdrawalDecided()

    def question(self, planned: Withdrawal) -> str:
        """Whether to take it back."""
        return _("Cancel the request? The wait until the next one stays.")

    async def carry_out(self, cabinet: "Cabinet", planned: Withdrawal) -> None:
        """Take it back."""
        await cabinet.withdrawals.cancel(planned.id)

    def if_unanswered(self) -> str:
        """That it may be tried again."""
        return _("You can try again.")

    def tell(self, planned: Withdrawal, result: None, paper: "Paper") -> None:
        """Write that it is done."""
        paper.line(_("The request is cancelled."))

    def result_document(self, result: None) -> "Mapping[str, Json]":
        """Nothing beyond that it is done."""
        return {}
