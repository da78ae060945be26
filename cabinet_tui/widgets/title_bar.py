"""The first line: the service, how news reach us, unread replies, the profile."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.labels import link_label
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.locale import ngettext

_LINK_STYLES = {
    LinkStatus.LIVE: "$text-success",
    LinkStatus.OFFLINE: "$text-error",
    LinkStatus.RECONNECTING: "$text-warning",
    LinkStatus.POLLING: "$text-warning",
    LinkStatus.CONNECTING: "$text-muted",
}
_GAP = "   "
_COUNTED = 99


class TitleBar(Widget):
    """One line; the right side keeps its place and the name of the service gives way."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    service: reactive[str] = reactive("")
    profile: reactive[str] = reactive("")
    link: reactive[Link | None] = reactive[Link | None](None)
    unread: reactive[int] = reactive(0)

    def render(self) -> Content:
        """The line."""
        parts = []
        if self.link is not None:
            parts.append(Content.styled(link_label(self.link), _LINK_STYLES[self.link.status]))
        if self.unread:
            count = str(self.unread) if self.unread <= _COUNTED else f"{_COUNTED}+"
            text = ngettext("{count} new", "{count} new", self.unread).format(count=count)
            parts.append(Content.styled(text, "bold $text-accent"))
        if self.profile:
            parts.append(Content.styled(self.profile, "$text-muted"))
        right = Content(_GAP).join(parts)
        room = self.size.width - right.cell_length - len(_GAP)
        left = Content.styled(self.service, "bold").truncate(max(0, room), ellipsis=True)
        padding = " " * max(1, self.size.width - left.cell_length - right.cell_length)
        return Content.assemble(left, padding, right)
