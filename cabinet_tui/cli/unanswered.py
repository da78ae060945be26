"""A change whose answer never came, with the place to look at."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import OutcomeUnknown


@dataclass(eq=False)
class Unanswered(OutcomeUnknown):
    """It is not known whether a change was made; ``advice`` says how to find out."""

    advice: str = ""

    def _todo(self) -> str:
        return self.advice or super()._todo()
