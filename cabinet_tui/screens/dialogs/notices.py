"""What the server told while the program ran."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.event import (
    AccountBlocked,
    AccountUnblocked,
    BalanceUpdated,
    DayCharged,
    DayNotCharged,
    Event,
    PaymentCompleted,
    ReferralEarned,
    TicketReplied,
    UnknownEvent,
    Warned,
    WithdrawalDecided,
)
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import moment
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.wording import event_sentence

_WHEN_WIDTH = 14


class NoticesDialog(StoreDialog[str | None]):
    """All notices that are kept, the newest first; gives back the section one of them is about."""

    CSS_PATH = "notices.tcss"
    AUTO_FOCUS = ""  # An empty list is not shown, and has no keys.
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,q,v", "dismiss", N_("Close"), id="notices.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="notices.copy_line"),
    )

    notices: reactive[Sequence[Event]] = reactive[Sequence[Event]](())

    mirrors: ClassVar = {"notices": lambda state: state.notices}

    def compose(self) -> ComposeResult:
        """The list, and what it is when it is empty."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(_("Notices"), "bold"), id="title", markup=False)
            yield OptionList(markup=False)
            empty = _("None yet. What the service tells while the program runs is kept here.")
            yield Static(Content(empty), id="empty", markup=False)
            hint = _("Enter opens the section a notice is about. Esc goes back.")
            yield Static(Content.styled(hint, "$text-muted"), id="hint", markup=False)
        yield KeyBar()

    def watch_notices(self, before: Sequence[Event], now: Sequence[Event]) -> None:
        """Show these; the cursor stays on the notice it was on."""
        if not self.is_composed:
            return
        options = self.query_one(OptionList)
        at = options.highlighted
        chosen = before[at] if at is not None and at < len(before) else None
        options.set_options(Option(self._line(event)) for event in now)
        if now:
            options.highlighted = now.index(chosen) if chosen in now else 0
        options.display = bool(now)
        if now and self.focused is None:
            options.focus()
        for widget in self.query("#empty"):
            widget.display = not now

    def watch_now(self, now: datetime | None) -> None:
        """Times are written as seen from now."""
        self.watch_notices(self.notices, self.notices)

    def _line(self, event: Event) -> Content:
        when = moment(event.at, self.now) if event.at and self.now else ""
        text = event_sentence(event, ascii_only=self.host.ascii_only).replace("\n", " ")
        return Content.assemble((when.ljust(_WHEN_WIDTH), "$text-muted"), "  ", text)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(_section(self.notices[event.option_index]))


def _section(event: Event) -> str | None:
    match event:
        case TicketReplied():
            return "support"
        case ReferralEarned() | WithdrawalDecided():
            return "referrals"
        case PaymentCompleted() | BalanceUpdated() | DayCharged() | DayNotCharged():
            return "balance"
        case AccountBlocked() | AccountUnblocked():
            return "account"
        case UnknownEvent() | Warned():
            return None
    # Everything else is about the subscription: its end, its devices, its traffic, paying for it.
    return "subscription"
