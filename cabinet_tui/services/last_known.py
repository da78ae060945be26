"""Between the state and the values of it that are kept beyond this run."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

from cabinet_tui.domain.last_known import Kept, KeptSession, LastKnown
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.services.paging import PER_PAGE
from cabinet_tui.services.parts import of_the_account
from cabinet_tui.store.listing import History
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState

T = TypeVar("T")


def known_of(state: AppState) -> LastKnown:
    """What this run has read, as it is kept; the history only where it is of every kind."""
    history = state.history.items if state.history.kind is None else Remote()
    rows = _kept(history)
    tariffs, tickets = _kept(state.tariffs), _kept(state.tickets)
    held, listed = _kept(state.subscription), _kept(state.subscriptions)
    return LastKnown(
        account=_kept(state.account),
        balance=_kept(state.balance),
        history=replace(rows, value=(rows.value or ())[:PER_PAGE]) if rows else None,
        subscription=replace(held, value=_light(held.value)) if held else None,
        subscriptions=replace(listed, value=_all_light(listed.value)) if listed else None,
        tariffs=tariffs,
        referral_stats=_kept(state.referral_stats),
        tickets=tickets,
        branding=_kept(state.branding),
        info=_kept(state.info),
    )


def news(now: LastKnown, before: LastKnown) -> LastKnown:
    """The values that are not as they were; nothing of those that are."""
    same = {
        field.name: None
        for field in fields(now)
        if getattr(now, field.name) == getattr(before, field.name)
    }
    return replace(now, **same)


def shown(state: AppState, session: KeptSession, known: LastKnown) -> AppState:
    """The state with what an earlier run knew, to be seen until it is read anew."""
    held, listed = known.subscription, known.subscriptions
    several = listed is not None and listed.value is not None and listed.value.may_be_several
    chosen = held.value.id if several and held is not None and held.value is not None else None
    return replace(
        state,
        kept_mark=session.mark,
        account=_remote(known.account),
        balance=_remote(known.balance),
        history=History(items=_rows(known.history)),
        subscription=_remote(held),
        subscriptions=_remote(listed),
        chosen_subscription=chosen,
        tariffs=_rows(known.tariffs),
        referral_stats=_remote(known.referral_stats),
        tickets=_rows(known.tickets),
        branding=_remote(known.branding),
        info=_remote(known.info),
    )


def without_kept(state: AppState) -> AppState:
    """The state without what an earlier run knew: it was of somebody else."""
    for part in of_the_account(state):
        if part.is_kept(state):
            state = part.forgotten(state)
    return replace(state, kept_mark="", chosen_subscription=None, traffic_seen={})


def kept_since(state: AppState) -> datetime | None:
    """Of when the oldest value of the account is that was not read anew; None without one."""
    moments: list[datetime] = []
    for part in of_the_account(state):
        at = part.read_at(state)
        if at is not None and part.is_kept(state):
            moments.append(at)
    return min(moments, default=None)


def _kept(remote: Remote[T]) -> Kept[T] | None:
    if remote.fetched_at is None or remote.is_kept:
        return None
    return Kept(remote.value, remote.fetched_at)


def _remote(kept: Kept[T] | None) -> Remote[T]:
    return Remote.kept(kept.value, kept.at) if kept else Remote()


def _rows(kept: Kept[Sequence[T]] | None) -> Remote[tuple[T, ...]]:
    return Remote.kept(tuple(kept.value or ()), kept.at) if kept else Remote()


def _light(held: Subscription | None) -> Subscription | None:
    """Without the picture of the code, which is drawn from the link."""
    return replace(held, qr_png="") if held is not None and held.link else held


def _all_light(listed: Subscriptions | None) -> Subscriptions | None:
    if listed is None:
        return None
    held = (_light(one) for one in listed.held)
    return replace(listed, held=tuple(one for one in held if one is not None))
