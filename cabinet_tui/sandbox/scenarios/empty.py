"""A fresh account with nothing in it; the trial is free for members of the channel."""

import random
from dataclasses import replace
from datetime import datetime

from cabinet_tui.sandbox.catalogue import Trial
from cabinet_tui.sandbox.scenarios.offers import CATALOGUE
from cabinet_tui.sandbox.scenarios.people import demo_state
from cabinet_tui.sandbox.scenarios.scenario import Scenario
from cabinet_tui.sandbox.state import State


def build(now: datetime, _rng: random.Random) -> State:
    """The state at `now`."""
    catalogue = replace(CATALOGUE, trial=Trial(requires_channel=True))
    state, account = demo_state(catalogue, now)
    account.created_at = now
    return state


SCENARIO = Scenario(build)
