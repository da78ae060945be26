"""A channel that a service wants its people to be in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """``link`` leads there, empty when the server names none that may be followed."""

    title: str
    link: str = ""
    joined: bool = False

    def __str__(self) -> str:
        """The title with the link."""
        return " ".join(filter(None, (self.title, self.link)))
