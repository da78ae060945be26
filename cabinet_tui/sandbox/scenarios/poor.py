"""Too little money for anything, and the subscription ends tomorrow with autopay on."""

import random
from datetime import datetime, timedelta

from cabinet_tui.sandbox.scenarios.offers import CATALOGUE
from cabinet_tui.sandbox.scenarios.people import demo_state
from cabinet_tui.sandbox.scenarios.scenario import Scenario
from cabinet_tui.sandbox.state import GIB, State, Subscription
from cabinet_tui.sandbox.values import random_link, random_uuid


def build(now: datetime, rng: random.Random) -> State:
    """The state at `now`: 199 RUB, the cheapest plan costs 299."""
    state, account = demo_state(CATALOGUE, now)
    post = account.ledger.post
    bought = now - timedelta(days=28, hours=21)
    post("PAYMENT_COMPLETED", 64810, "Пополнение баланса", bought, "YOOKASSA_SBP")
    post("SUBSCRIPTION_PURCHASE", -44910, "Покупка подписки на 30 дней", bought)
    account.email_verified = True
    account.trial_used = True
    account.subscription = Subscription(
        id=state.next_id("subscription"),
        uuid=random_uuid(rng),
        server=CATALOGUE.servers[1],
        expires_at=bought + timedelta(days=30),
        limit_gb=300,
        used_bytes=int(291.3 * GIB),
        devices=5,
        max_devices=5,
        link=random_link(rng),
        autopay=True,
        tariff_id=2,
    )
    return state


SCENARIO = Scenario(build)
