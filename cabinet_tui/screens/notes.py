"""What to say beside a value, by how well it is known."""

from typing import TypeVar

from cabinet_tui.domain.block import block_of
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, stamp
from cabinet_tui.store.remote import Face, Remote
from cabinet_tui.widgets.note import Note, NoteKind

T = TypeVar("T")


def note_of(remote: Remote[T], empty: str = "") -> Note:
    """The note for this state of a value; ``empty`` is said when there is nothing."""
    # Of a block, and what to do about it, the line over the whole screen tells.
    is_block = remote.error is not None and block_of(remote.error) is not None
    if remote.error and remote.is_known and remote.fetched_at:
        # What was kept may be of any day; the rest was read since the program began.
        time = stamp(remote.fetched_at) if remote.is_kept else clock(remote.fetched_at)
        age = _("As of {time}.").format(time=time)
        if is_block:
            return Note(age)
        return Note(f"{age} {remote.error.what}", NoteKind.BAD)
    if remote.is_kept and remote.fetched_at:
        return Note(_("As of {time}.").format(time=stamp(remote.fetched_at)))
    match remote.face:
        case Face.LOADING:
            return Note(_("Loading…"), NoteKind.BUSY)
        case Face.ERROR:
            said = remote.error.what if remote.error and is_block else str(remote.error)
            return Note(said, NoteKind.BAD)
        case Face.EMPTY:
            return Note(empty)
    return Note()
