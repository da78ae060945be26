"""The subscription at a glance."""

from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.traffic_bar import traffic_bar
from cabinet_tui.widgets.wording import autopay_line, devices_line, expiry_line, plan_line

_BAR_WIDTH = 20
_GAP = "   "


def status_style(subscription: Subscription) -> str:
    """The colour of the state, beside its word."""
    match subscription.status:
        case SubscriptionStatus.ACTIVE:
            return "bold $text-success"
        case SubscriptionStatus.LIMITED | SubscriptionStatus.PENDING:
            return "bold $text-warning"
    return "bold $text-error"


class SubscriptionCard(Widget):
    """Plan, time, traffic and devices in four lines; a note when there is nothing to show."""

    DEFAULT_CSS = """
    SubscriptionCard { height: auto; }
    """

    subscription: reactive[Subscription | None] = reactive[Subscription | None](None, layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)
    now: reactive[datetime | None] = reactive[datetime | None](None)

    async def on_click(self) -> None:
        """A click leads to the section about it; the end of a selection does not."""
        if not self.screen.get_selected_text():
            await self.app.run_action("app.open_section('subscription')")

    def render(self) -> Content:
        """The card."""
        heading = Content.styled(_("Subscription"), "$text-muted")
        is_aside = self.subscription is not None and self.note.kind is NoteKind.QUIET
        if is_aside:
            # How old it is takes no line, so that nothing moves when it is read anew.
            heading = Content.assemble(heading, _GAP, self.note.content())
        lines = [heading]
        if self.subscription is not None and self.now is not None:
            lines.extend(self._facts(self.subscription, self.now))
        if self.note.text and not is_aside:
            lines.append(Content.assemble("  ", self.note.content()))
        return Content("\n").join(lines)

    def _facts(self, subscription: Subscription, now: datetime) -> list[Content]:
        used = traffic(subscription.traffic.used, subscription.traffic.limit)
        room = self.size.width - Content(used).cell_length - 2 - len(_GAP)
        bar = traffic_bar(self.app, subscription.traffic, max(0, min(_BAR_WIDTH, room)))
        countries = " ".join(
            dict.fromkeys(server.country for server in subscription.servers if server.country)
        )
        last = (devices_line(subscription), countries, autopay_line(subscription))
        lines = (
            Content.styled(plan_line(subscription), status_style(subscription)),
            Content(expiry_line(subscription, now)),
            Content.assemble(bar, "  ", used) if bar.cell_length else Content(used),
            Content.styled(_GAP.join(part for part in last if part), "$text-muted"),
        )
        return [Content.assemble("  ", line) for line in lines]
