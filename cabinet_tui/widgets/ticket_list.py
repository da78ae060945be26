"""The tickets: two lines each, new replies first in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.labels import ticket_status_label
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import ago
from cabinet_tui.widgets.glyphs import Glyphs, glyphs_of

_STATUS_STYLES = {
    TicketStatus.OPEN: "$text-accent",
    TicketStatus.IN_PROGRESS: "$text-warning",
    TicketStatus.ANSWERED: "$text-success",
    TicketStatus.PENDING: "$text-accent",
    TicketStatus.CLOSED: "$text-muted",
}
_GAP = 2
_LEAST = 8
_COUNTED = 99


class TicketList(OptionList):
    """Enter opens one; the one that is open stays known by its mark."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    TicketList { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    TicketList > .option-list--option { padding: 0 1; }
    """

    @dataclass
    class Opened(Message):
        """A ticket was chosen."""

        ticket_id: int

    tickets: reactive[Sequence[Ticket]] = reactive[Sequence[Ticket]]((), init=False)
    open_id: reactive[int | None] = reactive[int | None](None, init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._width = 0

    def watch_tickets(self, before: Sequence[Ticket], tickets: Sequence[Ticket]) -> None:
        """Show these; the cursor stays on its ticket wherever that is now."""
        chosen = None
        if self.highlighted is not None and self.highlighted < len(before):
            chosen = before[self.highlighted].id
        self._draw(chosen)

    def watch_open_id(self) -> None:
        """The mark moves."""
        self._redraw()

    def watch_now(self) -> None:
        """They grow older."""
        self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        """What stands at the right keeps its place."""
        if self._row_width != self._width:
            self._redraw()

    def choose(self, ticket_id: int) -> None:
        """Put the cursor on a ticket."""
        for place, ticket in enumerate(self.tickets):
            if ticket.id == ticket_id:
                self.highlighted = place

    @property
    def _row_width(self) -> int:
        return max(_LEAST, self.scrollable_content_region.width - 2)

    def _redraw(self) -> None:
        place = self.highlighted
        known = place is not None and place < len(self.tickets)
        self._draw(self.tickets[place].id if known and place is not None else None)

    def _draw(self, chosen: int | None) -> None:
        scroll = self.scroll_offset.y
        self._width = self._row_width
        glyphs = glyphs_of(self.app)
        self.set_options(Option(self._row(ticket, self._width, glyphs)) for ticket in self.tickets)
        ids = [ticket.id for ticket in self.tickets]
        if ids:
            self.highlighted = ids.index(chosen) if chosen in ids else 0
            self.scroll_to(y=scroll, animate=False, immediate=True)

    def _row(self, ticket: Ticket, width: int, glyphs: Glyphs) -> Content:
        changed = ticket.updated_at or ticket.created_at
        age = ago(self.now - changed) if self.now and changed else ""
        right = [Content.styled(ticket_status_label(ticket.status), status_style(ticket))]
        if age:
            right.append(Content.styled(age, "$text-muted"))
        end = Content(" " * _GAP).join(right).truncate(max(_LEAST, width // 2), ellipsis=True)
        subject = _one_line(ticket.subject) or _("no subject")
        start = Content.styled(subject, "bold" if ticket.unread else "")
        if ticket.unread:
            start = Content.assemble((unread_count(ticket.unread), "bold $text-accent"), " ", start)
        elif ticket.is_closed:
            start = Content.styled(subject, "$text-muted")
        if ticket.id == self.open_id:
            start = Content.assemble((glyphs.mark, "$accent"), start)
        start = start.truncate(max(1, width - end.cell_length - _GAP), ellipsis=True)
        padding = " " * (width - start.cell_length - end.cell_length)
        last = Content.styled(_one_line(ticket.last_message), "$text-muted")
        return Content.assemble(start, padding, end, "\n", last.truncate(width, ellipsis=True))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which ticket was chosen."""
        event.stop()
        self.post_message(self.Opened(self.tickets[event.option_index].id))


def status_style(ticket: Ticket) -> str:
    """The colour beside the word; a state that nobody knows has none."""
    status = ticket.status
    return _STATUS_STYLES.get(status, "") if isinstance(status, TicketStatus) else ""


def unread_count(count: int) -> str:
    """How many replies were not read: ``2 new``."""
    shown = str(count) if count <= _COUNTED else f"{_COUNTED}+"
    return ngettext("{count} new", "{count} new", count).format(count=shown)


def _one_line(text: str) -> str:
    return " ".join(text.split())
