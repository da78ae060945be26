"""Home: the account at a glance, what needs the user, what happened lately."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.event import BalanceUpdated, Event, PaymentCompleted
from cabinet_tui.domain.labels import transaction_text
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_words import request_title
from cabinet_tui.domain.outbox import OutboxState
from cabinet_tui.domain.session import is_last_day
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.locale.formats import ago, left, money
from cabinet_tui.screens.dialogs.notices import NoticesDialog
from cabinet_tui.screens.dialogs.unsettled import UnsettledDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.pace import pace_of
from cabinet_tui.store.remote import Face
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.attention import AttentionItem, AttentionList
from cabinet_tui.widgets.balance_card import BalanceCard
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.pace_wording import pace_line
from cabinet_tui.widgets.recent import Recent, RecentRow
from cabinet_tui.widgets.subscription_card import SubscriptionCard
from cabinet_tui.widgets.wording import event_sentence

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_SOON = timedelta(days=3)
_RECENT_ROWS = 20


class HomeScreen(StoreScreen):
    """The first section."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="home.copy"),
        Binding("v", "notices", N_("Notices"), id="home.notices"),
    )
    section = "home"

    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)
    balance_note: reactive[Note] = reactive(Note())
    subscription: reactive[Subscription | None] = reactive[Subscription | None](None)
    subscription_note: reactive[Note] = reactive(Note())
    attention: reactive[Sequence[AttentionItem]] = reactive[Sequence[AttentionItem]](())
    recent: reactive[Sequence[RecentRow]] = reactive[Sequence[RecentRow]](())
    recent_note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "balance": lambda state: state.balance.value,
        "balance_note": lambda state: note_of(state.balance),
        "subscription": lambda state: state.subscription.value,
        "subscription_note": lambda state: note_of(state.subscription, _("None yet.")),
        "recent_note": lambda state: note_of(state.history.items, _("Nothing has happened yet.")),
    }

    def compose_matter(self) -> ComposeResult:
        """Two cards, then two lists."""
        with Horizontal(id="cards"):
            yield BalanceCard().data_bind(amount=HomeScreen.balance, note=HomeScreen.balance_note)
            yield SubscriptionCard().data_bind(
                HomeScreen.subscription, StoreScreen.now, note=HomeScreen.subscription_note
            )
        yield Static(_("Needs you"), classes="heading", id="attention-heading", markup=False)
        yield AttentionList().data_bind(items=HomeScreen.attention)
        yield Static(_("Lately"), classes="heading", markup=False)
        yield Recent().data_bind(
            StoreScreen.now, rows=HomeScreen.recent, note=HomeScreen.recent_note
        )

    def mirror(self, state: AppState) -> None:
        """Also what is worked out from several slices."""
        super().mirror(state)
        now = self.host.clock.now()
        again = key_named(self.app, "sign_in_again")
        self.attention = tuple(_attention(state, now, again=again, ascii_only=self.host.ascii_only))
        self.recent = tuple(_recent(state, ascii_only=self.host.ascii_only))

    def watch_attention(self, items: Sequence[AttentionItem]) -> None:
        """Without anything to do, the list and its heading leave the room to others."""
        if self.is_composed:
            for widget in self.query("#attention-heading, AttentionList"):
                widget.display = bool(items)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """Everything shown here."""
        self._load_account(cabinet, force=force)
        self._load_balance(cabinet, force=force)
        self._load_subscription(cabinet, force=force)
        self._load_tickets(cabinet, force=force)

    @work(exclusive=True, group="account.read")
    async def _load_account(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.session.refresh() if force else cabinet.session.refresh_if_stale())
        await (cabinet.info.refresh() if force else cabinet.info.refresh_if_stale())

    @work(exclusive=True, group="balance.read")
    async def _load_balance(self, cabinet: "Cabinet", *, force: bool) -> None:
        balance = cabinet.balance
        await (balance.refresh() if force else balance.refresh_if_stale())
        await (balance.refresh_history() if force else balance.refresh_history_if_stale())
        await (cabinet.payments.refresh() if force else cabinet.payments.refresh_if_stale())

    @work(exclusive=True, group="subscription.read")
    async def _load_subscription(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscription
        await (service.refresh() if force else service.refresh_if_stale())

    @work(exclusive=True, group="tickets.read")
    async def _load_tickets(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.tickets.refresh() if force else cabinet.tickets.refresh_if_stale())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is nothing to copy."""
        if action == "copy_link":
            return bool(self.subscription and self.subscription.link)
        return super().check_action(action, parameters)

    def watch_subscription(self) -> None:
        """The key of the link comes and goes with it."""
        self.refresh_bindings()

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the connection link to the clipboard."""
        if self.subscription is not None:
            await self.host.copy_text(self.subscription.link)

    @work(group="notices")
    async def action_notices(self) -> None:
        """Show what the server told, and go where one of the notices leads."""
        mode = await self.app.push_screen_wait(NoticesDialog())
        if mode is not None:
            self.app.switch_mode(mode)

    def on_attention_list_chosen(self, message: AttentionList.Chosen) -> None:
        """Go where the thing is done."""
        message.stop()
        if message.payment is not None:
            self.host.open_payment(message.payment)
            return
        if message.entry is not None:
            self.app.push_screen(UnsettledDialog(message.entry))
            return
        if message.ticket_id is not None and self.host.cabinet is not None:
            self.host.cabinet.tickets.look_at(message.ticket_id)
        self.app.switch_mode(message.mode)


def _attention(
    state: AppState, now: datetime, *, again: str, ascii_only: bool
) -> list[AttentionItem]:
    """``again`` is the key to sign in again."""
    items = [*_money_attention(state), *_subscription_attention(state, now)]
    for payment in state.pending.value or ():
        text = _("A payment of {amount} is waiting").format(
            amount=money(payment.amount, ascii_only=ascii_only)
        )
        age = f", {ago(now - payment.created_at)}" if payment.created_at else ""
        items.append(AttentionItem(text + age, "balance", payment=payment))
    for ticket in state.tickets.value or ():
        if ticket.unread:
            text = ngettext(
                "{count} reply in “{subject}”", "{count} replies in “{subject}”", ticket.unread
            )
            subject = ticket.subject.strip() or _("no subject")
            said = text.format(count=ticket.unread, subject=subject)
            items.append(AttentionItem(said, "support", ticket_id=ticket.id))
    items.extend(_unsent(state))
    ends_at = state.session.ends_at
    if ends_at is not None and is_last_day(ends_at, now):
        text = _("Your session ends in {time}: {key} signs you in again")
        said = text.format(time=left(ends_at - now), key=again)
        items.append(AttentionItem(said, "account", urgent=True))
    account = state.account.value
    if account is not None and account.email and account.email_verified is False:
        items.append(AttentionItem(_("The e-mail address is not verified"), "account"))
    return items


def _unsent(state: AppState) -> Iterator[AttentionItem]:
    """A line for each ticket with messages that did not get there."""
    subjects = {ticket.id: ticket.subject.strip() for ticket in state.tickets.value or ()}
    failed = [message for message in state.outbox if message.state is OutboxState.FAILED]
    for ticket_id, count in Counter(message.ticket_id for message in failed).items():
        text = ngettext(
            "{count} message in “{subject}” was not sent",
            "{count} messages in “{subject}” were not sent",
            count,
        )
        subject = subjects.get(ticket_id) or f"#{ticket_id}"
        said = text.format(count=count, subject=subject)
        yield AttentionItem(said, "support", ticket_id=ticket_id, urgent=True)


def _money_attention(state: AppState) -> Iterator[AttentionItem]:
    for entry in state.open_money:
        if entry.is_open:
            text = _("It is not known what became of “{what}”").format(
                what=request_title(entry.request)
            )
            yield AttentionItem(text, "balance", urgent=True, entry=entry)


def _subscription_attention(state: AppState, now: datetime) -> list[AttentionItem]:
    if state.subscription.face is Face.EMPTY:
        return [AttentionItem(_("There is no subscription yet: see the plans"), "plans")]
    subscription = state.subscription.value
    if subscription is None:
        return []
    left = subscription.time_left(now)
    match subscription.status:
        case SubscriptionStatus.EXPIRED:
            return [AttentionItem(_("The subscription has ended"), "subscription", urgent=True)]
        case SubscriptionStatus.SUSPENDED:
            return [AttentionItem(_("The subscription is suspended"), "subscription", urgent=True)]
        case SubscriptionStatus.LIMITED:
            return [AttentionItem(_("The traffic is used up"), "subscription", urgent=True)]
    if left is not None and left < _SOON and not subscription.autopay:
        return [AttentionItem(_("The subscription ends soon"), "subscription", urgent=True)]
    pace = pace_of(state, now)
    if pace is not None and pace.runs_out_at is not None and pace.runs_out_at - now < _SOON:
        text = _("The traffic: {pace}").format(pace=pace_line(pace))
        return [AttentionItem(text, "subscription")]
    return []


def _recent(state: AppState, *, ascii_only: bool) -> list[RecentRow]:
    rows = [
        RecentRow(
            item.created_at,
            transaction_text(item),
            item.amount if item.completed else None,
        )
        for item in (state.history.items.value or ())[:_RECENT_ROWS]
    ]
    rows.extend(
        RecentRow(event.at, event_sentence(event, ascii_only=ascii_only))
        for event in state.notices
        if not _is_in_history(event)
    )
    rows.sort(key=lambda row: row.at.timestamp() if row.at else 0.0, reverse=True)
    return rows[:_RECENT_ROWS]


def _is_in_history(event: Event) -> bool:
    # What moved the balance is a transaction too: saying it twice would count money twice.
    return isinstance(event, PaymentCompleted | BalanceUpdated)
