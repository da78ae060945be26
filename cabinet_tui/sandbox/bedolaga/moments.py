"""Moments in the spellings this server mixes."""

from datetime import datetime


def precise(moment: datetime, number: int) -> datetime:
    """The moment with the microseconds its database would have kept: written ...05.137911Z."""
    return moment.replace(microsecond=number * 137_911 % 1_000_000)


def offset(moment: datetime) -> str:
    """A moment as routes without a model write it: 2024-01-01T12:00:00+00:00."""
    return moment.isoformat()
