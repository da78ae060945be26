"""The balance, its history and payments: ``/balance`` and ``/promocode``."""

from collections.abc import AsyncIterator, Sequence
from urllib.parse import quote

from cabinet_tui.api.bedolaga.balance_wire import (
    BalanceReply,
    HistoryReply,
    MethodItem,
    TransactionItem,
    type_word,
)
from cabinet_tui.api.bedolaga.bare import bare
from cabinet_tui.api.bedolaga.payments_wire import (
    CheckReply,
    InvoiceReply,
    PendingItem,
    PendingReply,
    TopUpReply,
)
from cabinet_tui.api.bedolaga.promo_wire import PromoReply, promo_refusal
from cabinet_tui.api.bedolaga.top_up_refusals import top_up_refusal
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each, fit, fitting
from cabinet_tui.domain.amounts import STARS
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import CabinetError, NotACabinet, NotFound, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.locale import _

_MOST_PER_PAGE = 100
_MOST_PENDING = 50
_MOST_PAGES = 4
_PENDING = "/balance/pending-payments"


class BedolagaBalance:
    """Satisfies ``services.gateways.BalanceGateway``.

    A payment is named by its method and its number there. A new one comes with another name, the
    provider's, and is looked up by it.
    """

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
            query["type"] = type_word(kind)
        reply = await self._client.ask(
            Call("GET", "/balance/transactions", query=query), HistoryReply
        )
        found = (item.transaction() for item in each(TransactionItem, reply.items))
        items = [item for item in found if item is not None]
        return reply.as_page(items, sent=len(reply.items), asked=page, size=size)

    async def payment_methods(self) -> Sequence[PaymentMethod]:
        """The ways to top up."""
        items = await bare(self._client, Call("GET", "/balance/payment-methods"))
        return [item.method() for item in each(MethodItem, items) if item.id]

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        """Create a payment; its payer is sent back to the service's own site."""
        body: dict[str, str | int] = {"amount_kopeks": amount, "payment_method": method}
        if option:
            body["payment_option"] = option
        call = Call("POST", "/balance/topup", body=body, rate=RateClass.PAYMENT)
        try:
            reply = await self._client.ask(call, TopUpReply)
        except Rejected as error:
            raise top_up_refusal(error, method) from error
        made = reply.payment(asked=amount, method=method)
        if not made.key.id:
            return made
        try:
            listed = await self._listed(made.key)
        except CabinetError:
            # The payment is made; its number can be looked up later.
            listed = None
        return made if listed is None else listed.completing(made)

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        """Create an invoice in Telegram Stars."""
        call = Call(
            "POST",
            "/balance/stars-invoice",
            body={"amount_kopeks": amount},
            rate=RateClass.PAYMENT,
        )
        try:
            reply = await self._client.ask(call, InvoiceReply)
        except Rejected as error:
            raise top_up_refusal(error, STARS) from error
        return reply.invoice(asked=amount)

    async def pending_payments(self) -> Sequence[Payment]:
        """Payments that wait for their payer, of the last day."""
        return [item.payment() async for item in self._pending()]

    async def check_payment(self, key: PaymentKey) -> PaymentCheck:
        """Ask the payment provider now; NotFound when there is no such payment."""
        if key.id.isdecimal():
            try:
                return await self._check(key.method, key.id)
            except NotFound:
                # A provider may count its payments too: then this is its number, not the server's.
                pass
        listed = await self._listed(key) or await self._latest(key)
        if listed is None:
            raise NotFound
        return await self._check(listed.method, str(listed.id))

    async def activate_promo(self, code: str, subscription_id: int | None = None) -> PromoResult:
        """Redeem a promo code; SubscriptionRequired when it has to be said for which one."""
        body: dict[str, str | int] = {"code": code}
        if subscription_id is not None:
            body["subscription_id"] = subscription_id
        call = Call("POST", "/promocode/activate", body=body)
        try:
            reply = await self._client.hear(call)
        except Rejected as error:
            raise promo_refusal(error) from error
        found = fit(PromoReply, reply.body, host=self._client.transport.host)
        refused = found.refused(status=reply.status)
        if refused is not None:
            raise refused
        return found.result()

    async def _check(self, method: str, number: str) -> PaymentCheck:
        call = Call(
            "POST",
            f"{_PENDING}/{quote(method.lower(), safe='')}/{number}/check",
            rate=RateClass.PAYMENT,
            repeatable=True,
        )
        # A payment that is paid already is answered with "success": false.
        reply = await self._client.hear(call)
        found = fit(CheckReply, reply.body, host=self._client.transport.host)
        return found.check(status=reply.status)

    async def _listed(self, key: PaymentKey) -> PendingItem | None:
        """The pending payment that a new one's name means: the provider's, else its number."""
        mine = [item async for item in self._pending() if item.method.lower() == key.method.lower()]
        named = [item for item in mine if item.identifier == key.id]
        numbered = [item for item in mine if str(item.id) == key.id]
        return next(iter((*named, *numbered)), None)

    async def _latest(self, key: PaymentKey) -> PendingItem | None:
        """The newest payment of a method when it is the one meant.

        It may carry another name than the one it was made with; its link keeps the first.
        """
        path = f"{_PENDING}/{quote(key.method.lower(), safe='')}/latest"
        try:
            reply = await self._client.hear(Call("GET", path))
        except NotFound:
            return None
        item = fitting(PendingItem, reply.body)
        if item is None or key.id not in (item.identifier, item.payment_url.rpartition("/")[2]):
            return None
        return item

    async def _pending(self) -> AsyncIterator[PendingItem]:
        """All pending payments, page after page, as far as it makes sense to read."""
        for page in range(1, _MOST_PAGES + 1):
            query = {"page": page, "per_page": _MOST_PENDING}
            reply = await self._client.ask(Call("GET", _PENDING, query=query), PendingReply)
            for item in each(PendingItem, reply.items):
                if item.method:
                    yield item
            if not reply.items or page >= (reply.pages or 1):
                return
