"""What keeps somebody out, and the ways out of it, over a section that can still be read."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from cabinet_tui.domain.block import Block, WayOut, ways_out
from cabinet_tui.locale import N_, _
from cabinet_tui.opening import may_open
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.block_wording import block_advice, block_title, looked_at
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.qr import QrCode, QrKeys
from cabinet_tui.widgets.way_list import WayList

_ON_LINK = frozenset({"copy", "open_link", "full_qr"})


class BlockedDialog(StoreDialog[None]):
    """The whole screen, for as long as there is a block; escape shows what is known beneath."""

    CSS_PATH = "blocked.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "app.refresh", N_("Look again"), id="blocked.look"),
        Binding("y", "copy", N_("Copy link"), id="blocked.copy"),
        Binding("o", "open_link", N_("Open"), id="blocked.open"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="blocked.full_qr"),
        Binding("escape", "dismiss", N_("What is known"), key_display="esc", id="blocked.close"),
        Binding("b", "dismiss", N_("What is known"), show=False, id="blocked.close_too"),
        Binding("x", "sign_out", N_("Sign out"), id="blocked.sign_out"),
        Binding("question_mark", "app.keys", N_("Help"), key_display="?", id="blocked.keys"),
        Binding("q", "app.quit", N_("Quit"), show=False, id="blocked.quit"),
        Binding("ctrl+p", "app.command_palette", N_("Palette"), show=False, id="blocked.palette"),
    )

    block: reactive[Block | None] = reactive[Block | None](None)
    ways: reactive[Sequence[WayOut]] = reactive[Sequence[WayOut]](())

    def compose(self) -> ComposeResult:
        """What it is at the left, the code of a link at the right."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="title", markup=False)
                yield Static(id="advice", markup=False)
                yield WayList().data_bind(BlockedDialog.ways)
                yield LinkText()
                yield Static(id="looked", markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("blocked.copy"), named("blocked.full_qr"))
                yield code
        yield KeyBar()

    def mirror(self, state: AppState) -> None:
        """The block; without one there is nothing more to show here."""
        super().mirror(state)
        if not self.is_composed or self._pruning:
            return
        if state.block is None:
            if self.is_active:
                self.dismiss()
            return
        self.ways = ways_out(state.block, state.info.value)
        self.block = state.block

    def watch_block(self, block: Block | None) -> None:
        """Say what it is now."""
        if block is None:
            return
        self.query_one("#title", Static).update(Content.styled(block_title(block), "bold"))
        self.query_one("#advice", Static).update(Content("\n\n".join(block_advice(block))))
        self.query_one("#looked", Static).update(Content(looked_at(block)))

    def watch_ways(self, ways: Sequence[WayOut]) -> None:
        """One way needs no list to choose from."""
        if not self.is_composed:
            return
        many = self.query_one(WayList)
        many.display = any(way.title for way in ways)
        if many.display:
            many.focus()
        if not ways or not many.display:
            self._lead(ways[0].url if ways else "")

    @on(WayList.Picked)
    def _picked(self, event: WayList.Picked) -> None:
        event.stop()
        self._lead(event.way.url)

    def _lead(self, url: str) -> None:
        """Show where this one leads."""
        self.query_one(LinkText).url = url
        self.query_one(LinkText).display = bool(url)
        self.query_one("#code").display = bool(url)
        self.query_one(QrCode).link = url
        self.refresh_bindings()

    @property
    def _link(self) -> str:
        return self.query_one(LinkText).url if self.is_composed else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is a link for; a browser is given https only."""
        if action == "open_link":
            return may_open(self._link)
        if action in _ON_LINK:
            return bool(self._link)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy(self) -> None:
        """Send the link to the clipboard."""
        await self.host.copy_text(self._link)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open it in the browser, where there is one."""
        await self.host.open_link(self._link)

    @on(LinkText.Clicked)
    @on(OptionList.OptionSelected)
    def _chosen(self, event: LinkText.Clicked | OptionList.OptionSelected) -> None:
        event.stop()
        if may_open(self._link):
            self.action_open_link()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._link))

    @work
    async def action_sign_out(self) -> None:
        """Sign out, once it is sure: somebody else may not be blocked."""
        cabinet = self.host.cabinet
        question = ConfirmDialog(_("Sign out on this machine?"), _("Sign out"))
        if cabinet is not None and await self.app.push_screen_wait(question):
            self.dismiss()
            self.app.run_worker(cabinet.session.sign_out(), group="session.write")
