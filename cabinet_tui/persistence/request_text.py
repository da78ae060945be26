"""A money request as one text of a row, and back; what cannot be read is left out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from cabinet_tui.domain import openvalue
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import MoneyKind, MoneyRequest
from cabinet_tui.domain.subscription import Subscription, Traffic


def to_text(request: MoneyRequest) -> str:
    """Everything but the kind, which is a column of its own."""
    held = request.held
    facts = {
        "what": request.what,
        "amount": request.amount,
        "days": request.days,
        "subscription": request.subscription_id,
        "number": request.number,
        "method": request.method,
        "wanted": request.wanted,
        "known": sorted(request.known),
        "held": None if held is None else _held(held),
    }
    return json.dumps(
        {name: fact for name, fact in facts.items() if fact not in (None, "", [])},
        ensure_ascii=False,
    )


def from_text(kind: str, text: str) -> MoneyRequest:
    """The request of a row."""
    facts = _mapping(text)
    amount = _number(facts.get("amount"))
    known, held, wanted = facts.get("known"), facts.get("held"), facts.get("wanted")
    return MoneyRequest(
        kind=openvalue.known(MoneyKind, kind),
        what=_words(facts.get("what")),
        amount=None if amount is None else Kopeks(amount),
        days=_number(facts.get("days")),
        subscription_id=_number(facts.get("subscription")),
        number=_number(facts.get("number")),
        method=_words(facts.get("method")),
        wanted=wanted if isinstance(wanted, bool) else None,
        known=frozenset(map(str, known)) if isinstance(known, list) else frozenset(),
        held=_subscription(held) if isinstance(held, dict) else None,
    )


def moment(text: object) -> datetime | None:
    """A time as ``isoformat`` writes it."""
    try:
        found = datetime.fromisoformat(_words(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _held(held: Subscription) -> Mapping[str, object]:
    """As much of a subscription as tells it from what it may have become."""
    return {
        "id": held.id,
        "trial": held.is_trial,
        "plan": held.plan,
        "until": held.expires_at.isoformat() if held.expires_at else None,
        "traffic": held.traffic.limit,
        "devices": held.devices_limit,
    }


def _subscription(facts: Mapping[str, object]) -> Subscription:
    return Subscription(
        id=_number(facts.get("id")) or 0,
        status="",
        is_trial=facts.get("trial") is True,
        plan=_words(facts.get("plan")),
        expires_at=moment(facts.get("until")),
        traffic=Traffic(limit=_number(facts.get("traffic"))),
        devices_limit=_number(facts.get("devices")),
    )


def _mapping(text: str) -> Mapping[str, object]:
    try:
        facts: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
