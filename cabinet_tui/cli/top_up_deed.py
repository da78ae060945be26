"""Topping up as a deed: the method's limits, the one request, the address, the wait."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.domain.amounts import check_amount, is_stars
from cabinet_tui.domain.balance import (
    Payment,
    PaymentKey,
    PaymentMethod,
    PaymentOption,
    StarsInvoice,
)
from cabinet_tui.domain.errors import (
    BadSetting,
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    ServerFailure,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import MethodUnavailable
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.cli.payment_unclear import PaymentUnclear
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.settings import QrBlocks


@dataclass(frozen=True, slots=True)
class Choice:
    """How to pay, and the balance before it."""

    method: PaymentMethod
    balance: Kopeks | None
    option: PaymentOption | None = None


class TopUp(Deed[Choice, Payment | StarsInvoice]):
    """Creates one payment; nothing is charged before somebody pays it."""

    moves_money = True

    def __init__(
        self,
        amount: Kopeks,
        method: str,
        option: str,
        *,
        draws: bool,
        waits: bool,
        blocks: "QrBlocks | None" = None,
    ) -> None:
        """``draws`` a QR code, with no denser signs than ``blocks``."""
        self._amount = amount
        self._method = method
        self._option = option
        self._draws = draws
        self._blocks = blocks
        self._waits = waits

    async def plan(self, cabinet: "Cabinet") -> Choice:
        """The method; raises MethodUnavailable when there is none of that name."""
        import asyncio

        await asyncio.gather(cabinet.payments.refresh_methods(), cabinet.balance.refresh())
        state = cabinet.store.state
        for method in state.methods.told() or ():
            if method.id.lower() == self._method.lower():
                return Choice(method, state.balance.value, self._chosen(method))
        raise MethodUnavailable(method=self._method)

    def _chosen(self, method: PaymentMethod) -> PaymentOption | None:
        """The kind that is meant; raises BadSetting where one has to be named, and is not."""
        if not self._option and len(method.options) < 2:
            return next(iter(method.options), None)
        for option in method.options:
            if option.id.lower() == self._option.lower():
                return option
        if not method.options:
            raise BadSetting(reason=_("This way to pay has no kinds: leave --option out."))
        kinds = ", ".join(f"{option.id} ({option.name})" for option in method.options)
        raise BadSetting(
            reason=_("It is not said which kind of {method}.").format(method=method.name)
            if not self._option
            else _("{method} has no such kind.").format(method=method.name),
            advice=_("Add --option with one of these: {kinds}.").format(kinds=kinds),
        )

    def objection(self, planned: Choice) -> CabinetError | None:
        """What the method has against the amount."""
        return check_amount(self._amount, planned.method)

    def show(self, planned: Choice, paper: "Paper") -> None:
        """Write what is to be paid how, and the balance before and after it."""
        from cabinet_tui.cli.wording import amount

        plain = paper.ascii_only
        paper.facts(
            [
                (_("Top-up"), amount(self._amount, ascii_only=plain)),
                (_("Method"), _method_name(planned)),
            ]
        )
        if planned.balance is not None:
            after = Kopeks(planned.balance + self._amount)
            before = amount(planned.balance, ascii_only=plain)
            paper.facts([(_("Balance"), f"{before} → {amount(after, ascii_only=plain)}")])

    def planned_document(self, planned: Choice) -> "Mapping[str, Json]":
        """The amount, the method, and the balance before."""
        return {
            "amount_kopeks": self._amount,
            "method": planned.method.id,
            "option": planned.option.id if planned.option else None,
            "balance_before_kopeks": planned.balance,
        }

    def question(self, planned: Choice) -> str:
        """Whether to create the payment."""
        return _("Create the payment?")

    async def carry_out(self, cabinet: "Cabinet", planned: Choice) -> Payment | StarsInvoice:
        """Send the one request; PaymentUnclear tells what was found when no answer came."""
        if is_stars(planned.method):
            return await cabinet.payments.stars_invoice(self._amount)
        await cabinet.payments.refresh()
        before = {payment.key for payment in cabinet.store.state.pending.told() or ()}
        try:
            option = planned.option.id if planned.option else ""
            return await cabinet.payments.top_up(self._amount, planned.method.id, option)
        except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
            found = self._unclear(cabinet, before)
            if isinstance(error, ServerFailure) and found.looked and found.created is None:
                raise
            raise found from error

    def _unclear(self, cabinet: "Cabinet", before: set[PaymentKey]) -> "PaymentUnclear":
        """What the list of payments, which was read again, says of the request."""
        from cabinet_tui.cli.payment_unclear import PaymentUnclear

        pending = cabinet.store.state.pending
        if pending.error is not None:
            return PaymentUnclear(looked=False)
        for payment in pending.value or ():
            if payment.key not in before and payment.amount == self._amount:
                return PaymentUnclear(created=payment)
        return PaymentUnclear()

    def tell(self, planned: Choice, result: Payment | StarsInvoice, paper: "Paper") -> None:
        """Write where it is paid, alone on its line."""
        from cabinet_tui.cli import output, qr

        if isinstance(result, StarsInvoice):
            output.remark(_("To pay: {count} Telegram Stars.").format(count=result.stars))
        if not result.url:
            output.remark(
                _("The server gave no address to pay at: look at “cabinet-tui payments”.")
            )
            return
        paper.line(result.url)
        if self._draws:
            qr.show(result.url, ascii_only=paper.ascii_only, blocks=self._blocks)

    def result_document(self, result: Payment | StarsInvoice) -> "Mapping[str, Json]":
        """The payment or the invoice."""
        from cabinet_tui.cli.documents import payment_document

        if isinstance(result, StarsInvoice):
            return {
                "invoice": {
                    "url": result.url,
                    "amount_kopeks": result.amount,
                    "stars": result.stars,
                }
            }
        return {"payment": payment_document(result)}

    async def follow(
        self, cabinet: "Cabinet", result: Payment | StarsInvoice, document: "dict[str, Json]"
    ) -> int:
        """Wait for the end of the payment, if asked to."""
        from cabinet_tui.cli import output, payment_wait
        from cabinet_tui.cli.exits import Exit

        if not self._waits:
            return Exit.OK
        output.remark(
            _("Waiting for the payment at {url} (Ctrl+C stops waiting only)").format(url=result.url)
        )
        outcome = await payment_wait.decided(cabinet, result)
        document["outcome"] = str(outcome)
        output.remark(payment_wait.sentence(outcome))
        return payment_wait.exit_code(outcome)


def _method_name(planned: Choice) -> str:
    name = planned.method.name or planned.method.id
    return f"{name}, {planned.option.name}" if planned.option else name
