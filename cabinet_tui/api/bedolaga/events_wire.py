"""What the flat frames of this dialect carry, under all the names it has for the same thing."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BeforeValidator

from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Integer,
    Moment,
    Number,
    Prose,
    Text,
    Wire,
    Word,
    fitting,
    kopeks,
)
from cabinet_tui.domain.money import Kopeks

# A day stands for its noon: that is the same day nearly everywhere on earth.
_NOON = 12
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?)?")


class _Iso(Wire):
    at: Moment = None


def _loose(value: object) -> datetime | None:
    """A time as ISO 8601, or as ``31.12.2026`` with or without a time; in UTC."""
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 64 else None
    if found is None:
        iso = fitting(_Iso, {"at": value})
        return iso.at if iso else None
    day, month, year, hour, minute = found.groups()
    try:
        return datetime(
            int(year), int(month), int(day), int(hour or _NOON), int(minute or 0), tzinfo=UTC
        )
    except ValueError:
        return None


LooseMoment = Annotated[datetime | None, BeforeValidator(_loose)]


class Push(Wire):
    """A frame: its type, and everything that stands beside it."""

    type: Word
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    bonus_kopeks: Integer = None
    bonus_rubles: Exact = None
    new_balance_kopeks: Integer = None
    new_balance_rubles: Exact = None
    new_expires_at: LooseMoment = None
    expires_at: LooseMoment = None
    next_charge_at: LooseMoment = None
    days_left: Integer = None
    ticket_id: Integer = None
    devices_added: Integer = None
    new_device_limit: Integer = None
    traffic_gb_added: Number = None
    status: Word = ""
    message: Prose = ""
    description: Prose = ""
    reason: Prose = ""
    comment: Prose = ""
    title: Text = ""
    referral_name: Text = ""
    is_admin: Flag = None

    def amount(self) -> Kopeks | None:
        """How much moved."""
        moved = kopeks(self.amount_kopeks, self.amount_rubles)
        return kopeks(self.bonus_kopeks, self.bonus_rubles) if moved is None else moved

    def balance(self) -> Kopeks | None:
        """The balance now."""
        return kopeks(self.new_balance_kopeks, self.new_balance_rubles)

    def expiry(self) -> datetime | None:
        """Until when the subscription goes on."""
        return self.new_expires_at or self.expires_at

    def words(self) -> str:
        """What it says to a person."""
        return self.message or self.title or self.description or self.reason or self.comment
