"""The balance, its history and payments: ``/balance`` and ``/promocode``."""

from collections.abc import Sequence
from urllib.parse import quote

from cabinet_tui.api.address import origin
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.balance_wire import (
    BalanceReply,
    CheckReply,
    HistoryReply,
    InvoiceReply,
    MethodReply,
    MethodsReply,
    PendingPayment,
    PendingReply,
    PromoReply,
    TopUpReply,
    TransactionItem,
    documented_kind,
)
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each, roubles_number
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.locale import _

_MOST_PER_PAGE = 100


class DocumentedBalance:
    """Satisfies ``services.gateways.BalanceGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def balance(self) -> Kopeks:
        """The balance."""
        reply = await self._client.ask(Call("GET", "/balance"), BalanceReply)
        amount = reply.amount()
        if amount is None:
            raise NotACabinet(
                host=self._client.transport.host,
                reason=_("“{field}” is missing or wrong").format(field="balance_kopeks"),
            )
        return amount

    async def transactions(
        self, page: int = 1, per_page: int = 20, kind: TransactionKind | None = None
    ) -> Page[Transaction]:
        """One page of the history, newest first; ``per_page`` at most 100."""
        size = min(max(1, per_page), _MOST_PER_PAGE)
        query: dict[str, str | int] = {"page": page, "per_page": size}
        if kind is not None:
            query["type"] = documented_kind(kind)
        reply = await self._client.ask(
            Call("GET", "/balance/transactions", query=query), HistoryReply
        )
        found = (item.transaction() for item in each(TransactionItem, reply.items))
        items = [item for item in found if item is not None]
        return reply.as_page(items, sent=len(reply.items), asked=page, size=size)

    async def payment_methods(self) -> Sequence[PaymentMethod]:
        """The ways to top up."""
        reply = await self._client.ask(Call("GET", "/balance/payment-methods"), MethodsReply)
        return [item.method() for item in each(MethodReply, reply.methods) if item.id]

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        """Create a payment; this API knows no ``option``.

        The payer is sent back to the service's own site: he may pay on a phone, where there is
        nothing of ours to return to.
        """
        del option
        call = Call(
            "POST",
            "/balance/top-up",
            body={
                "amount_rubles": roubles_number(amount),
                "payment_method": method,
                "return_url": origin(self._client.transport.base_url),
            },
            rate=RateClass.PAYMENT,
        )
        reply = await self._client.ask(call, TopUpReply)
        return reply.payment(asked=amount, method=method)

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        """Create an invoice in Telegram Stars."""
        call = Call(
            "POST",
            "/balance/stars-invoice",
            body={"amount_rubles": roubles_number(amount)},
            rate=RateClass.PAYMENT,
        )
        reply = await self._client.ask(call, InvoiceReply)
        return reply.invoice(asked=amount)

    async def pending_payments(self) -> Sequence[Payment]:
        """Payments that wait for their payer."""
        reply = await self._client.ask(Call("GET", "/balance/pending-payments"), PendingReply)
        return [item.payment() for item in each(PendingPayment, reply.payments) if item.payment_id]

    async def check_payment(self, key: PaymentKey) -> PaymentCheck:
        """Ask the payment provider now."""
        call = Call(
            "POST",
            f"/balance/check-payment/{quote(key.id, safe='')}",
            rate=RateClass.PAYMENT,
            repeatable=True,
        )
        reply = await self._client.ask(call, CheckReply)
        return reply.check()

    async def activate_promo(self, code: str, subscription_id: int | None = None) -> PromoResult:
        """Redeem a promo code; an account has one subscription here."""
        del subscription_id
        call = Call("POST", "/promocode/activate", body={"code": code})
        reply = await self._client.ask(call, PromoReply)
        return reply.result()
