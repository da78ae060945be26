"""What costs money: sent once, looked after, and told truly when no answer comes."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    InvalidInput,
    NotACabinet,
    NotFound,
    OutcomeUnknown,
    Rejected,
    ServerFailure,
)
from cabinet_tui.domain.intent import Intent
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry, MoneyKind
from cabinet_tui.domain.outcome import Finding, Look, Outcome, compare, found_late, is_other
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.refusals import OutcomeFound, PlanOutdated, ServerRequired
from cabinet_tui.domain.subscription import PurchaseRequest, Receipt, Subscription
from cabinet_tui.services.choice import choose, must_be_meant
from cabinet_tui.services.gateways import BalanceGateway, SubscriptionGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.money import SECOND_LOOK, Sent
from cabinet_tui.services.money_trace import money_request, rows_since
from cabinet_tui.services.parts import (
    BALANCE,
    DEVICES,
    HISTORY,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    TARIFFS,
    TRAFFIC_PACKAGES,
    TRIAL,
)

_LOOKED_AT = 20
_NAMES_SERVER = re.compile(
    r"server[ _]?squad|squad_uuid|\bserver (?:is )?(?:required|not found|not available|missing)",
    re.IGNORECASE,
)


class Spending:
    """Carries out plans, one at a time, each once."""

    def __init__(
        self, ground: Ground, balance: BalanceGateway, subscription: SubscriptionGateway
    ) -> None:
        self._ground = ground
        self._balance = balance
        self._subscription = subscription
        self._spent: Plan | None = None
        ground.money.register(self.find, *map(MoneyKind, PlanKind))

    async def spend(
        self,
        plan: Plan,
        still_offered: Callable[[], Awaitable[None]],
        send: Callable[[], Awaitable[Receipt]],
    ) -> Receipt:
        """Carry out a plan by one ``send``, unless ``still_offered`` raises.

        Raises Busy, PlanOutdated and what ``Money.sending`` and ``still_offered`` raise before
        anything is sent; BalanceTooLow leaves an intent; ServerRequired wants ``plan.at_server``;
        OutcomeFound tells what became of a request that got no clear answer.
        """
        with self._ground.writes.alone("spend"):
            if plan is self._spent:
                raise PlanOutdated
            serial = self._ground.serial
            await must_be_meant(self._ground, plan)
            await still_offered()
            before = await self.look(plan)
            if is_other(plan.subscription, before.subscription):
                await self._reread(plan)
                raise PlanOutdated
            self._ground.must_be(serial)
            async with self._ground.money.sending(money_request(plan, before)) as sent:
                try:
                    receipt = await sent.carry(send)
                except (OutcomeUnknown, NotACabinet, ServerFailure) as error:
                    raise await self._unclear(sent, plan, before, serial, error) from error
                except Rejected as error:
                    await self._refused(plan, error, before, serial)
                    raise _typed(plan, error) from error
            self._done(plan, serial)
            await self._reread(plan)
            return receipt

    async def look(self, plan: Plan) -> Look:
        """The account as it is now, where a plan touches it. Raises CabinetError."""
        held, request = plan.subscription, plan.request
        tariff_id = request.tariff_id if isinstance(request, PurchaseRequest) else None
        page, subscription = await asyncio.gather(
            self._balance.transactions(1, _LOOKED_AT),
            self._subject(held.id if held else None, tariff_id),
        )
        return Look(tuple(page.items), subscription)

    async def find(self, entry: Entry) -> Finding:
        """What became of a request of the journal, however long ago. Raises CabinetError."""
        request = entry.request
        await self._ground.rereads.if_stale(SUBSCRIPTIONS)
        if error := self._ground.state.subscriptions.error:
            raise error
        held = await self._subject(request.subscription_id, request.number)
        rows, is_whole = await rows_since(request.known, self._balance)
        # What else took the same amount is not what this one took.
        others = sum(
            1
            for one in await self._ground.money.done_since(entry)
            if request.amount in (one.paid, one.request.amount)
        )
        return found_late(entry, Look(rows, held), is_whole=is_whole, others=others)

    async def _subject(
        self, subscription_id: int | None, tariff_id: int | None
    ) -> Subscription | None:
        """The subscription that is meant; None when a purchase makes one, until it is there."""
        listed = self._ground.state.subscriptions.value
        if listed is None or not listed.may_be_several:
            return await self._subscription.subscription(self._ground.state.chosen_subscription)
        if subscription_id is None and tariff_id is not None:
            await self._ground.rereads.now(SUBSCRIPTIONS)
            listed = self._ground.state.subscriptions.told() or listed
            return listed.of_tariff(tariff_id)
        try:
            return await self._subscription.subscription(subscription_id)
        except NotFound:
            return None

    async def _unclear(
        self, sent: Sent, plan: Plan, before: Look, serial: int, error: CabinetError
    ) -> CabinetError:
        """What to raise for a request without a clear answer, after looking what it did."""
        finding = await self._found(plan, before, serial)
        await sent.found(finding)
        if finding.outcome is not Outcome.NOT_CHARGED:
            self._done(plan, serial)
        await self._reread(plan)
        if finding.outcome is Outcome.NOT_CHARGED and isinstance(error, ServerFailure):
            return error
        host = error.host if isinstance(error, OutcomeUnknown | NotACabinet) else ""
        return OutcomeFound(host=host, outcome=finding.outcome, paid=finding.paid)

    async def _found(self, plan: Plan, before: Look, serial: int) -> Finding:
        """Look at once and, since the request may still be under way, some seconds later."""
        finding = await self._compared(plan, before, serial)
        if finding.outcome is not Outcome.CHARGED:
            await self._ground.clock.sleep(SECOND_LOOK)
            finding = await self._compared(plan, before, serial)
        return finding

    async def _compared(self, plan: Plan, before: Look, serial: int) -> Finding:
        try:
            after = await self.look(plan)
            # What another account has says nothing.
            self._ground.must_be(serial)
        except CabinetError:
            return Finding(Outcome.UNKNOWN)
        return compare(plan.price, before, after)

    def _done(self, plan: Plan, serial: int) -> None:
        """The plan is used up, and whatever waited for money has another subscription now."""
        self._spent = plan
        if self._ground.is_still(serial):
            self._ground.store.update(lambda state: replace(state, intent=None))

    async def _refused(self, plan: Plan, error: Rejected, before: Look, serial: int) -> None:
        self._ground.rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL)
        if not isinstance(error, BalanceTooLow):
            return
        await self._ground.rereads.now(BALANCE)
        state = self._ground.state
        if not self._ground.is_still(serial):
            return
        balance = plan.balance_before if state.balance.value is None else state.balance.value
        short = replace(plan, balance_before=balance, price=_price(plan, error, balance))
        intent = Intent(short, before=before, cart_saved=error.cart_saved)
        self._ground.store.update(lambda state: replace(state, intent=intent))

    async def _reread(self, plan: Plan) -> None:
        rereads = self._ground.rereads
        rereads.outdate(TARIFFS, TRAFFIC_PACKAGES)
        await rereads.now(SUBSCRIPTIONS)
        listed = self._ground.state.subscriptions.value
        if listed and plan.subscription is None and isinstance(plan.request, PurchaseRequest):
            made = listed.of_tariff(plan.request.tariff_id)
            if listed.may_be_several and made is not None:
                # What was just bought is what is shown.
                await choose(self._ground, made.id)
        await asyncio.gather(
            rereads.now(SUBSCRIPTION, BALANCE, HISTORY),
            rereads.wanted(RENEWAL_OPTIONS, TRIAL, DEVICES),
        )


def _price(plan: Plan, error: BalanceTooLow, balance: Kopeks) -> Kopeks:
    """What the server wants, by whichever of its numbers it sent."""
    if error.required is not None:
        return error.required
    return plan.price if error.missing is None else Kopeks(balance + error.missing)


def _typed(plan: Plan, error: Rejected) -> Rejected:
    """The refusal, as ServerRequired when it is about the server that was named or left out."""
    named = " ".join((error.detail, *_fields(error)))
    if isinstance(error, BalanceTooLow) or not _NAMES_SERVER.search(named):
        return error
    return ServerRequired(
        status=error.status,
        detail=error.detail or error.what,
        server_code=error.server_code,
        refused=plan.server_uuid,
    )


def _fields(error: Rejected) -> tuple[str, ...]:
    return tuple(error.fields) if isinstance(error, InvalidInput) else ()
