"""What was bought: what it cost, how long it lasts, how to connect."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.server_words import in_our_words
from cabinet_tui.domain.subscription import Receipt, Subscription
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import day, money, traffic
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.plan_wording import plan_title
from cabinet_tui.widgets.wording import devices_count


class ReceiptDialog(StoreDialog[None]):
    """The receipt of a plan, filled up with what the account says where the server was silent.

    ``remark`` is what the person should know of how it went.
    """

    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="receipt.copy"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="receipt.full_qr"),
        Binding("escape,q", "dismiss", N_("Close"), id="receipt.close"),
    )

    def __init__(self, plan: Plan, receipt: Receipt, remark: str = "") -> None:
        super().__init__()
        self._plan = plan
        self._receipt = receipt
        self._remark = remark

    def compose(self) -> ComposeResult:
        """The title, the facts, what is wrong with it, and the way out."""
        held = self.host.store.state.subscription.value
        with VerticalScroll(classes="dialog", can_focus=False):
            done = Content.styled(_done(self._plan), "bold $text-success")
            yield Static(Content.assemble(done, "\n", plan_title(self._plan)), markup=False)
            if self._remark:
                yield Static(Content.styled(self._remark, "$text-warning"), markup=False)
            yield Static()
            facts = Facts()
            facts.facts = tuple((name, Content(text)) for name, text in self._facts(held))
            yield facts
            if not self._link(held):
                yield Static(Content.styled(self._no_link(), "$text-warning"), markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="close", compact=True)
        yield KeyBar()

    def _facts(self, held: Subscription | None) -> list[tuple[str, str]]:
        receipt, ascii_only = self._receipt, self.host.ascii_only
        balance = receipt.balance_after
        if balance is None:
            balance = self.host.store.state.balance.value
        until = receipt.expires_at or (held.expires_at if held else None)
        number = receipt.transaction_id
        return [
            (_("paid"), "" if receipt.paid is None else money(receipt.paid, ascii_only=ascii_only)),
            (_("balance"), "" if balance is None else money(balance, ascii_only=ascii_only)),
            (_("until"), day(until) if until else ""),
            *_gained(self._plan, held),
            (_("number"), "" if number is None else str(number)),
            (_("link"), self._link(held)),
            ("", in_our_words(receipt.message)),
        ]

    def _no_link(self) -> str:
        words = _(
            "There is no link to connect with yet. Press {key} in a minute, or write to support:"
            " {support}."
        )
        named = partial(key_named, self.app)
        return words.format(key=named("refresh"), support=named("section.support"))

    def _link(self, held: Subscription | None) -> str:
        return self._receipt.link or (held.link if held else "")

    @property
    def connection(self) -> str:
        """The link that connects a device; empty when there is none."""
        return self._link(self.host.store.state.subscription.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is nothing to copy or to show."""
        if action in {"copy_link", "full_qr"}:
            return bool(self.connection)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the link to the clipboard."""
        await self.host.copy_text(self.connection)

    def action_full_qr(self) -> None:
        """Give the code of the link the whole screen."""
        self.app.push_screen(FullQrDialog(self.connection, connects=True))

    @on(Button.Pressed)
    def close(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.dismiss()


def _done(plan: Plan) -> str:
    match plan.kind:
        case PlanKind.PURCHASE:
            return _("Bought.")
        case PlanKind.RENEWAL:
            return _("Renewed.")
        case PlanKind.TRIAL:
            return _("The trial has begun.")
        case PlanKind.SLOTS | PlanKind.TRAFFIC:
            return _("Bought.")
        case PlanKind.SWITCH:
            return _("The tariff is switched.")


def _gained(plan: Plan, held: Subscription | None) -> list[tuple[str, str]]:
    """What the subscription has more of, as the account says now."""
    if held is None:
        return []
    match plan.kind:
        case PlanKind.SLOTS:
            return [(_("devices"), devices_count(held))]
        case PlanKind.TRAFFIC:
            return [(_("traffic"), traffic(held.traffic.used, held.traffic.limit))]
        case _:
            return []
