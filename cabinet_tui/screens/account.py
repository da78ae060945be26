"""Account: who is signed in, how the session is kept, and signing out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.service import ServiceInfo
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import day
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.coming import Coming
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_STORES = {
    "keyring": N_("the keyring of this system"),
    "file": N_("a file that only you can read"),
    "memory": N_("memory only: the next start asks for the password"),
}


class AccountScreen(StoreScreen):
    """The seventh section."""

    CSS_PATH = "account.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("o", "sign_out", N_("Sign out"), id="account.sign_out"),
    )
    section = "account"

    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](())
    note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {"note": lambda state: note_of(state.account)}

    def compose_matter(self) -> ComposeResult:
        """The facts, and what is still to come."""
        yield Facts().data_bind(AccountScreen.facts)
        yield Static(id="note", markup=False)
        yield Coming(_("Verifying the e-mail, settings and profiles will be here."))

    def mirror(self, state: AppState) -> None:
        """Also the facts, which come from several slices."""
        super().mirror(state)
        account, info = state.account.value, state.info.value
        facts = []
        if account is not None:
            facts.extend(_about(account))
        if info is not None:
            facts.extend(_contacts(info))
        facts.append((_("server"), self.host.server_name))
        store = state.session.token_store
        facts.append((_("session kept in"), _(_STORES[store]) if store in _STORES else store))
        self.facts = tuple((name, Content(text)) for name, text in facts)

    def watch_note(self, note: Note) -> None:
        """Say what there is to say."""
        if self.is_composed:
            self.query_one("#note", Static).update(note.content())

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The account and the service."""
        self._load_account(cabinet, force=force)

    @work(exclusive=True, group="account.read")
    async def _load_account(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.session.refresh() if force else cabinet.session.refresh_if_stale())
        await (cabinet.info.refresh() if force else cabinet.info.refresh_if_stale())

    @work
    async def action_sign_out(self) -> None:
        """Sign out, once it is sure."""
        question = _("Sign out on this machine?")
        cabinet = self.host.cabinet
        if cabinet is None:
            return
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Sign out"))):
            self.app.run_worker(cabinet.session.sign_out(), group="session.write")


def _about(account: Account) -> list[tuple[str, str]]:
    verified = ""
    if account.email and account.email_verified is not None:
        verified = _("verified") if account.email_verified else _("not verified")
    email = ", ".join(part for part in (account.email, verified) if part)
    return [
        (_("name"), account.name),
        (_("e-mail"), email),
        (_("Telegram"), f"@{account.username}" if account.username else ""),
        (_("Telegram number"), str(account.telegram_id or "")),
        (_("account number"), str(account.id)),
        (_("referral code"), account.referral_code),
        (_("since"), day(account.created_at) if account.created_at else ""),
    ]


def _contacts(info: ServiceInfo) -> list[tuple[str, str]]:
    return [
        (_("service"), info.name),
        (
            _("support"),
            ", ".join(part for part in (info.support_email, info.support_telegram) if part),
        ),
        (_("terms"), info.terms_url),
        (_("privacy"), info.privacy_url),
    ]
