"""What became of a money request whose answer never came, found out by looking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry
from cabinet_tui.domain.subscription import Subscription

_OTHER_REASONS = frozenset(TransactionKind) - {TransactionKind.PURCHASE, TransactionKind.RENEWAL}

_NEAR = timedelta(minutes=15)


class Outcome(StrEnum):
    """What the account says of a request."""

    CHARGED = "charged"
    NOT_CHARGED = "not_charged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome, and what left the balance, in kopeks, when that is known."""

    outcome: Outcome
    paid: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What the account looked like at one moment: its newest transactions and its subscription."""

    transactions: Sequence[Transaction]
    subscription: Subscription | None


def compare(price: Kopeks, before: Look, after: Look) -> Finding:
    """What became of a request for this price between two looks.

    A new charge of the price tells that it was done, and so does any other with a subscription
    that changed. One of the two alone may be the deed of somebody else, or of a request that is
    still under way: nobody can tell.
    """
    changed = is_other(before.subscription, after.subscription)
    if not price:
        return Finding(Outcome.CHARGED if changed else Outcome.NOT_CHARGED)
    charges = _charges(before.transactions, after.transactions)
    for charge in charges:
        if -charge.amount == price:
            return Finding(Outcome.CHARGED, price)
    if charges and changed:
        return Finding(Outcome.CHARGED, Kopeks(-charges[0].amount))
    if charges or changed:
        return Finding(Outcome.UNKNOWN)
    return Finding(Outcome.NOT_CHARGED)


def found_late(entry: Entry, now: Look, *, is_whole: bool, others: int) -> Finding:
    """What became of a request of the journal, seen at any time after it.

    ``now`` has the transactions since then, all of them if ``is_whole``; ``others`` is how many
    later requests of ours took the same amount. Nothing but the very amount about that time
    counts as its charge: much else may have happened meanwhile.
    """
    request = entry.request
    changed = is_other(request.held, now.subscription)
    if not request.amount:
        return Finding(Outcome.CHARGED if changed else Outcome.NOT_CHARGED)
    charges = [row for row in now.transactions if _is_charge(row)]
    exact = [row for row in charges if -row.amount == request.amount and _is_near(row, entry.at)]
    if len(exact) > others:
        return Finding(Outcome.CHARGED, request.amount)
    if charges or changed or not is_whole:
        return Finding(Outcome.UNKNOWN)
    return Finding(Outcome.NOT_CHARGED)


def is_other(before: Subscription | None, after: Subscription | None) -> bool:
    """Whether a subscription was bought, renewed or ended: more than traffic used or a switch."""
    return _terms(before) != _terms(after)


def _terms(subscription: Subscription | None) -> tuple[object, ...] | None:
    if subscription is None:
        return None
    return (
        subscription.id,
        subscription.is_trial,
        subscription.plan,
        subscription.expires_at,
        subscription.traffic.limit,
        subscription.devices_limit,
    )


def _charges(before: Iterable[Transaction], after: Iterable[Transaction]) -> list[Transaction]:
    """What left the balance meanwhile for a subscription."""
    known = {transaction.id for transaction in before}
    return [row for row in after if row.id not in known and _is_charge(row)]


def _is_charge(row: Transaction) -> bool:
    return row.amount < 0 and row.kind not in _OTHER_REASONS


def _is_near(row: Transaction, at: datetime) -> bool:
    """Whether a row may be of a request of that time, by a clock that is not quite ours."""
    return row.created_at is None or abs(row.created_at - at) < _NEAR
