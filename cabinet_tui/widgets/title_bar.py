"""The first line: the service, how news reach us, unread replies, the profile."""

from collections.abc import Sequence

from textual import events
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
        right = Content(_GAP).join(part for part, _action in self._parts())
        room = self.size.width - right.cell_length - len(_GAP)
        left = Content.styled(self.service, "bold").truncate(max(0, room), ellipsis=True)
        padding = " " * max(1, self.size.width - left.cell_length - right.cell_length)
        return Content.assemble(left, padding, right)

    def _parts(self) -> Sequence[tuple[Content, str]]:
        """What stands at the right, and what a click on it does."""
        parts = []
        if self.link is not None:
            chip = Content.styled(link_label(self.link), _LINK_STYLES[self.link.status])
            parts.append((chip, "app.refresh"))
        if self.unread:
            count = str(self.unread) if self.unread <= _COUNTED else f"{_COUNTED}+"
            text = ngettext("{count} new", "{count} new", self.unread).format(count=count)
            news = Content.styled(text, "bold $text-accent")
            parts.append((news, "app.open_section('support')"))
        if self.profile:
            profile = Content.styled(self.profile, "$text-muted")
            parts.append((profile, "app.open_section('account')"))
        return parts

    async def on_click(self, event: events.Click) -> None:
        """The name leads home, the chip asks anew, the rest leads to its section."""
        column = event.x - self.gutter.left
        end = self.size.width
        for part, action in reversed(self._parts()):
            if end - part.cell_length <= column < end:
                await self.app.run_action(action)
                return
            end -= part.cell_length + len(_GAP)
        if 0 <= column < Content(self.service).cell_length and self.link is not None:
            await self.app.run_action("app.open_section('home')")
