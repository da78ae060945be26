"""Subscriptions for somebody else."""

import asyncio
from urllib.parse import quote

from cabinet_tui.api.bedolaga.bare import bare
from cabinet_tui.api.bedolaga.gifts_wire import ActivatedReply, BoughtReply, ConfigReply, GiftItem
from cabinet_tui.api.bedolaga.gifts_words import typed
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import NotFound, Rejected
from cabinet_tui.domain.gift import Gift, GiftBook, GiftOffer, GiftRequest, GiftStatus
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.promo import PromoResult


class BedolagaGifts:
    """Satisfies ``services.gateways.gifts.GiftsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def offer(self) -> tuple[GiftOffer, Kopeks]:
        """What can be given, and the balance; a server without gifts gives none."""
        try:
            reply = await self._client.ask(Call("GET", "/gift/config"), ConfigReply)
        except NotFound:
            return GiftOffer(is_open=False), ZERO
        return reply.offer(), Kopeks(reply.balance_kopeks or 0)

    async def book(self) -> GiftBook:
        """The gifts sent and received; one that waits to be taken may be in a list of its own."""
        sent, received, pending = await asyncio.gather(
            self._gifts("sent"), self._gifts("received"), self._gifts("pending")
        )
        listed = {item.token for item in received}
        waiting = [item for item in pending if item.token not in listed]
        return GiftBook(
            sent=tuple(item.gift() for item in sent),
            received=(
                *(item.gift(status=GiftStatus.PENDING_ACTIVATION) for item in waiting),
                *(item.gift() for item in received),
            ),
        )

    async def gift(self, token: str) -> Gift:
        """A sent gift as it is now."""
        call = Call("GET", f"/gift/purchase/{quote(token, safe='')}")
        reply = await self._client.ask(call, GiftItem)
        return reply.gift(token)

    async def buy(self, request: GiftRequest) -> Gift:
        """Buy one from the balance, or order one that is paid elsewhere."""
        call = Call(
            "POST",
            "/gift/purchase",
            body=_body(request),
            rate=RateClass.PAYMENT,
            route="gift-purchase",
        )
        try:
            reply = await self._client.ask(call, BoughtReply)
        except Rejected as error:
            raise typed(error) from error
        token, is_free = reply.purchase_token, request.recipient is None
        is_unpaid = bool(request.method)
        return Gift(
            token=token,
            status=GiftStatus.PENDING if is_unpaid else GiftStatus.PAID,
            days=request.days,
            recipient="" if request.recipient is None else request.recipient.value,
            message=request.message,
            code="" if is_unpaid else reply.code_of(token, is_code_only=is_free),
            link=reply.claim_link,
            payment_url=reply.payment_url,
            warning=reply.warning,
        )

    async def activate(self, code: str) -> PromoResult:
        """Take a gift; taking one's own once more does no harm."""
        body = {"code": code}
        call = Call("POST", "/gift/activate", body=body, repeatable=True, alters=True, route="gift")
        try:
            reply = await self._client.ask(call, ActivatedReply)
        except Rejected as error:
            raise typed(error) from error
        return reply.result()

    async def _gifts(self, which: str) -> list[GiftItem]:
        return each(GiftItem, await bare(self._client, Call("GET", f"/gift/{which}")))


def _body(request: GiftRequest) -> dict[str, str | int]:
    body: dict[str, str | int] = {
        "tariff_id": request.tariff_id,
        "period_days": request.days,
        "payment_mode": "gateway" if request.method else "balance",
    }
    if request.method:
        body["payment_method"] = "_".join(part for part in (request.method, request.option) if part)
    if request.recipient is not None:
        body["recipient_type"] = str(request.recipient.kind)
        body["recipient_value"] = request.recipient.value
    if request.message:
        body["gift_message"] = request.message
    return body
