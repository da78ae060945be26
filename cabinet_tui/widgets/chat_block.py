"""One message of a chat, broken into the lines of a width."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from textual.content import Content

from cabinet_tui.domain.links import TextLink, links_in
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import moment
from cabinet_tui.widgets.chat_entry import ChatEntry, Delivery
from cabinet_tui.widgets.glyphs import Glyphs
from cabinet_tui.widgets.named_keys import Named
from cabinet_tui.widgets.text_lines import line_spans

_INDENT = 2


@dataclass(frozen=True)
class ChatBlock:
    """A head, the text, what went wrong, and an empty line; only what is in sight is drawn."""

    entry: ChatEntry
    width: int
    body: Sequence[tuple[int, int]] = field(default=())
    tail: Sequence[Content] = field(default=())

    @classmethod
    def of(cls, entry: ChatEntry, width: int, named: Named) -> "ChatBlock":
        """The block of an entry at this many cells."""
        tail: Sequence[Content] = ()
        if entry.has_failed:
            tail = _trouble(entry, named).wrap(max(1, width - _INDENT))
        return cls(entry, width, line_spans(entry.text, width - _INDENT), tail)

    @property
    def height(self) -> int:
        """Lines, with the empty one below."""
        return 1 + len(self.body) + len(self.tail) + 1

    def line(self, row: int, now: datetime | None, glyphs: Glyphs) -> Content:
        """One of the lines."""
        if row == 0:
            return _head(self.entry, now, glyphs).truncate(self.width, ellipsis=True)
        row -= 1
        if row < len(self.body):
            return Content.assemble(" " * _INDENT, self._text(*self.body[row]))
        row -= len(self.body)
        return (
            Content.assemble(" " * _INDENT, self.tail[row]) if row < len(self.tail) else Content()
        )

    @cached_property
    def _links(self) -> Sequence[TextLink]:
        return links_in(self.entry.text)

    def _text(self, start: int, end: int) -> Content:
        content = Content(self.entry.text[start:end])
        for link in self._links:
            if link.start < end and link.end > start:
                style = "$text-accent" if link.is_plain else "$text-warning"
                content = content.stylize(style, max(0, link.start - start), link.end - start)
        return content


def _head(entry: ChatEntry, now: datetime | None, glyphs: Glyphs) -> Content:
    who = _("Support") if entry.from_support else _("You")
    parts = [Content.styled(who, "bold $text-accent" if entry.from_support else "bold")]
    if entry.at is not None and now is not None:
        parts.append(Content.styled(moment(entry.at, now), "$text-muted"))
    if entry.is_new:
        parts.append(Content.styled(_("new"), "bold $text-accent"))
    match entry.delivery:
        case Delivery.SENDING:
            parts.append(Content.styled(_("sending") + glyphs.ellipsis, "$text-warning"))
        case Delivery.SENT:
            parts.append(Content.styled(_("sent"), "$text-success"))
        case Delivery.FAILED:
            parts.append(Content.styled(_("not sent"), "bold $text-error"))
    return Content("  ").join(parts)


def _trouble(entry: ChatEntry, named: Named) -> Content:
    keys = _("{again} sends it again, {discard} throws it away.").format(
        again=named("support.try_again"), discard=named("support.discard")
    )
    return Content.assemble((entry.trouble, "$text-error"), " " * bool(entry.trouble), keys)
