"""A tariff that is paid for day by day."""

from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.money import Kopeks


@dataclass(frozen=True, slots=True)
class Daily:
    """What a day costs, and whether it is charged; None where the server did not say."""

    is_paused: bool = False
    price: Kopeks | None = None
    next_charge_at: datetime | None = None
