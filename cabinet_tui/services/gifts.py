"""Gifts: what can be given, the gifts there are, buying one once and following its payment."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from cabinet_tui.domain.errors import BalanceTooLow, CabinetError
from cabinet_tui.domain.gift import Gift, GiftBook, GiftOffer, GiftPlan, GiftRequest, check_message
from cabinet_tui.domain.gift_refusals import GiftsClosed
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry, MoneyKind
from cabinet_tui.domain.outcome import Finding
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.services.gateways.gifts import GiftsGateway
from cabinet_tui.services.gift_order import find, order
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, GIFT_OFFER, GIFTS, HISTORY

_POLL = 5.0
_POLLS = 360


class GiftsService:
    """Keeps the offer and the gifts in the store. All meet NotSupported without a gateway."""

    def __init__(self, ground: Ground, gateway: GiftsGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        self._bought: GiftPlan | None = None
        ground.rereads.register(GIFTS, self.refresh, self.refresh_if_stale)
        ground.rereads.register(GIFT_OFFER, self.refresh_offer, self.refresh_offer_if_stale)
        ground.money.register(self.find, MoneyKind.GIFT)

    async def refresh(self) -> None:
        """Read the gifts."""
        await self._ground.loader.load(GIFTS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the gifts unless they are fresh."""
        await self._ground.loader.load(GIFTS, self._fetch)

    async def refresh_offer(self) -> None:
        """Read what can be given."""
        await self._ground.loader.load(GIFT_OFFER, self._fetch_offer, force=True)

    async def refresh_offer_if_stale(self) -> None:
        """Read what can be given unless it is fresh."""
        await self._ground.loader.load(GIFT_OFFER, self._fetch_offer)

    async def plan(self, request: GiftRequest) -> GiftPlan:
        """What a request would do, as it is offered now.

        Raises MessageTooLong, GiftsClosed, NotOffered and CabinetError.
        """
        request = replace(request, message=check_message(request.message))
        offer, balance = await offered(self._gateway).offer()
        return _planned(offer, request, balance)

    async def buy(self, plan: GiftPlan) -> Gift:
        """Carry a plan out, once: from the balance it is charged now, else it waits to be paid.

        Raises Busy, PlanOutdated, PriceChanged, NotOffered and BalanceTooLow before anything is
        sent; GiftFound tells what became of a request that got no clear answer.
        """
        gateway = offered(self._gateway)
        # One name for all that takes money: nothing else is bought meanwhile.
        with self._ground.writes.alone("spend"):
            if plan is self._bought:
                raise PlanOutdated
            serial = self._ground.serial
            await self._still_offered(plan)
            self._ground.must_be(serial)
            try:
                bought = await order(self._ground, gateway, plan, self._used(plan))
            finally:
                await self._ground.rereads.now(GIFTS, BALANCE, HISTORY)
            self._remember(bought, serial)
            return replace(bought, name=bought.name or plan.name)

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal. Raises CabinetError."""
        return await find(offered(self._gateway), entry)

    async def follow(self, token: str) -> Gift | None:
        """Look after an unpaid gift until it is decided or half an hour has passed.

        What is seen is in ``state.gifts``; no failure is raised. None when it was never seen.
        """
        gateway, seen = offered(self._gateway), None
        serial = self._ground.serial
        for _ in range(_POLLS):
            with suppress(CabinetError):
                seen = await gateway.gift(token)
            if not self._ground.is_still(serial):
                return None
            if seen is not None and not seen.waits_for_payment:
                await self._ground.rereads.now(GIFTS)
                return self._known(token) or seen
            await self._ground.clock.sleep(_POLL)
        return seen

    def recall(self, gift: Gift) -> Gift:
        """The gift with the address it is paid at, where that was seen when it was ordered."""
        url = self._ground.state.gift_payments.get(gift.token, "")
        return replace(gift, payment_url=url) if url and not gift.payment_url else gift

    def _used(self, plan: GiftPlan) -> Callable[[], None]:
        def used() -> None:
            self._bought = plan

        return used

    def _remember(self, bought: Gift, serial: int) -> None:
        """No list has the address that a gift is paid at."""
        if bought.payment_url and self._ground.is_still(serial):
            known = {**self._ground.state.gift_payments, bought.token: bought.payment_url}
            self._ground.store.update(lambda state: replace(state, gift_payments=known))

    def _known(self, token: str) -> Gift | None:
        book = self._ground.state.gifts.value
        return book.sent_one(token) if isinstance(book, GiftBook) else None

    async def _still_offered(self, plan: GiftPlan) -> None:
        now = await self.plan(plan.request)
        if now.price != plan.price:
            raise PriceChanged(before=plan.price, after=now.price)
        if now.missing:
            raise BalanceTooLow(
                required=now.price, available=now.balance_before, missing=now.missing
            )

    async def _fetch(self) -> GiftBook:
        return await offered(self._gateway).book()

    async def _fetch_offer(self) -> GiftOffer:
        offer, _balance = await offered(self._gateway).offer()
        return offer


def _planned(offer: GiftOffer, request: GiftRequest, balance: Kopeks) -> GiftPlan:
    if not offer.is_open:
        raise GiftsClosed
    tariff = next((known for known in offer.tariffs if known.id == request.tariff_id), None)
    periods = tariff.periods if tariff else ()
    period = next((known for known in periods if known.days == request.days), None)
    if tariff is None or period is None:
        raise NotOffered
    return GiftPlan(
        name=tariff.name,
        days=period.days,
        price=period.price,
        balance_before=balance,
        request=request,
        traffic_gb=tariff.traffic_gb,
        devices=tariff.devices,
        full_price=period.full_price,
    )
