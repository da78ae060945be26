"""A limiter for tests that ask for more in a second than a person in an hour."""

from cabinet_tui.api.limits import Ask, Limiter
from cabinet_tui.api.windows import Sent


class Unlimited(Limiter):
    """Lets everything out at once."""

    async def acquire(self, ask: Ask) -> Sent:
        return Sent(0.0)
