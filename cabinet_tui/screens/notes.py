"""What to say beside a value, by how well it is known."""

from typing import TypeVar

from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock
from cabinet_tui.store.remote import Face, Remote
from cabinet_tui.widgets.note import Note, NoteKind

T = TypeVar("T")


def note_of(remote: Remote[T], empty: str = "") -> Note:
    """The note for this state of a value; ``empty`` is said when there is nothing."""
    if remote.error and remote.is_known and remote.fetched_at:
        age = _("As of {time}.").format(time=clock(remote.fetched_at))
        return Note(f"{age} {remote.error.what}", NoteKind.BAD)
    match remote.face:
        case Face.LOADING:
            return Note(_("Loading…"), NoteKind.BUSY)
        case Face.ERROR:
            return Note(str(remote.error), NoteKind.BAD)
        case Face.EMPTY:
            return Note(empty)
    return Note()
