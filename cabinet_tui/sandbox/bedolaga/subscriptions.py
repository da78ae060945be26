"""Which subscription a request is about."""

from fastapi import HTTPException

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.state import Account, Subscription


def every(box: Sandbox, account: Account) -> list[Subscription]:
    """All subscriptions of the account, that with most time left first."""
    first = [] if account.subscription is None else [account.subscription]
    held = [*first, *box.extras.of(account).more]
    return sorted(held, key=lambda one: one.expires_at, reverse=True)


def choose(box: Sandbox, account: Account, wanted: int | None) -> Subscription | None:
    """The one of this number where there may be several, else the number is ignored.

    Without a number the one with most time left; raises a 404 for a foreign number.
    """
    if not box.extras.service.several:
        return account.subscription
    held = every(box, account)
    if wanted is None:
        return held[0] if held else None
    for one in held:
        if one.id == wanted:
            return one
    raise HTTPException(404, "Subscription not found")
