"""A purchase or a renewal that waits for money."""

from dataclasses import dataclass
from enum import StrEnum

from cabinet_tui.domain.outcome import Look
from cabinet_tui.domain.plan import Plan


class IntentState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    READY = "ready"
    DROPPED = "dropped"


class DropReason(StrEnum):
    """Why an intent is no longer followed."""

    SUBSCRIPTION_CHANGED = "subscription_changed"
    BOUGHT_MEANWHILE = "bought_meanwhile"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Intent:
    """What was wanted, as it would be now. READY asks the person; nothing is bought by itself.

    ``before`` is the account as it was when the money was short, None where nobody looked.
    ``cart_saved`` tells that the server keeps the order and may carry it out by itself.
    """

    plan: Plan
    state: IntentState = IntentState.WAITING
    reason: DropReason | None = None
    before: Look | None = None
    cart_saved: bool = False
