"""A code of any kind, what it gave and what that changed."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.holdings import Holdings
from cabinet_tui.domain.promo_refusals import EligibleSubscription, SubscriptionRequired
from cabinet_tui.domain.server_words import in_our_words
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.line_list import LineList
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.promo_wording import changes, eligible_lines, gifts_line, thanks_for

if TYPE_CHECKING:
    from cabinet_tui.domain.promo import PromoResult
    from cabinet_tui.services.cabinet import Cabinet

_LONGEST = 400
"""Longer than any code: it may come in a link."""
_CODES = (Capability.COUPONS, Capability.GIFTS)


class PromoDialog(StoreDialog[None]):
    """Stays until it is closed: another code can follow.

    Where a code is for one of several subscriptions, the person says for which, and it is sent
    again with that one.
    """

    CSS_PATH = "promo.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Close"), id="promo.close"),
    ]

    holdings: reactive[Holdings] = reactive(Holdings())
    is_in_doubt: reactive[bool] = reactive(False)

    mirrors: ClassVar = {
        "holdings": lambda state: Holdings.of(state.balance.value, state.subscription.value),
        "is_in_doubt": lambda state: bool(state.balance.error or state.subscription.error),
    }

    def __init__(self) -> None:
        super().__init__()
        self._is_sending = False
        self._before = Holdings()
        self._result: PromoResult | None = None
        self._eligible: tuple[EligibleSubscription, ...] = ()

    def compose(self) -> ComposeResult:
        """The code, and under it what came of it."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(self._title_text(), "bold"), id="title", markup=False)
            yield Input(id="code", compact=True, max_length=_LONGEST)
            yield Static(id="message", markup=False)
            yield LineList()
            yield Facts()
            with Horizontal(id="buttons"):
                yield Button(_("Redeem"), id="redeem", compact=True)
                yield Button(_("Close"), id="close", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """The code is typed or pasted at once."""
        super().on_mount()
        self.query_one("#code", Input).focus()
        self.query_one(LineList).display = False
        self._say(Note(_("Paste or type the code, then Enter.")))
        if self.host.cabinet is not None:
            self._load(self.host.cabinet)

    @work(exclusive=True, group="promo.read")
    async def _load(self, cabinet: "Cabinet") -> None:
        """What a code changes is told by what was there before."""
        await cabinet.balance.refresh_if_stale()
        await cabinet.subscription.refresh_if_stale()

    def _title_text(self) -> str:
        capabilities = self.host.store.state.capabilities
        if any(capability in capabilities for capability in _CODES):
            return _("Promo code, gift or coupon")
        return _("Promo code")

    @on(Input.Changed, "#code")
    def begin_anew(self, event: Input.Changed) -> None:
        """What was said of the last code is not about the next one."""
        event.stop()
        if event.value and not self._is_sending:
            self._forget()
            self._say(Note())

    @on(Button.Pressed, "#close")
    def close(self, event: Button.Pressed) -> None:
        """A button does what the key does."""
        event.stop()
        self.dismiss(None)

    @on(Input.Submitted, "#code")
    @on(Button.Pressed, "#redeem")
    def redeem(self, event: Input.Submitted | Button.Pressed) -> None:
        """Send the code."""
        event.stop()
        code = self.query_one("#code", Input).value
        if self.host.cabinet is None or self._is_sending:
            return
        if code.strip():
            self._redeem(self.host.cabinet, code)
        else:
            self._say(Note(_("Type a code first."), NoteKind.BAD))

    @on(LineList.Marked)
    def mark(self, event: LineList.Marked) -> None:
        """Nothing depends on where the cursor stands."""
        event.stop()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Send the code again, for this subscription."""
        event.stop()
        if self.host.cabinet is not None and not self._is_sending:
            chosen = self._eligible[event.index]
            self._redeem(self.host.cabinet, self.query_one("#code", Input).value, chosen.id)

    @work(group="promo.write")
    async def _redeem(
        self, cabinet: "Cabinet", code: str, subscription_id: int | None = None
    ) -> None:
        self._is_sending = True
        self._forget()
        self._say(Note(_("Sending…"), NoteKind.BUSY))
        self._before = self.holdings
        try:
            result = await self.host.carry_out(cabinet.promo.redeem(code, subscription_id))
        except SubscriptionRequired as error:
            self._ask_which(error)
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
        else:
            self.query_one("#code", Input).value = ""
            self._result = result
            self._show()
        finally:
            self._is_sending = False

    def _ask_which(self, error: SubscriptionRequired) -> None:
        self._say(Note(str(error), NoteKind.BAD))
        self._eligible = tuple(error.eligible)
        choices = self.query_one(LineList)
        choices.lines = eligible_lines(self._eligible)
        if self._eligible:
            choices.focus()

    def _forget(self) -> None:
        self._result = None
        self._eligible = ()
        self.query_one(LineList).lines = ()
        self.query_one(Facts).facts = ()

    def watch_holdings(self) -> None:
        """What was changed may be read, or pushed, after the answer."""
        self._show()

    def watch_is_in_doubt(self) -> None:
        """What could not be read is not made up."""
        self._show()

    def _show(self) -> None:
        if self._result is None:
            return
        glyphs = glyphs_of(self.app)
        thanks = in_our_words(self._result.message) or thanks_for(self._result)
        lines = [Content.styled(thanks, "$text-success")]
        gifts = gifts_line(self._result, glyphs)
        if gifts:
            lines.append(Content.styled(gifts, "bold $text-success"))
        if self.is_in_doubt:
            lines.append(Content.styled(_("What it changed is not known yet."), "$text-muted"))
        self._write(Content("\n").join(lines))
        rows = () if self.is_in_doubt else changes(self._before, self.holdings, glyphs)
        self.query_one(Facts).facts = tuple((name, Content(text)) for name, text in rows)

    def _say(self, note: Note) -> None:
        self._write(note.content())

    def _write(self, content: Content) -> None:
        self.query_one("#message", Static).update(content)
