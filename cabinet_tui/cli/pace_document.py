"""The pace of the traffic as JSON."""

from cabinet_tui.cli.documents import subscription_document
from cabinet_tui.cli.output import Json, utc
from cabinet_tui.domain.pace import Forecast
from cabinet_tui.domain.subscription import Subscription


def paced_document(subscription: Subscription, pace: Forecast | None) -> dict[str, Json]:
    """A subscription with its pace; a pace of null is that there is nothing to be said."""
    return {
        **subscription_document(subscription),
        "traffic_pace": pace_document(pace) if pace else None,
    }


def pace_document(pace: Forecast) -> dict[str, Json]:
    """Bytes and times; null is what is not known or does not come to pass."""
    return {
        "outlook": str(pace.outlook),
        "basis": str(pace.basis) if pace.basis else None,
        "since": utc(pace.since),
        "bytes_per_day": None if pace.per_day is None else round(pace.per_day),
        "runs_out_at": utc(pace.runs_out_at),
        "ends_at": utc(pace.ends_at),
        "ends_by": str(pace.end) if pace.end else None,
        "used_at_end_bytes": pace.used_at_end,
        "even_part": None if pace.even is None else round(pace.even, 4),
    }
