"""Referrals: the link to hand on, who came by it, and what they brought."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.referral import Earning, Referral, ReferralStats, share_link
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.earnings_chart import EarningsChartDialog
from cabinet_tui.screens.dialogs.facts import FactsDialog
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.share import ShareDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.referrals_more import MORE_KEYS, ReferralExtras
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.listing import Listing
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.paged_table import PagedTable
from cabinet_tui.widgets.pane_tabs import Pane, PaneTabs
from cabinet_tui.widgets.qr import QrCode, QrKeys
from cabinet_tui.widgets.referral_card import ReferralCard
from cabinet_tui.widgets.referral_tables import EarningTable, ReferralTable
from cabinet_tui.widgets.referral_wording import about_earning, about_referral

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_CODE_FROM_WIDTH = 110
_REFERRALS, _EARNINGS = "referrals", "earnings"
_PANES = (_REFERRALS, _EARNINGS)


class ReferralsScreen(ReferralExtras):
    """The fifth section: numbers and link above, one list below, the code where there is room."""

    CSS_PATH = "referrals.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("tab", "next_pane(1)", N_("Next list"), show=False, id="referrals.next_pane"),
        Binding(
            "shift+tab",
            "next_pane(-1)",
            N_("List before"),
            show=False,
            id="referrals.previous_pane",
        ),
        Binding("y", "copy_link", N_("Copy link"), id="referrals.copy"),
        Binding("f", "full_qr", N_("QR"), id="referrals.full_qr"),
        Binding("g", "chart", N_("Chart"), id="referrals.chart"),
        Binding("s", "share", N_("Share"), id="referrals.share"),
        *MORE_KEYS,
    )
    section = "referrals"

    stats: reactive[ReferralStats | None] = reactive[ReferralStats | None](None)
    stats_note: reactive[Note] = reactive(Note())
    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](())
    invitation: reactive[str] = reactive("")
    referrals: reactive[Listing[Referral]] = reactive[Listing[Referral]](Listing())
    referral_rows: reactive[Sequence[Referral]] = reactive[Sequence[Referral]](())
    earnings: reactive[Listing[Earning]] = reactive[Listing[Earning]](Listing())
    earning_rows: reactive[Sequence[Earning]] = reactive[Sequence[Earning]](())
    panes: reactive[tuple[Pane, ...]] = reactive[tuple[Pane, ...]](())
    pane: reactive[str] = reactive(_REFERRALS)

    mirrors: ClassVar = {
        **ReferralExtras.mirrors,
        "stats": lambda state: state.referral_stats.value,
        "stats_note": lambda state: note_of(
            state.referral_stats, _("The server tells nothing of a referral programme.")
        ),
        "invitation": lambda state: (
            state.referral_stats.value.invitation if state.referral_stats.value else ""
        ),
        "referrals": lambda state: state.referrals,
        "referral_rows": lambda state: state.referrals.items.value or (),
        "earnings": lambda state: state.earnings,
        "earning_rows": lambda state: state.earnings.items.value or (),
    }

    def compose_matter(self) -> ComposeResult:
        """The tables share one place; the code stands beside it."""
        named = partial(key_named, self.app)
        with Horizontal():
            with Vertical(id="lists"):
                yield ReferralCard().data_bind(
                    stats=ReferralsScreen.stats, note=ReferralsScreen.stats_note
                )
                yield Facts(id="invitation").data_bind(ReferralsScreen.facts)
                yield Static(id="no-link", markup=False)
                yield PaneTabs(_("{key}: next").format(key=named("referrals.next_pane"))).data_bind(
                    ReferralsScreen.panes, current=ReferralsScreen.pane
                )
                yield Static(id="list-note", markup=False)
                yield ReferralTable().data_bind(
                    StoreScreen.now, rows_shown=ReferralsScreen.referral_rows
                )
                yield EarningTable().data_bind(
                    StoreScreen.now, rows_shown=ReferralsScreen.earning_rows
                )
            with Container(id="code"):
                code = QrCode()
                code.keys = QrKeys(named("referrals.copy"), named("referrals.full_qr"))
                yield code.data_bind(link=ReferralsScreen.invitation)

    def on_mount(self) -> None:
        """The list in front has the keys."""
        super().on_mount()
        self._show_pane()

    def on_resize(self, event: events.Resize) -> None:
        """The code is there where it takes nothing from the lists."""
        self._place_code()

    def watch_stats(self) -> None:
        """Write link and code."""
        self._write_invitation()

    def watch_invitation(self) -> None:
        """The keys of the link come and go with it."""
        self._write_invitation()
        self.refresh_bindings()

    def watch_referrals(self) -> None:
        """Count, and say how well the list is known."""
        self._write_lists()

    def watch_earnings(self) -> None:
        """Count, and say how well the list is known."""
        self._write_lists()

    def watch_pane(self) -> None:
        """Put the pane in front."""
        self._show_pane()

    def _write_invitation(self) -> None:
        if not self.is_composed:
            return
        without = self.stats is not None and not self.invitation
        words = _("This account has no invitation link yet. Support can make one: press {key}.")
        told = words.format(key=key_named(self.app, "section.support"))
        self.query_one("#no-link", Static).update(Content(told))
        self.query_one("#no-link").display = without
        self.query_one("#invitation").display = bool(self.invitation)
        if self.stats is not None:
            self.facts = (
                (_("link"), Content(self.invitation)),
                (_("code"), Content(self.stats.code)),
            )
        self._place_code()

    def _place_code(self) -> None:
        if self.is_composed:
            wide = self.size.width >= _CODE_FROM_WIDTH
            self.query_one("#code").display = wide and bool(self.invitation)

    def _write_lists(self) -> None:
        self.panes = (
            Pane(_REFERRALS, _("Referrals"), _count(self.referrals)),
            Pane(_EARNINGS, _("Earnings"), _count(self.earnings)),
        )
        if not self.is_composed:
            return
        if self.pane == _REFERRALS:
            empty = _("Nobody has come by your link yet. Hand it on: {key} copies it.")
            key = key_named(self.app, "referrals.copy")
            note = note_of(self.referrals.items, empty.format(key=key))
        else:
            empty = _("Nothing was earned yet: it is when those who came by your link pay.")
            note = note_of(self.earnings.items, empty)
        widget = self.query_one("#list-note", Static)
        widget.update(note.content())
        widget.display = bool(note.text)

    def _show_pane(self) -> None:
        if not self.is_composed:
            return
        self._write_lists()
        for key, kind in ((_REFERRALS, ReferralTable), (_EARNINGS, EarningTable)):
            table = self.query_one(kind)
            table.display = key == self.pane
            if key == self.pane and self.is_current:
                table.focus()
        self.refresh_if_stale()

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The numbers, and the list in front."""
        self._load_stats(cabinet, force=force)
        if self.pane == _REFERRALS:
            self._load_referrals(cabinet, force=force)
        else:
            self._load_earnings(cabinet, force=force)

    @work(exclusive=True, group="referral.read")
    async def _load_stats(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.referrals
        await (service.refresh() if force else service.refresh_if_stale())

    @work(exclusive=True, group="referrals.read")
    async def _load_referrals(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.referrals
        await (service.refresh_referrals() if force else service.refresh_referrals_if_stale())

    @work(exclusive=True, group="earnings.read")
    async def _load_earnings(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.referrals
        await (service.refresh_earnings() if force else service.refresh_earnings_if_stale())

    @on(PagedTable.EndReached)
    def load_more(self, event: PagedTable.EndReached) -> None:
        """The next page of the list in front."""
        event.stop()
        listing = self.referrals if self.pane == _REFERRALS else self.earnings
        if self.host.cabinet and listing.has_more and not listing.items.loading:
            self._load_more(self.host.cabinet, self.pane)

    @work(group="referrals.more")
    async def _load_more(self, cabinet: "Cabinet", pane: str) -> None:
        service = cabinet.referrals
        if pane == _REFERRALS:
            await service.load_more_referrals()
        else:
            await service.load_more_earnings()

    @on(PaneTabs.Chosen)
    def choose_pane(self, event: PaneTabs.Chosen) -> None:
        """Show the list that was clicked."""
        event.stop()
        self.pane = event.key

    def action_next_pane(self, step: int) -> None:
        """Show the next list, after the last the first."""
        self.pane = _PANES[(_PANES.index(self.pane) + step) % len(_PANES)]

    @on(ReferralTable.Opened)
    def open_referral(self, event: ReferralTable.Opened) -> None:
        """Show all of one referral."""
        event.stop()
        self.app.push_screen(
            FactsDialog(*about_referral(event.referral, ascii_only=self.host.ascii_only))
        )

    @on(EarningTable.Opened)
    def open_earning(self, event: EarningTable.Opened) -> None:
        """Show all of one earning."""
        event.stop()
        self.app.push_screen(
            FactsDialog(*about_earning(event.earning, ascii_only=self.host.ascii_only))
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is nothing to copy, to show or to share."""
        if action in {"copy_link", "full_qr", "share"}:
            return bool(self.invitation)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the link to the clipboard."""
        await self.host.copy_text(self.invitation)

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self.invitation))

    def action_chart(self) -> None:
        """Show what was earned by month."""
        if self.host.cabinet is not None:
            self._load_earnings(self.host.cabinet, force=False)
        self.app.push_screen(EarningsChartDialog())

    def action_share(self) -> None:
        """Hand the link on in Telegram."""
        words = _("I invite you to {service}").format(service=self.service)
        self.app.push_screen(ShareDialog(share_link(self.invitation, words)))


def _count(listing: Listing[Referral] | Listing[Earning]) -> str:
    loaded = len(listing.items.value or ())
    if not listing.items.is_known:
        return ""
    if loaded >= listing.total:
        return number(loaded)
    return _("{loaded} of {total}").format(loaded=number(loaded), total=number(listing.total))
