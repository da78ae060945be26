"""What costs money, as a deed: the plan, the one request, and what came of it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.domain.server_words import in_our_words
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.balance import PaymentMethod
    from cabinet_tui.domain.errors import CabinetError
    from cabinet_tui.domain.money import Kopeks
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Channel, Receipt, Subscription
    from cabinet_tui.services.cabinet import Cabinet


@dataclass(frozen=True, slots=True)
class Quote:
    """A plan, the channels to be joined first, and the ways to top up when the balance is short.

    ``subject`` names the subscription it is about, where there are several.
    """

    plan: "Plan"
    channels: "Sequence[Channel]" = ()
    methods: "Sequence[PaymentMethod]" = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """What came of it: the server's receipt, and the account as it was read afterwards."""

    receipt: "Receipt"
    balance: "Kopeks | None"
    subscription: "Subscription | None"


class Spend(Deed[Quote, Bought]):
    """Buys, renews or starts a trial; ``make`` makes the plan of it, ``pay`` carries it out."""

    moves_money = True

    def __init__(
        self,
        make: "Callable[[Cabinet], Awaitable[Plan]]",
        pay: "Callable[[Cabinet, Plan], Awaitable[Receipt]]",
        server_uuid: str = "",
    ) -> None:
        self._make = make
        self._pay = pay
        self._server_uuid = server_uuid

    async def plan(self, cabinet: "Cabinet") -> Quote:
        """The plan as the server offers it now."""
        from cabinet_tui.domain.subscriptions import named_among

        plan = await self._make(cabinet)
        if self._server_uuid:
            plan = plan.at_server(self._server_uuid)
        if plan.missing:
            await cabinet.payments.refresh_methods_if_stale()
        state = cabinet.store.state
        return Quote(
            plan,
            channels=tuple(state.trial.value.channels) if state.trial.value else (),
            methods=state.methods.value or (),
            subject=named_among(state.subscriptions.value, plan.subscription),
        )

    def show(self, planned: Quote, paper: "Paper") -> None:
        """Write the plan, and how to pay for it when the balance is short."""
        from cabinet_tui.cli import plan_sheet

        if planned.subject:
            paper.line(_("For the subscription {name}").format(name=planned.subject))
        plan_sheet.show(planned.plan, paper)
        for channel in planned.channels:
            where = f"{channel.name} {channel.url}".strip()
            paper.line(
                _("This needs a subscription to the channel {channel}.").format(channel=where)
            )
        command = _top_up_command(planned)
        if command:
            paper.line(_("Top up with: {command}").format(command=command))

    def planned_document(self, planned: Quote) -> "Mapping[str, Json]":
        """The plan as JSON."""
        from cabinet_tui.cli.plan_document import plan_document

        plan = plan_document(planned.plan)
        channels: list[Json] = [
            {"name": channel.name, "url": channel.url or None} for channel in planned.channels
        ]
        return {"plan": {**plan, "channels": channels} if channels else plan}

    def objection(self, planned: Quote) -> "CabinetError | None":
        """That the balance is too low, so that no request is needed to find it out."""
        from cabinet_tui.domain.errors import BalanceTooLow

        plan = planned.plan
        if plan.is_affordable:
            return None
        return BalanceTooLow(
            required=plan.price, available=plan.balance_before, missing=plan.missing
        )

    def question(self, planned: Quote) -> str:
        """Whether to pay."""
        from cabinet_tui.locale.formats import money

        if not planned.plan.price:
            return _("Start it?")
        return _("Pay {amount}?").format(amount=money(planned.plan.price).replace("\xa0", " "))

    async def carry_out(self, cabinet: "Cabinet", planned: Quote) -> Bought:
        """Send the one request."""
        from cabinet_tui.domain.errors import BalanceTooLow

        try:
            receipt = await self._pay(cabinet, planned.plan)
        except BalanceTooLow as error:
            intent = cabinet.store.state.intent
            if error.missing is None and intent is not None:
                raise replace(error, missing=intent.plan.missing or None) from None
            raise
        state = cabinet.store.state
        return Bought(receipt, state.balance.value, state.subscription.value)

    def tell(self, planned: Quote, result: Bought, paper: "Paper") -> None:
        """Write what was paid and what there is now."""
        from datetime import UTC, datetime

        from cabinet_tui.cli.wording import amount
        from cabinet_tui.widgets.wording import expiry_line, plan_line

        receipt, subscription = result.receipt, result.subscription
        paid = planned.plan.price if receipt.paid is None else receipt.paid
        rows = [
            (_("Paid"), amount(paid or None, ascii_only=paper.ascii_only)),
            (_("Balance"), amount(result.balance, ascii_only=paper.ascii_only)),
        ]
        if subscription is not None:
            rows += [
                (_("Subscription"), plan_line(subscription)),
                (_("Time"), expiry_line(subscription, datetime.now(UTC))),
                (_("Link"), subscription.link or _("none yet: write to support if it stays so")),
            ]
        paper.line(in_our_words(receipt.message) or _("Done."))
        paper.facts(rows)

    def result_document(self, result: Bought) -> "Mapping[str, Json]":
        """The receipt and the account as JSON."""
        from cabinet_tui.cli.documents import subscription_document
        from cabinet_tui.cli.plan_document import receipt_document

        held = result.subscription
        return {
            "receipt": receipt_document(result.receipt),
            "balance_kopeks": result.balance,
            "subscription": subscription_document(held) if held else None,
        }


def _top_up_command(quote: Quote) -> str:
    """The command that brings what is missing, by the method that takes the least; or nothing."""
    from cabinet_tui.domain.amounts import top_up_amount
    from cabinet_tui.domain.money import to_roubles

    if not quote.plan.missing:
        return ""
    amounts = ((top_up_amount(quote.plan.missing, method), method) for method in quote.methods)
    possible = [(amount, method) for amount, method in amounts if amount is not None]
    if not possible:
        return ""
    amount, method = min(possible, key=lambda found: found[0])
    command = f"cabinet-tui topup --amount {to_roubles(amount)} --method {method.id}"
    return f"{command} --option {method.options[0].id}" if method.options else command
