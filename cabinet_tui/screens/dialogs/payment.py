"""A payment that waits for its payer: where to pay, and what becomes of it."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.balance import Payment, PaymentKey, StarsInvoice
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.labels import method_label
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import PaymentOutcome, PaymentWatch, watch_of
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import ago, moment, money
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.link_text import LinkTextDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.payment_wording import (
    check_line,
    standing_line,
    standing_style,
    stars_count,
    what_next,
)
from cabinet_tui.widgets.qr import QrCode, QrKeys

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_ON_LINK = frozenset({"copy_link", "open_link", "full_qr", "link_text"})


class PaymentDialog(StoreDialog[Payment | StarsInvoice | None]):
    """The whole screen. Gives back the payment when it goes on waiting."""

    CSS_PATH = "payment.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="payment.copy"),
        Binding("o", "open_link", N_("Open"), id="payment.open"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="payment.full_qr"),
        Binding("l", "link_text", N_("Link as text"), show=False, id="payment.link_text"),
        Binding("c", "check", N_("Check"), id="payment.check"),
        Binding("n", "anew", N_("New payment"), id="payment.anew"),
        Binding("escape", "leave", N_("Close"), id="payment.leave"),
        Binding("enter,q", "leave_ended", N_("Close"), show=False, id="payment.leave_ended"),
    )

    watched: reactive[PaymentWatch | None] = reactive[PaymentWatch | None](None)
    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)

    def __init__(self, payment: Payment | StarsInvoice) -> None:
        super().__init__()
        self._payment = payment
        self._begun = watch_of(payment)
        self._is_checking = False

    @property
    def key(self) -> PaymentKey:
        """Which payment it is."""
        return self._begun.key

    def compose(self) -> ComposeResult:
        """What is known of it at the left, the code at the right."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="title", markup=False)
                yield Static(id="next", markup=False)
                yield Facts()
                yield LinkText(self._payment.url)
                yield Static(id="check", markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("payment.copy"), named("payment.full_qr"))
                code.link = self._payment.url
                yield code
        yield KeyBar()

    def mirror(self, state: AppState) -> None:
        """Its watch, and the balance when that is certain."""
        super().mirror(state)
        self.watched = state.payment_watch(self._begun.key)
        told = not (state.balance.loading or state.balance.stale or state.balance.error)
        self.balance = state.balance.value if told else None

    @property
    def _is_waiting(self) -> bool:
        return self.watched is None or not self.watched.is_decided

    @property
    def _is_paid(self) -> bool:
        return self.watched is not None and self.watched.outcome is PaymentOutcome.PAID

    def watch_watched(self, before: PaymentWatch | None, now: PaymentWatch | None) -> None:
        """An end takes the place of the code, and what was checked before means nothing then."""
        if before is not None and now is None:
            # Forgotten elsewhere; what was seen last still holds.
            self.set_reactive(PaymentDialog.watched, before)
            return
        if not self._is_waiting:
            self._say(Note())
        self._write()
        self.refresh_bindings()

    def watch_balance(self) -> None:
        """The new balance comes after the end."""
        self._write()

    def watch_now(self, now: datetime | None) -> None:
        """Its age grows."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        amount = money(self._begun.amount, ascii_only=self.host.ascii_only)
        title = Content("\n").join(
            [
                Content.styled(_("Payment of {amount}").format(amount=amount), "bold"),
                Content.styled(standing_line(self.watched), standing_style(self.watched)),
            ]
        )
        self.query_one("#title", Static).update(title)
        has_address = bool(self._payment.url)
        named = partial(key_named, self.app)
        advice = what_next(self.watched, has_address=has_address, named=named)
        self.query_one("#next", Static).update(advice)
        self.query_one(Facts).facts = tuple(self._facts())
        for widget in self.query("#code, LinkText"):
            widget.display = self._is_waiting and has_address

    def _facts(self) -> list[tuple[str, Content]]:
        facts: list[tuple[str, str]] = []
        if self._is_paid and self.balance is not None:
            ascii_only = self.host.ascii_only
            facts.append((_("balance"), money(self.balance, ascii_only=ascii_only)))
        payment = self._payment
        if isinstance(payment, StarsInvoice):
            facts.append((_("price"), stars_count(payment.stars) if payment.stars else ""))
        facts.append((_("method"), method_label(self._begun.key.method)))
        if isinstance(payment, Payment):
            if payment.created_at and self.now:
                facts.append(
                    (_("created"), _("{age} ago").format(age=self._age(payment.created_at)))
                )
            facts.append((_("number"), payment.key.id))
        if self._begun.expires_at and self.now and self._is_waiting:
            facts.append((_("until"), moment(self._begun.expires_at, self.now)))
        return [(name, Content(text)) for name, text in facts]

    def _age(self, created_at: datetime) -> str:
        return ago(self.host.clock.now() - created_at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that have something to act on."""
        if action in _ON_LINK:
            return self._is_waiting and bool(self._payment.url)
        if action == "check":
            unwatched = self.watched is not None and not self.watched.is_watched
            return self._is_waiting and (self._begun.can_check or unwatched)
        if action == "leave_ended":
            return not self._is_waiting
        if action == "anew":
            return not self._is_paid and not (self._is_waiting and self._payment.url)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the address to the clipboard."""
        await self.host.copy_text(self._payment.url)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open the address in the browser, where there is one."""
        await self.host.open_link(self._payment.url)

    @on(LinkText.Clicked)
    def open_clicked(self, event: LinkText.Clicked) -> None:
        """A click on the address opens it."""
        event.stop()
        self.action_open_link()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._payment.url))

    def action_link_text(self) -> None:
        """Show the address as text to select."""
        self.app.push_screen(LinkTextDialog(self._payment.url))

    def action_check(self) -> None:
        """Have the provider asked now, and somebody look after the payment again."""
        self.host.watch_payment(self._payment)
        if self.host.cabinet is not None and self._begun.can_check and not self._is_checking:
            self._check(self.host.cabinet)

    @work(group="payment.check")
    async def _check(self, cabinet: "Cabinet") -> None:
        self._is_checking = True
        self._say(Note(_("Checking…"), NoteKind.BUSY))
        try:
            found = await self.host.carry_out(cabinet.payments.check(self._begun.key))
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
        else:
            self._say(Note(check_line(found) if self._is_waiting else ""))
        finally:
            self._is_checking = False

    def _say(self, note: Note) -> None:
        if self.is_composed:
            self.query_one("#check", Static).update(note.content())

    def action_anew(self) -> None:
        """Choose again how to pay this amount."""
        self.dismiss(None)
        self.host.open_top_up(self._begun.amount)

    def action_leave(self) -> None:
        """Close; the payment goes on without us."""
        self.dismiss(self._payment if self._is_waiting else None)

    def action_leave_ended(self) -> None:
        """Close what has come to its end."""
        self.dismiss(None)
