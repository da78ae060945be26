"""The pace of the traffic, of what the state has."""

from datetime import datetime

from cabinet_tui.domain.pace import Forecast, forecast
from cabinet_tui.store.state import AppState


def pace_of(state: AppState, now: datetime) -> Forecast | None:
    """What the pace of the subscription leads to; None where there is nothing to be said."""
    held, at = state.subscription.value, state.subscription.fetched_at
    if held is None or at is None:
        return None
    return forecast(held, at, now, state.traffic_seen.get(held.id, ()))
