"""What an account has, to tell what something has changed."""

from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Holdings:
    """Money and subscription at one moment; None where that is not known, or where there is none.

    ``traffic`` is the limit in bytes, None also without a limit.
    """

    balance: Kopeks | None = None
    expires_at: datetime | None = None
    traffic: int | None = None

    @classmethod
    def of(cls, balance: Kopeks | None, subscription: Subscription | None) -> "Holdings":
        """What these say."""
        if subscription is None:
            return cls(balance)
        return cls(balance, subscription.expires_at, subscription.traffic.limit)
