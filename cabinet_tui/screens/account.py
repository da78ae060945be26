"""Account: who is signed in, how the session is kept, the service, and signing out."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.account_card import account_card
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.contacts import Contact, contacts
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.session import Confirmed
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.account_facts import Lines, facts_of_account, facts_of_session
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.language import LanguageDialog
from cabinet_tui.screens.dialogs.page import PageDialog
from cabinet_tui.screens.dialogs.verify import VerifyDialog
from cabinet_tui.screens.dialogs.web_link import WebLinkDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.sign_in_offer import letters_hold_codes
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.contact_list import ContactList, contact_label
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.page_list import PageList

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class AccountScreen(StoreScreen):
    """The seventh section."""

    CSS_PATH = "account.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("e", "verify", N_("Confirm e-mail"), id="account.verify"),
        Binding("c", "copy_card", N_("Copy card"), id="account.copy_card"),
        Binding("d", "read_pages", N_("Documents"), id="account.pages"),
        Binding("l", "language", N_("Language"), show=False, id="account.language"),
        Binding("s", "app.settings", N_("Settings"), id="account.settings"),
        Binding("o", "sign_out", N_("Sign out"), id="account.sign_out"),
    )
    section = "account"

    account: reactive[Account | None] = reactive[Account | None](None)
    person: reactive[Lines] = reactive[Lines](())
    visit: reactive[Lines] = reactive[Lines](())
    note: reactive[Note] = reactive(Note())
    contacts: reactive[Sequence[Contact]] = reactive[Sequence[Contact]](())
    pages: reactive[Sequence[PageName]] = reactive[Sequence[PageName]](())
    may_choose_language: reactive[bool] = reactive(False)
    service_note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "account": lambda state: state.account.value,
        "note": lambda state: note_of(state.account),
        "contacts": lambda state: contacts(state.info.value) if state.info.value else (),
        "pages": lambda state: state.page_names.value or (),
        "may_choose_language": lambda state: Capability.ACCOUNT_LANGUAGE in state.capabilities,
    }

    def compose_matter(self) -> ComposeResult:
        """The person, the session and the service, under each other."""
        with VerticalScroll(can_focus=False):
            yield Static(_("You"), classes="heading", markup=False)
            yield Facts(id="person").data_bind(facts=AccountScreen.person)
            yield Static(id="note", markup=False)
            yield Static(_("This session"), classes="heading", markup=False)
            yield Facts(id="visit").data_bind(facts=AccountScreen.visit)
            yield Static(_("The service"), classes="heading", markup=False)
            yield ContactList().data_bind(AccountScreen.contacts)
            yield PageList().data_bind(AccountScreen.pages)
            yield Static(id="service-note", markup=False)

    def mirror(self, state: AppState) -> None:
        """Also what is said of the person, the session and the service."""
        super().mirror(state)
        named = partial(key_named, self.app)
        self.person = facts_of_account(state.account.value, state.language.value, named)
        now = self.host.clock.now()
        self.visit = facts_of_session(state.session, self.host.server_name, now, named)
        nothing = "" if self.contacts or self.pages else _("The service names nobody to turn to.")
        said = note_of(state.info)
        self.service_note = said if said.text else Note(nothing)

    def watch_account(self) -> None:
        """What can be done depends on what is known."""
        self.refresh_bindings()

    def watch_pages(self) -> None:
        """The key to read them comes and goes with them."""
        self.refresh_bindings()

    def watch_may_choose_language(self) -> None:
        """The key to choose it comes and goes with what the server can do."""
        self.refresh_bindings()

    def watch_note(self, note: Note) -> None:
        """Say how well the account is known."""
        self._say("note", note)

    def watch_service_note(self, note: Note) -> None:
        """Say how well the service is known."""
        self._say("service-note", note)

    def _say(self, name: str, note: Note) -> None:
        for widget in self.query(f"#{name}").results(Static):
            widget.update(note.content())
            widget.display = bool(note.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something to do with."""
        account = self.account
        if action == "verify":
            return account is not None and bool(account.email) and not account.email_verified
        if action == "copy_card":
            return account is not None
        if action == "read_pages":
            return bool(self.pages)
        if action == "language":
            return self.may_choose_language
        return super().check_action(action, parameters)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The account and the service."""
        self._load_account(cabinet, force=force)

    @work(exclusive=True, group="account.read")
    async def _load_account(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.session.refresh() if force else cabinet.session.refresh_if_stale())
        await (cabinet.info.refresh() if force else cabinet.info.refresh_if_stale())
        capabilities = self.host.store.state.capabilities
        if Capability.PAGES in capabilities:
            await (cabinet.pages.refresh_names() if force else cabinet.pages.names_if_stale())
        if Capability.ACCOUNT_LANGUAGE in capabilities:
            language = cabinet.language
            await (language.refresh() if force else language.refresh_if_stale())

    @on(ContactList.Chosen)
    def _look_at(self, message: ContactList.Chosen) -> None:
        message.stop()
        contact = message.contact
        self.app.push_screen(WebLinkDialog(contact_label(contact.kind), contact.url))

    @on(PageList.Chosen)
    def _read(self, message: PageList.Chosen) -> None:
        message.stop()
        self.app.push_screen(PageDialog(message.name))

    def action_read_pages(self) -> None:
        """Read what the service has to say, from the first page on."""
        if self.pages:
            self.app.push_screen(PageDialog(self.pages[0]))

    @work(group="account.language")
    async def action_language(self) -> None:
        """Choose the language in which the service writes."""
        cabinet = self.host.cabinet
        if cabinet is None:
            return
        await cabinet.language.refresh_if_stale()
        try:
            choice = self.host.store.state.language.told()
            code = await self.app.push_screen_wait(LanguageDialog(choice)) if choice else None
            if code is None:
                return
            chosen = await self.host.carry_out(cabinet.language.choose(code))
        except CabinetError as error:
            self.app.notify(str(error), severity="error", markup=False)
        else:
            words = _("Language of the account: {name}").format(name=chosen.name)
            self.app.notify(words, markup=False)

    @work(group="account.verify")
    async def action_verify(self) -> None:
        """Confirm the e-mail address with the code of the letter."""
        cabinet, account = self.host.cabinet, self.account
        if cabinet is None or account is None:
            return

        async def verify(code: str) -> Confirmed:
            return await self.host.carry_out(cabinet.session.verify_email(code))

        sent = _("A letter was sent to {email} when the account was made.")
        by_code = letters_hold_codes(self.host.store.state)
        dialog = VerifyDialog(verify, before=sent.format(email=account.email), by_code=by_code)
        if await self.app.push_screen_wait(dialog) is not None:
            self.app.notify(_("The e-mail address is confirmed."), markup=False)

    @work(group="clipboard")
    async def action_copy_card(self) -> None:
        """Send what tells this account from others to the clipboard, as Markdown."""
        if self.account is not None:
            await self.host.copy_text(account_card(self.account, self.service))

    @work
    async def action_sign_out(self) -> None:
        """Sign out, once it is sure."""
        question = _("Sign out on this machine?")
        if self.host.store.state.has_words:
            stays = _("Drafts and unsent messages stay here, for this account only.")
            question = f"{question} {stays}"
        cabinet = self.host.cabinet
        if cabinet is None:
            return
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Sign out"))):
            self.app.run_worker(cabinet.session.sign_out(), group="session.write")
