"""The one request that buys a gift, and what became of it when no answer came."""

from collections.abc import Callable
from hashlib import sha256

from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.gift import UNPAID, Gift, GiftBook, GiftPlan, new_gift
from cabinet_tui.domain.gift_refusals import GiftFound
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest
from cabinet_tui.domain.outcome import Finding, Outcome
from cabinet_tui.services.appeared import appeared
from cabinet_tui.services.gateways.gifts import GiftsGateway
from cabinet_tui.services.ground import Ground


async def order(
    ground: Ground, gateway: GiftsGateway, plan: GiftPlan, used: Callable[[], None]
) -> Gift:
    """Send the request, once; ``used`` is called when the plan must not be carried out again.

    Raises GiftFound when no clear answer came, and CabinetError.
    """
    serial = ground.serial
    before = await gateway.book()
    ground.must_be(serial)
    request = MoneyRequest(
        MoneyKind.GIFT,
        what=plan.name,
        amount=plan.price,
        days=plan.days,
        method=plan.request.method,
        known=frozenset(_mark(gift.token) for gift in before.sent),
    )
    async with ground.money.sending(request) as sent:
        try:
            bought = await sent.carry(lambda: gateway.buy(plan.request))
        except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
            found = await _found(ground, gateway, plan, before, serial, error)
            await sent.found(Finding(found.outcome, found.paid))
            if found.outcome is not Outcome.NOT_CHARGED:
                used()
            raise found from error
    used()
    return bought


async def find(gateway: GiftsGateway, entry: Entry) -> Finding:
    """What became of a request of the journal. Raises CabinetError."""
    request, book = entry.request, await gateway.book()
    wanted = (request.what, request.days)
    made = [
        gift
        for gift in book.sent
        if _mark(gift.token) not in request.known and (gift.name, gift.days) == wanted
    ]
    if any(gift.status not in UNPAID for gift in made):
        return Finding(Outcome.CHARGED, request.amount)
    return Finding(Outcome.NOT_CHARGED)


async def _found(
    ground: Ground,
    gateway: GiftsGateway,
    plan: GiftPlan,
    before: GiftBook,
    serial: int,
    error: CabinetError,
) -> GiftFound:
    """What to raise, after looking whether there is one more gift than before."""

    async def find() -> Gift | None:
        return new_gift(plan.request, plan.name, before, await gateway.book())

    host = error.host if isinstance(error, OutcomeUnknown | NotACabinet) else ""
    try:
        gift = await appeared(ground, serial, find)
    except CabinetError:
        return GiftFound(host=host, outcome=Outcome.UNKNOWN)
    if gift is None or gift.status in UNPAID:
        return GiftFound(host=host, outcome=Outcome.NOT_CHARGED, gift=gift)
    return GiftFound(host=host, outcome=Outcome.CHARGED, paid=plan.price, gift=gift)


def _mark(token: str) -> str:
    """What tells a gift from others in the journal: with its token it could be taken."""
    return sha256(token.encode()).hexdigest()[:16]
