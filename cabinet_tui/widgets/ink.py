"""How the sums of a chart are drawn, and known again beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """A variable of the theme, and a sign that tells the bars apart without colours too."""

    colour: str
    marker: str
    ascii_marker: str

    def sign(self, *, ascii_only: bool) -> str:
        """What the bars are made of."""
        return self.ascii_marker if ascii_only else self.marker


INCOME = Ink("success", "█", "#")
SPENT = Ink("accent", "▒", "=")
USED = Ink("accent", "•", "*")
AHEAD = Ink("text-muted", "·", ".")
LIMIT = Ink("error", "─", "-")
