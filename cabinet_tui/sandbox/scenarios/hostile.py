"""A world that attacks its client: every string, every shape a server could get wrong."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from cabinet_tui.sandbox.scenarios.default import build as build_default
from cabinet_tui.sandbox.scenarios.distortions import DISTORTIONS
from cabinet_tui.sandbox.scenarios.frames import FRAMES
from cabinet_tui.sandbox.scenarios.scenario import Scenario
from cabinet_tui.sandbox.scenarios.venom import TEXTS, hostile_text
from cabinet_tui.sandbox.state import Message, Referral, State, Ticket


def build(now: datetime, rng: random.Random) -> State:
    """The state at `now`: the default account with venom in every string it has."""
    state = build_default(now, rng)
    account = next(iter(state.accounts.values()))
    account.first_name = hostile_text(0)
    account.last_name = hostile_text(1)
    account.username = hostile_text(2)
    for place, text in enumerate(TEXTS):
        at = now - timedelta(minutes=len(TEXTS) - place)
        account.ledger.post("BONUS", 1, text, at, "YOOKASSA_SBP")
        account.referrals.append(Referral(500 + place, text, text, None, at, status="active"))
        ticket = Ticket(state.next_id("ticket"), text, at, "open")
        ticket.messages.append(Message(state.next_id("message"), True, text, at, False))
        account.tickets[ticket.id] = ticket
    account.ledger.post("WITHDRAWAL", -len(TEXTS), "Вывод средств", now)
    _poison_catalogue(state)
    if account.subscription is not None:
        account.subscription.server = state.catalogue.servers[0]
        account.subscription.link += "?name=\x1b]52;c;cHduZWQ=\x07[/bold]"
    return state


def _poison_catalogue(state: State) -> None:
    old = state.catalogue
    state.catalogue = replace(
        old,
        app_name=hostile_text(3),
        service_name=hostile_text(4),
        servers=tuple(
            replace(server, name=hostile_text(place), country="\x1b[31mNL", flag="🏴‍☠️")
            for place, server in enumerate(old.servers)
        ),
        tariffs=tuple(
            replace(tariff, name=hostile_text(place), description=hostile_text(place + 5))
            for place, tariff in enumerate(old.tariffs)
        ),
        methods=tuple(
            replace(method, name=hostile_text(place), description=hostile_text(place + 3))
            for place, method in enumerate(old.methods)
        ),
    )


SCENARIO = Scenario(build, distortions=DISTORTIONS, frames=FRAMES)
