"""A quiet word beside a value: it is loading, it is old, it could not be had."""

from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content


class NoteKind(StrEnum):
    """How loud a note is."""

    QUIET = "quiet"
    BUSY = "busy"
    BAD = "bad"


_STYLES = {NoteKind.QUIET: "$text-muted", NoteKind.BUSY: "$text-muted", NoteKind.BAD: "$text-error"}


@dataclass(frozen=True, slots=True)
class Note:
    """What to say beside a value; an empty text says nothing."""

    text: str = ""
    kind: NoteKind = NoteKind.QUIET

    def content(self) -> Content:
        """The note as it is drawn."""
        return Content.styled(self.text, _STYLES[self.kind])
