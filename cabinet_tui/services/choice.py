"""Which of several subscriptions is meant: kept while the program runs, and sent along."""

from dataclasses import replace

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.refusals import PlanOutdated
from cabinet_tui.domain.subscription import PurchaseRequest, TrialRequest
from cabinet_tui.domain.subscriptions import ChoiceRequired, Subscriptions
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import (
    DEVICES,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    SUBSCRIPTIONS,
    TARIFFS,
    TRAFFIC_PACKAGES,
)
from cabinet_tui.services.slices import Part
from cabinet_tui.store.state import AppState

OF_ONE: tuple[Part, ...] = (SUBSCRIPTION, RENEWAL_OPTIONS, TARIFFS, DEVICES, TRAFFIC_PACKAGES)
"""What is read of one subscription, and of another one is something else."""


async def chosen(ground: Ground) -> int | None:
    """The id to send along with a read; None where the account cannot have several.

    Where the list cannot be read it is whatever was chosen before.
    """
    await ground.rereads.if_stale(SUBSCRIPTIONS)
    return ground.state.chosen_subscription


async def meant(ground: Ground) -> int | None:
    """The id to send along with a change: the one that is chosen, else the one that is shown.

    None while neither is known.
    """
    wanted = await chosen(ground)
    held = ground.state.subscription.value
    return held.id if wanted is None and held is not None else wanted


def settled(state: AppState) -> AppState:
    """The state with one chosen, where there may be several: what was, or the first sensible."""
    listed = state.subscriptions.value
    if listed is None or not listed.may_be_several:
        return _choosing(state, None)
    if listed.find(state.chosen_subscription) is not None:
        return state
    first = listed.first_sensible()
    return _choosing(state, first.id if first else None)


async def choose(ground: Ground, subscription_id: int) -> None:
    """Mean this one from now on; what was shown of another is read anew.

    NotFound when there is no such subscription.
    """
    state = ground.state
    listed = state.subscriptions.told() or Subscriptions()
    if listed.find(subscription_id) is None:
        raise NotFound
    if state.chosen_subscription == subscription_id:
        return
    wanted = [part for part in OF_ONE if part.wanted(state)]
    for part in wanted:
        ground.loader.drop(part)
    ground.store.update(lambda state: _choosing(state, subscription_id))
    await ground.rereads.now(*wanted)


async def must_be_meant(ground: Ground, plan: Plan) -> None:
    """Raise unless a plan says which subscription it is about, by a list that is read now.

    ChoiceRequired without a choice, PlanOutdated when that subscription is gone; nothing was sent.
    """
    if Capability.SEVERAL_SUBSCRIPTIONS not in ground.state.capabilities:
        return
    await ground.rereads.now(SUBSCRIPTIONS)
    listed = ground.state.subscriptions.told() or Subscriptions()
    request = plan.request
    if not listed.may_be_several or isinstance(request, TrialRequest):
        return
    if isinstance(request, PurchaseRequest) and plan.subscription is None:
        if listed.of_tariff(request.tariff_id) is not None:
            raise PlanOutdated
    elif request.subscription_id is None:
        raise ChoiceRequired(held=tuple(listed.held))
    elif listed.find(request.subscription_id) is None:
        raise PlanOutdated


def _choosing(state: AppState, subscription_id: int | None) -> AppState:
    if state.chosen_subscription == subscription_id:
        return state
    held = state.subscription.value
    if held is None or held.id != subscription_id:
        for part in OF_ONE:
            state = part.forgotten(state)
    return replace(state, chosen_subscription=subscription_id)
