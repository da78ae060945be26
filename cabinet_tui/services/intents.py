"""A purchase that waits for money: made ready when the money is there, never bought by itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.intent import DropReason, Intent, IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import is_other
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.services.buyer import Buyer
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import RENEWAL_OPTIONS, SUBSCRIPTION, TARIFFS, TRIAL
from cabinet_tui.store.state import AppState


class IntentsService:
    """Keeps the one intent in the store; ``run`` must be running for it to become ready."""

    def __init__(self, ground: Ground, buyers: Mapping[PlanKind, Buyer]) -> None:
        self._ground = ground
        self._buyers = buyers

    def want(self, plan: Plan) -> None:
        """Remember a plan until the balance covers it; an earlier one is forgotten."""
        self._set(Intent(plan))

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
        held = state.subscription
        if held.is_known and is_other(intent.plan.subscription, held.value):
            self._follow_up(intent, _dropped(intent, DropReason.SUBSCRIPTION_CHANGED))
        elif _grew(intent, state.balance.value):
            self._follow_up(intent, await self._quoted(intent))
        elif intent.state is IntentState.READY and not _covered(intent, state.balance.value):
            self._follow_up(intent, replace(intent, state=IntentState.WAITING))

    async def _quoted(self, intent: Intent) -> Intent:
        # The balance needs none of this: it is what has just come, or marked by the push.
        self._ground.rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL, SUBSCRIPTION)
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
            return _dropped(intent, DropReason.SUBSCRIPTION_CHANGED)
        ready = plan.is_affordable
        return Intent(plan, IntentState.READY if ready else IntentState.WAITING)

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
        or before.intent is not after.intent
    )


def _grew(intent: Intent, balance: Kopeks | None) -> bool:
    """Whether there is more than when the plan was made: prices may have fallen as well."""
    return balance is not None and balance > intent.plan.balance_before


def _covered(intent: Intent, balance: Kopeks | None) -> bool:
    return balance is not None and balance >= intent.plan.price


def _dropped(intent: Intent, reason: DropReason) -> Intent:
    return replace(intent, state=IntentState.DROPPED, reason=reason)
