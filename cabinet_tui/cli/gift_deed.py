"""Buying a gift, as a deed: the plan, the one request, and the code or the address to pay at."""

from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.gifts import gift_document
from cabinet_tui.domain.gift import Gift, GiftPlan, GiftRequest
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.errors import CabinetError
    from cabinet_tui.services.cabinet import Cabinet


class Give(Deed[GiftPlan, Gift]):
    """Buys a gift, once."""

    moves_money = True

    def __init__(self, request: GiftRequest) -> None:
        self._request = request

    async def plan(self, cabinet: "Cabinet") -> GiftPlan:
        """The plan as the server offers it now."""
        return await cabinet.gifts.plan(self._request)

    def show(self, planned: GiftPlan, paper: "Paper") -> None:
        """Write what would be bought."""
        from cabinet_tui.widgets.gift_wording import about_plan, gift_title

        way = " ".join(part for part in (self._request.method, self._request.option) if part)
        _question, facts = about_plan(
            planned, way or _("from the balance"), ascii_only=paper.ascii_only
        )
        paper.line(gift_title(planned.name, planned.days))
        paper.facts(list(facts))

    def planned_document(self, planned: GiftPlan) -> "Mapping[str, Json]":
        """The plan."""
        recipient = planned.request.recipient
        return {
            "plan": {
                "tariff_id": planned.request.tariff_id,
                "tariff": planned.name,
                "days": planned.days,
                "price_kopeks": planned.price,
                "from_balance": planned.is_from_balance,
                "balance_before_kopeks": planned.balance_before,
                "missing_kopeks": planned.missing,
                "recipient": recipient.value if recipient else None,
                "message": planned.request.message or None,
            }
        }

    def objection(self, planned: GiftPlan) -> "CabinetError | None":
        """That the balance is too low, so that no request is needed to find it out."""
        from cabinet_tui.domain.errors import BalanceTooLow

        if not planned.missing:
            return None
        return BalanceTooLow(
            required=planned.price, available=planned.balance_before, missing=planned.missing
        )

    def question(self, planned: GiftPlan) -> str:
        """Whether to pay, or to order."""
        from cabinet_tui.locale.formats import money

        if not planned.is_from_balance:
            return _("Order it?")
        return _("Pay {amount}?").format(amount=money(planned.price).replace("\xa0", " "))

    async def carry_out(self, cabinet: "Cabinet", planned: GiftPlan) -> Gift:
        """Send the one request."""
        return await cabinet.gifts.buy(planned)

    def tell(self, planned: GiftPlan, result: Gift, paper: "Paper") -> None:
        """Write the code, or where it is paid."""
        from cabinet_tui.domain.labels import gift_status_label
        from cabinet_tui.widgets.gift_wording import gift_warning

        paper.facts(
            [
                (_("State"), gift_status_label(result.status)),
                (_("For whom"), result.recipient),
                (_("Code"), result.code),
                (_("Link"), result.link),
                (_("Pay at"), result.payment_url),
            ]
        )
        warning = gift_warning(result)
        if warning:
            paper.line(warning)

    def result_document(self, result: Gift) -> "Mapping[str, Json]":
        """The gift."""
        return {"gift": gift_document(result)}
