"""When to try again after an attempt to listen ended: a pure policy."""

from dataclasses import dataclass, replace
from enum import Enum, auto

SHORTEST = 1.0
LONGEST = 30.0
SLOW = 60.0
HEALTHY_AFTER = 30.0
_DOUBLINGS = 5


class Ending(Enum):
    """How an attempt ended."""

    LOST = auto()
    """The network or the server failed, or the server closed the link."""
    REFUSED = auto()
    """The server did not accept the token."""
    ABSENT = auto()
    """The server has no such link."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: how long it was live, and for how long the server wants peace."""

    ending: Ending
    live_for: float = 0.0
    at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class Wait:
    """How long to wait, in seconds, and whether to get another token first."""

    seconds: float
    renew: bool = False


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often it failed since the link was last healthy."""

    lost: int = 0
    refused: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether another token did not help either."""
        return self.refused > 1

    def after(self, outcome: Outcome) -> "Attempts":
        """With one more; a link that was live for half a minute makes up for what was before."""
        before = Attempts() if outcome.live_for >= HEALTHY_AFTER else self
        if outcome.ending is Ending.REFUSED:
            return replace(before, refused=before.refused + 1)
        return replace(before, lost=before.lost + 1)

    def wait(self, outcome: Outcome, chance: float) -> Wait:
        """What to do after ``outcome``, the last of them; ``chance`` is from 0 to 1.

        The first refusal asks for another token at once: the old one may just have run out.
        Everything else waits: full jitter keeps a thousand clients from coming back together.
        """
        if outcome.ending is Ending.REFUSED:
            return Wait(SLOW) if self.is_refused else Wait(0.0, renew=True)
        if outcome.ending is Ending.ABSENT:
            return Wait(SLOW)
        highest = min(LONGEST, SHORTEST * 2 ** min(self.lost, _DOUBLINGS))
        return Wait(max(outcome.at_least, SHORTEST + chance * (highest - SHORTEST)))
