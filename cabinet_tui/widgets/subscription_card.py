"""The subscription at a glance."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.card import Card
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


class SubscriptionCard(Card):
    """Plan, time, traffic and devices in four lines; a note when there is nothing to show."""

    mode: ClassVar[str] = "subscription"

    subscription: reactive[Subscription | None] = reactive[Subscription | None](None, layout=True)
    note: reactive[Note] = reactive(Note(), layout=True)
    now: reactive[datetime | None] = reactive[datetime | None](None)

    def heading(self) -> Content:
        """What it is about; how old it is takes no line, so that nothing moves with that."""
        heading = Content.styled(_("Subscription"), "$text-muted")
        if self._is_old:
            heading = Content.assemble(heading, _GAP, self.note.content())
        return heading

    def matter(self, width: int) -> Iterator[Content]:
        """The facts, else why there are none."""
        if self.subscription is not None and self.now is not None:
            yield from self._facts(self.subscription, self.now, width)
        if self.note.text and not self._is_old:
            yield self.note.content()

    @property
    def _is_old(self) -> bool:
        return self.subscription is not None and self.note.kind is NoteKind.QUIET

    def _facts(self, subscription: Subscription, now: datetime, width: int) -> Iterator[Content]:
        used = traffic(subscription.traffic.used, subscription.traffic.limit)
        room = width - Content(used).cell_length - len(_GAP)
        bar = traffic_bar(self.app, subscription.traffic, max(0, min(_BAR_WIDTH, room)))
        countries = " ".join(
            dict.fromkeys(server.country for server in subscription.servers if server.country)
        )
        last = (devices_line(subscription), countries, autopay_line(subscription))
        yield Content.styled(plan_line(subscription), status_style(subscription))
        yield Content(expiry_line(subscription, now))
        yield Content.assemble(bar, "  ", used) if bar.cell_length else Content(used)
        yield Content.styled(_GAP.join(part for part in last if part), "$text-muted")
