"""A purchase that waits for money: made ready when the money is there, never bought by itself."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.intent import DropReason, Intent, IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Look, Outcome, compare, is_other
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.services.buyer import Buyer
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import (
    BALANCE,
    HISTORY,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    TARIFFS,
    TRIAL,
)
from cabinet_tui.store.state import AppState

ITS_TURN = 3.0
"""Seconds that a server gets to carry out an order it kept, before it is offered again."""


class IntentsService:
    """Keeps the one intent in the store; ``run`` must be running for it to become ready."""

    def __init__(
        self,
        ground: Ground,
        buyers: Mapping[PlanKind, Buyer],
        look: Callable[[Plan], Awaitable[Look]],
    ) -> None:
        self._ground = ground
        self._buyers = buyers
        self._look = look

    def want(self, plan: Plan) -> None:
        """Remember a plan until the balance covers it; an earlier one is forgotten."""
        earlier = self._ground.state.intent
        if earlier is not None and earlier.plan.request == plan.request:
            # What the server said of it is still so.
            self._set(replace(earlier, plan=plan, state=IntentState.WAITING, reason=None))
        else:
            self._set(Intent(plan, before=_seen(self._ground.state, plan)))

    def dismiss(self) -> None:
        """Forget what was wanted."""
        self._set(None)

    async def accept(self) -> Receipt:
        """Buy what was wanted, since the person said so; raises what buying it raises.

        PlanOutdated when nothing is ready.
        """
        intent = self._ground.state.intent
        if intent is None or intent.state is not IntentState.READY:
            raise PlanOutdated
        return await self.carry_out(intent.plan)

    async def carry_out(self, plan: Plan) -> Receipt:
        """Do what the plan says, whatever it is about; raises what its service raises."""
        return await self._buyers[plan.kind].carry_out(plan)

    async def again(self, plan: Plan) -> Plan:
        """The same plan from what is offered and owned now; raises what its service raises."""
        return await self._buyers[plan.kind].again(plan)

    async def run(self) -> None:
        """Follow the balance and the subscription; runs until cancelled."""
        changed = asyncio.Event()
        seen = self._ground.state

        def look(state: AppState) -> None:
            nonlocal seen
            if state.intent is not None and _moved(seen, state):
                changed.set()
            seen = state

        unsubscribe = self._ground.store.subscribe(look)
        try:
            changed.set()
            while True:
                await changed.wait()
                changed.clear()
                await self._consider()
        finally:
            unsubscribe()

    async def _consider(self) -> None:
        """Say again how the intent stands, with fresh prices when the money may be enough."""
        state = self._ground.state
        intent = state.intent
        if intent is None or intent.state is IntentState.DROPPED:
            return
        if _is_changed(state, intent):
            self._follow_up(intent, await self._after_change(intent))
        elif _grew(intent, state.balance.value):
            self._follow_up(intent, await self._quoted(intent))
        elif intent.cart_saved and await self._was_bought(intent):
            self._follow_up(intent, _dropped(intent, DropReason.BOUGHT_MEANWHILE))
        elif intent.state is IntentState.READY and not _covered(intent, state.balance.value):
            self._follow_up(intent, replace(intent, state=IntentState.WAITING))

    async def _after_change(self, intent: Intent) -> Intent:
        """Another subscription than the one that was planned with: whose doing was it?"""
        bought = await self._was_bought(intent)
        reason = DropReason.BOUGHT_MEANWHILE if bought else DropReason.SUBSCRIPTION_CHANGED
        return _dropped(intent, reason)

    async def _was_bought(self, intent: Intent) -> bool:
        """Whether the account was charged for it meanwhile; False where that cannot be told."""
        if intent.before is None:
            return False
        try:
            now = await self._look(intent.plan)
        except CabinetError:
            return False
        return compare(intent.plan.price, intent.before, now).outcome is Outcome.CHARGED

    async def _quoted(self, intent: Intent) -> Intent:
        # The balance needs none of this: it is what has just come, or marked by the push.
        self._ground.rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL, SUBSCRIPTION)
        if intent.cart_saved:
            # The server may be buying it right now, from the same money.
            await self._ground.clock.sleep(ITS_TURN)
        if await self._was_bought(intent):
            await self._ground.rereads.now(SUBSCRIPTION, BALANCE, HISTORY)
            return _dropped(intent, DropReason.BOUGHT_MEANWHILE)
        try:
            plan = await self.again(intent.plan)
            if intent.plan.server_uuid:
                plan = plan.at_server(intent.plan.server_uuid)
        except NotOffered:
            return _dropped(intent, DropReason.NOT_OFFERED)
        except CabinetError:
            # Not known now; the next change of the balance, or of the subscription, asks again.
            return intent
        if is_other(intent.plan.subscription, plan.subscription):
            return await self._after_change(intent)
        ready = plan.is_affordable
        state = IntentState.READY if ready else IntentState.WAITING
        return replace(intent, plan=plan, state=state)

    def _follow_up(self, before: Intent, after: Intent) -> None:
        """Put the new standing in, unless the intent was given up or replaced meanwhile."""

        def change(state: AppState) -> AppState:
            return replace(state, intent=after) if state.intent is before else state

        self._ground.store.update(change)

    def _set(self, intent: Intent | None) -> None:
        self._ground.store.update(lambda state: replace(state, intent=intent))


def _moved(before: AppState, after: AppState) -> bool:
    return (
        before.balance.value != after.balance.value
        or before.subscription.value != after.subscription.value
        or before.subscriptions.value != after.subscriptions.value
        or before.history.items.value != after.history.items.value
        or before.intent is not after.intent
    )


def _is_changed(state: AppState, intent: Intent) -> bool:
    """Whether the subscription in the state is the one that was planned with, and has changed."""
    listed, held, planned = state.subscriptions.value, state.subscription, intent.plan.subscription
    if not held.is_known:
        return False
    if listed is None or not listed.may_be_several:
        return is_other(planned, held.value)
    is_same = held.value is not None and planned is not None and held.value.id == planned.id
    return is_same and is_other(planned, held.value)


def _seen(state: AppState, plan: Plan) -> Look | None:
    """The account as it was last read; None when its newest movements are not known."""
    history = state.history
    if history.kind is not None or not history.items.is_known:
        return None
    return Look(tuple(history.items.value or ()), plan.subscription)


def _grew(intent: Intent, balance: Kopeks | None) -> bool:
    """Whether there is more than when the plan was made: prices may have fallen as well."""
    return balance is not None and balance > intent.plan.balance_before


def _covered(intent: Intent, balance: Kopeks | None) -> bool:
    return balance is not None and balance >= intent.plan.price


def _dropped(intent: Intent, reason: DropReason) -> Intent:
    return replace(intent, state=IntentState.DROPPED, reason=reason)
