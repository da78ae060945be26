"""The one request that buys a gift, and what became of it when no answer came."""

from collections.abc import Callable

from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, ServerFailure
from cabinet_tui.domain.gift import UNPAID, Gift, GiftBook, GiftPlan, new_gift
from cabinet_tui.domain.gift_refusals import GiftFound
from cabinet_tui.domain.outcome import Outcome
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
    try:
        # The one place where a request that takes money for a gift leaves.
        bought = await gateway.buy(plan.request)
    except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
        found = await _found(ground, gateway, plan, before, serial, error)
        if not (isinstance(found, GiftFound) and found.outcome is Outcome.NOT_CHARGED):
            used()
        raise found from error
    used()
    return bought


async def _found(
    ground: Ground,
    gateway: GiftsGateway,
    plan: GiftPlan,
    before: GiftBook,
    serial: int,
    error: CabinetError,
) -> CabinetError:
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
