"""A request that moves money or commits to it, as it is written down before it leaves."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Subscription


class MoneyKind(StrEnum):
    """What is asked for; those of plans are called as in ``PlanKind``."""

    PURCHASE = "purchase"
    RENEWAL = "renewal"
    TRIAL = "trial"
    SWITCH = "switch"
    SLOTS = "device_slots"
    TRAFFIC = "traffic"
    GIFT = "gift"
    TOP_UP = "top_up"
    STARS = "stars_invoice"
    PROMO = "promo_code"
    COUPON = "coupon"
    GIFT_CODE = "gift_code"
    AUTOPAY = "autopay"
    PAUSE = "pause"
    WITHDRAWAL = "withdrawal"
    WITHDRAWAL_CANCEL = "withdrawal_cancel"


class Standing(StrEnum):
    """How a request stands. SENT has no end yet: it is under way, or its program was ended.

    REFUSED and NOT_SENT are what was answered; DONE is that too, or what was found by looking, as
    NOT_DONE is. DISMISSED is what a person put away without knowing.
    """

    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"
    DISMISSED = "dismissed"


OPEN = (Standing.SENT, Standing.UNKNOWN)
"""What nobody knows the end of."""

_OF_THE_SUBSCRIPTION = frozenset(
    {MoneyKind.PURCHASE, MoneyKind.RENEWAL, MoneyKind.TRIAL, MoneyKind.SWITCH}
)
_ONCE = (
    _OF_THE_SUBSCRIPTION,
    frozenset({MoneyKind.SLOTS}),
    frozenset({MoneyKind.TRAFFIC}),
    frozenset({MoneyKind.GIFT}),
    frozenset({MoneyKind.WITHDRAWAL}),
)
_REPEATABLE = frozenset({MoneyKind.GIFT_CODE, MoneyKind.WITHDRAWAL_CANCEL})


def rivals(kind: MoneyKind | str) -> frozenset[MoneyKind]:
    """The kinds that are the same thing bought twice when one follows another of unknown end.

    None where twice does no harm: a payment that is not paid, a code that works once, a switch
    that is set.
    """
    return next((group for group in _ONCE if kind in group), frozenset())


def may_have_left(kind: MoneyKind | str) -> bool:
    """Whether a request that "did not reach" the server may have: where that is no matter."""
    return kind in _REPEATABLE


@dataclass(frozen=True, slots=True)
class MoneyRequest:
    """What is asked for, and as much of the account before it as finds out what became of it.

    No secrets: a code is ``what`` in part only, the details of a withdrawal and the recipient of
    a gift are not here. ``number`` is a tariff's or a withdrawal's; ``wanted`` how a switch is
    set. ``known`` names what was there before (transactions, payments, gifts, requests), and
    ``held`` is the subscription before.
    """

    kind: MoneyKind | str
    what: str = ""
    amount: Kopeks | None = None
    days: int | None = None
    subscription_id: int | None = None
    number: int | None = None
    method: str = ""
    wanted: bool | None = None
    known: frozenset[str] = frozenset()
    held: Subscription | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal; times aware, in UTC.

    ``is_held`` tells that another program may still be waiting for its answer, ``is_told`` that a
    person knows its end. ``paid`` is what left the balance, in kopeks, where that is known.
    """

    id: int
    request: MoneyRequest
    at: datetime
    standing: Standing | str = Standing.SENT
    ended_at: datetime | None = None
    paid: Kopeks | None = None
    is_told: bool = False
    is_held: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody knows its end."""
        return self.standing in OPEN
