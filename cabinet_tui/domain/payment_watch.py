"""A payment that is watched until it is decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.balance import Payment, PaymentKey, StarsInvoice
from cabinet_tui.domain.money import Kopeks

_STARS_METHOD = "TELEGRAM_STARS"


class PaymentOutcome(StrEnum):
    """What became of a watched payment; GONE was listed no more, and no money came either."""

    WAITING = "waiting"
    PAID = "paid"
    DECLINED = "declined"
    EXPIRED = "expired"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PaymentWatch:
    """A watched payment; a Stars invoice has the address in place of an id.

    ``is_watched`` tells whether somebody still looks; a payment that waits can outlast that.
    ``can_check`` tells whether the provider can be asked by hand.
    """

    key: PaymentKey
    amount: Kopeks
    url: str = ""
    stars: int | None = None
    expires_at: datetime | None = None
    can_check: bool = False
    outcome: PaymentOutcome = PaymentOutcome.WAITING
    is_watched: bool = True

    @property
    def is_decided(self) -> bool:
        """Whether nothing more will come of it."""
        return self.outcome is not PaymentOutcome.WAITING


@dataclass(frozen=True, slots=True)
class KeptWatch:
    """A watch as it outlives the program: when its payment was made, by the server's clock where
    that is known, and the ids of the money that was there before, None where nobody looked."""

    watch: PaymentWatch
    since: datetime
    known: frozenset[int] | None = None


def watch_of(subject: Payment | StarsInvoice) -> PaymentWatch:
    """The watch of a payment or an invoice, at its beginning."""
    if isinstance(subject, StarsInvoice):
        key = PaymentKey(method=_STARS_METHOD, id=subject.url)
        return PaymentWatch(key, subject.amount, subject.url, stars=subject.stars)
    return PaymentWatch(
        subject.key,
        subject.amount,
        subject.url,
        expires_at=subject.expires_at,
        can_check=subject.can_check and bool(subject.key.id),
    )


def subject_of(watch: PaymentWatch) -> Payment | StarsInvoice:
    """What a watch is of, as far as it tells."""
    if watch.stars is not None:
        return StarsInvoice(watch.url, watch.amount, watch.stars)
    return Payment(
        watch.key,
        watch.amount,
        url=watch.url,
        expires_at=watch.expires_at,
        can_check=watch.can_check,
    )
