"""Giving a subscription: which, to whom, paid how, and a look at all of it before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.gift import (
    LONGEST_MESSAGE,
    Gift,
    GiftOffer,
    GiftPlan,
    GiftRequest,
    recipient_of,
)
from cabinet_tui.domain.gift_refusals import GiftFound
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.subscription import Period, Tariff
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.review import ReviewDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.gift_wording import about_plan, offer_lines, way_line
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.line_list import LineList
from cabinet_tui.widgets.method_list import WayToPay, ways
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


@dataclass(frozen=True, slots=True)
class Given:
    """A gift that was bought or ordered, and what to know of how that went."""

    gift: Gift
    remark: str = ""


class GiftForm(StoreDialog[Given | None]):
    """Gives back the gift, paid or waiting to be paid; None when there is none.

    One charge at most leaves from here: what is sent is what was looked over, once.
    """

    CSS_PATH = "gift_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape", "leave", N_("Back"), id="gift_form.leave"),
    )

    offer: reactive[GiftOffer | None] = reactive[GiftOffer | None](None)
    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)
    offers: reactive[Sequence[Content]] = reactive[Sequence[Content]](())
    ways: reactive[Sequence[Content]] = reactive[Sequence[Content]](())

    mirrors: ClassVar = {
        "offer": lambda state: state.gift_offer.value,
        "balance": lambda state: state.balance.value,
    }

    def __init__(self) -> None:
        super().__init__()
        self._is_sending = False

    def compose(self) -> ComposeResult:
        """What, for whom, with which words, paid how."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Give a subscription"), "bold"), id="title", markup=False)
            yield LineList("offers").data_bind(lines=GiftForm.offers)
            with Horizontal():
                yield Static(_("For whom"), classes="label", markup=False)
                yield Input(id="recipient", compact=True, max_length=254)
            with Horizontal():
                yield Static(_("Message"), classes="label", markup=False)
                yield Input(id="words", compact=True, max_length=LONGEST_MESSAGE)
            yield Static(_("Payment"), classes="heading", markup=False)
            yield LineList("ways").data_bind(lines=GiftForm.ways)
            yield Static(id="message", markup=False)
            with Horizontal(classes="answers"):
                yield Button(_("Look it over"), id="go", compact=True)
                yield Button(_("Cancel"), id="cancel", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """What is given comes first."""
        super().on_mount()
        for name, hint in (
            ("#recipient", _("@name or e-mail; empty for a code to hand on")),
            ("#words", _("may be left out")),
        ):
            self.query_one(name, Input).placeholder = hint
        self.query_one("#offers").focus()
        if self.host.cabinet is not None:
            self._load(self.host.cabinet)

    @work(exclusive=True, group="balance.read")
    async def _load(self, cabinet: "Cabinet") -> None:
        await cabinet.balance.refresh_if_stale()

    @property
    def _choices(self) -> list[tuple[Tariff, Period]]:
        tariffs = self.offer.tariffs if self.offer else ()
        return [(tariff, period) for tariff in tariffs for period in tariff.periods]

    @property
    def _ways(self) -> list[WayToPay | None]:
        """The balance, which is no method, and the methods."""
        return [None, *ways(self.offer.methods if self.offer else ())]

    def watch_offer(self) -> None:
        """Show what can be given, and how it can be paid."""
        self.offers = offer_lines(self._choices, ascii_only=self.host.ascii_only)
        self._list_ways()

    def watch_balance(self) -> None:
        """The balance is one of the ways."""
        self._list_ways()

    def _list_ways(self) -> None:
        plain = self.host.ascii_only
        lines = (way_line(way, self.balance, ascii_only=plain) for way in self._ways)
        self.ways = [Content(line) for line in lines]

    @on(LineList.Marked)
    @on(Input.Changed)
    def begin_anew(self, event: LineList.Marked | Input.Changed) -> None:
        """What was said of the last choice is not about this one."""
        event.stop()
        if not self._is_sending:
            self._say(Note())

    @on(LineList.Chosen, "#offers")
    @on(Input.Submitted, "#recipient")
    @on(Input.Submitted, "#words")
    def go_on(self, event: LineList.Chosen | Input.Submitted) -> None:
        """Enter goes from one to the next."""
        event.stop()
        self.focus_next()

    @on(LineList.Chosen, "#ways")
    @on(Button.Pressed, "#go")
    def look_over(self, event: LineList.Chosen | Button.Pressed) -> None:
        """Plan it, show the plan, and send it after a yes."""
        event.stop()
        cabinet, request = self.host.cabinet, self._request()
        if cabinet is not None and request is not None and not self._is_sending:
            self._give(cabinet, request)

    def _request(self) -> GiftRequest | None:
        """What is asked for; None, and why, when something is wrong with it."""
        chosen = self.query_one("#offers", LineList).highlighted
        paid = self.query_one("#ways", LineList).highlighted
        if chosen is None or paid is None:
            return None
        tariff, period = self._choices[chosen]
        way = self._ways[paid]
        try:
            recipient = recipient_of(self.query_one("#recipient", Input).value)
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
            self.query_one("#recipient").focus()
            return None
        return GiftRequest(
            tariff_id=tariff.id,
            days=period.days,
            recipient=recipient,
            message=self.query_one("#words", Input).value,
            method=way.method.id if way else "",
            option=way.option.id if way and way.option else "",
        )

    @work(group="gift.write")
    async def _give(self, cabinet: "Cabinet", request: GiftRequest) -> None:
        self._is_sending = True
        self._say(Note(_("Loading…"), NoteKind.BUSY))
        try:
            plan = await cabinet.gifts.plan(request)
            if plan.missing:
                self._say(Note(self._short(plan), NoteKind.BAD))
            elif await self.app.push_screen_wait(self._review(plan)):
                self._say(Note(_("Sending…"), NoteKind.BUSY))
                self.dismiss(Given(await self.host.carry_out(self._bought(cabinet, plan))))
            else:
                self._say(Note(_("Nothing was sent.")))
        except GiftFound as error:
            self._found(error)
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
        finally:
            self._is_sending = False

    def _review(self, plan: GiftPlan) -> ReviewDialog:
        ascii_only = self.host.ascii_only
        paid = self.query_one("#ways", LineList).highlighted or 0
        way = self._ways[paid]
        name = _("from the balance") if way is None else way.name
        question, facts = about_plan(plan, name, ascii_only=ascii_only)
        price = money(plan.price, ascii_only=ascii_only)
        yes = _("Pay {amount}").format(amount=price) if way is None else _("Order it")
        return ReviewDialog(question, facts, yes)

    def _short(self, plan: GiftPlan) -> str:
        return _(
            "The balance is short of {amount}. Choose another way to pay, or top up first."
        ).format(amount=money(plan.missing, ascii_only=self.host.ascii_only))

    def _found(self, error: GiftFound) -> None:
        """No clear answer came: what was found is shown, and nothing is offered again by itself."""
        if error.outcome is Outcome.CHARGED and error.gift is not None:
            self.dismiss(Given(error.gift, str(error)))
        else:
            self._say(Note(str(error), NoteKind.BAD))

    async def _bought(self, cabinet: "Cabinet", plan: GiftPlan) -> Gift:
        """Goes on when the dialog is closed: then a notice says what came of it."""
        app = self.app
        try:
            gift = await cabinet.gifts.buy(plan)
        except CabinetError as error:
            if not self.is_running:
                app.notify(str(error), severity="error", markup=False)
            raise
        if not self.is_running:
            words = _("The gift is there: find it with {balance}, then {gifts}.").format(
                balance=key_named(app, "section.balance"), gifts=key_named(app, "balance.gifts")
            )
            app.notify(words, markup=False)
        return gift

    @on(Button.Pressed, "#cancel")
    def cancel(self, event: Button.Pressed) -> None:
        """A button does what the key does."""
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Close; what is under way goes on, and a notice tells its end."""
        self.dismiss(None)

    def _say(self, note: Note) -> None:
        if self.is_composed:
            self.query_one("#message", Static).update(note.content())
