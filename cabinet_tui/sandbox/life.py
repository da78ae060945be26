"""What happens without a request: expiry warnings and autopay."""

from contextlib import suppress
from datetime import timedelta

from cabinet_tui.sandbox.billing import renew
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import RenewalOption
from cabinet_tui.sandbox.faults import Sleep
from cabinet_tui.sandbox.hub import Close
from cabinet_tui.sandbox.ledger import InsufficientBalanceError
from cabinet_tui.sandbox.state import Account
from cabinet_tui.sandbox.values import iso

WARN_BEFORE = timedelta(days=3)
AUTOPAY_BEFORE = timedelta(days=1)


def step(box: Sandbox) -> None:
    """Do for every account what its time has come for."""
    for account in box.state.accounts.values():
        _autopay(box, account)
        _warn(box, account)
        if box.each_step is not None:
            box.each_step(box, account)
    chance = box.scenario.drop_sockets_chance
    if chance and box.rng.random() < chance:
        box.hub.drop(Close(1006, hard=True))


async def live(box: Sandbox, sleep: Sleep) -> None:
    """Step for ever."""
    while True:
        step(box)
        await sleep(box.settings.tick)


def _warn(box: Sandbox, account: Account) -> None:
    held, now = account.subscription, box.clock.now()
    if held is None or not held.is_active(now) or held.expires_at - now > WARN_BEFORE:
        return
    # Said once for each expiry, and only when somebody is there to hear it.
    if held.warned_at_expiry != held.expires_at and box.hub.count(account.id):
        held.warned_at_expiry = held.expires_at
        data = {"expires_at": iso(held.expires_at), "days_left": (held.expires_at - now).days}
        box.hub.push(account.id, "subscription_expires_soon", data)


def _autopay(box: Sandbox, account: Account) -> None:
    held, now = account.subscription, box.clock.now()
    if held is None or not held.autopay or not held.is_active(now):
        return
    tariff = box.state.catalogue.tariff(held.tariff_id)
    if tariff is None or held.expires_at - now > AUTOPAY_BEFORE:
        return
    option = RenewalOption(tariff.period_days, held.limit_gb, tariff.price_kopeks)
    with suppress(InsufficientBalanceError):
        renew(box, account, held, option, "Автопродление подписки")
