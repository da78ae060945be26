"""One gift: where it is paid, the code that claims it, and who took it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.gift import Gift, GiftStatus
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.gift_wording import gift_facts, gift_title, gift_warning, what_next
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.qr import QrCode, QrKeys

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class GiftDialog(StoreDialog[None]):
    """The whole screen. A gift that waits to be paid is looked after as long as this is open."""

    CSS_PATH = "gift.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("c", "copy_code", N_("Copy code"), id="gift.copy_code"),
        Binding("y", "copy_link", N_("Copy link"), id="gift.copy_link"),
        Binding("o", "open_link", N_("Open"), id="gift.open"),
        Binding("f", "full_qr", N_("QR"), id="gift.full_qr"),
        Binding("a", "take", N_("Take it"), id="gift.take"),
        Binding("escape,q", "dismiss", N_("Close"), id="gift.close"),
    )

    gift: reactive[Gift | None] = reactive[Gift | None](None, bindings=True)

    def __init__(self, gift: Gift, remark: str = "") -> None:
        """``remark`` is what the person should know of how it was bought."""
        super().__init__()
        self._gift = gift
        self._remark = remark

    def compose(self) -> ComposeResult:
        """What is known of it at the left, the code for a phone at the right."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="title", markup=False)
                remark = Content.styled(self._remark, "$text-warning")
                yield Static(remark, id="remark", markup=False)
                yield Static(id="warning", markup=False)
                yield Static(id="next", markup=False)
                yield Facts()
                yield LinkText()
                yield Static(id="message", markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("gift.copy_link"), named("gift.full_qr"))
                yield code
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it, and look after its payment."""
        super().on_mount()
        self.query_one("#remark").display = bool(self._remark)
        self.query_one("#message").display = False
        self.gift = self._gift
        if self._gift.waits_for_payment and self.host.cabinet is not None:
            self._follow(self.host.cabinet)

    @work(exclusive=True, group="gift.follow")
    async def _follow(self, cabinet: "Cabinet") -> None:
        seen = await cabinet.gifts.follow(self._gift.token)
        if seen is not None and not seen.waits_for_payment:
            self.gift = seen

    @property
    def _link(self) -> str:
        if self.gift is None:
            return ""
        if self.gift.waits_for_payment:
            return self.gift.payment_url
        return self.gift.link if self.gift.can_hand_on else ""

    def watch_gift(self, gift: Gift | None) -> None:
        """Show it."""
        if gift is None:
            return
        title = Content.styled(gift_title(gift.name or self._gift.name, gift.days), "bold")
        self.query_one("#title", Static).update(title)
        warning = gift_warning(gift) or gift_warning(self._gift)
        self._write("#warning", warning, "$text-warning")
        self._write("#next", what_next(gift, partial(key_named, self.app)), "")
        facts = ((name, Content(value)) for name, value in gift_facts(gift))
        self.query_one(Facts).facts = tuple(facts)
        link = self._link
        self.query_one(LinkText).url = link
        self.query_one(QrCode).link = link
        for widget in self.query("#code, LinkText"):
            widget.display = bool(link)

    def _write(self, selector: str, text: str, style: str) -> None:
        widget = self.query_one(selector, Static)
        widget.update(Content.styled(text, style))
        widget.display = bool(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that have something to act on."""
        match action:
            case "copy_code":
                return bool(self.gift and self.gift.code)
            case "copy_link" | "open_link" | "full_qr":
                return bool(self._link)
            case "take":
                waits = GiftStatus.PENDING_ACTIVATION
                return bool(self.gift and self.gift.sender and self.gift.status == waits)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy_code(self) -> None:
        """Send the code to the clipboard."""
        if self.gift is not None:
            await self.host.copy_text(self.gift.code)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the address to the clipboard."""
        await self.host.copy_text(self._link)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open the address in the browser, where there is one."""
        await self.host.open_link(self._link)

    @on(LinkText.Clicked)
    def open_clicked(self, event: LinkText.Clicked) -> None:
        """A click on the address opens it."""
        event.stop()
        self.action_open_link()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._link))

    @work(group="gift.write")
    async def action_take(self) -> None:
        """Take a gift that somebody has sent to this account."""
        cabinet, gift = self.host.cabinet, self.gift
        if cabinet is None or gift is None:
            return
        self._say(Note(_("Sending…"), NoteKind.BUSY))
        try:
            await self.host.carry_out(cabinet.promo.take_gift(gift.code or gift.token))
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
        else:
            words = _("It is yours now: look at the subscription, {key}.")
            self._say(Note(words.format(key=key_named(self.app, "section.subscription"))))

    def _say(self, note: Note) -> None:
        if self.is_composed:
            widget = self.query_one("#message", Static)
            widget.update(note.content())
            widget.display = bool(note.text)
