"""A purchase or a renewal that waits for money."""

from dataclasses import dataclass
from enum import StrEnum

from cabinet_tui.domain.plan import Plan


class IntentState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    READY = "ready"
    DROPPED = "dropped"


class DropReason(StrEnum):
    """Why an intent is no longer followed."""

    SUBSCRIPTION_CHANGED = "subscription_changed"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Intent:
    """What was wanted, as it would be now. READY asks the person; nothing is bought by itself."""

    plan: Plan
    state: IntentState = IntentState.WAITING
    reason: DropReason | None = None
