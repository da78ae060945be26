"""Sign in with an e-mail address and a password; the other ways in stand below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.account import CampaignBonus
from cabinet_tui.domain.email import email_address
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.sign_in_refusals import EmailUnverified
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.sign_in_offer import has_email_sign_in, title_of, ways_of
from cabinet_tui.screens.ways_in import WaysIn
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.form import Field, Form
from cabinet_tui.widgets.named_keys import key_in_line

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class SignInScreen(WaysIn):
    """Server (when none is known), e-mail, password, and the other ways in below."""

    CSS_PATH = "sign_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", N_("Clear"), id="sign_in.clear"),
    ]

    _asked: "Cabinet | None" = None

    ended: reactive[bool] = reactive(False)
    by_email: reactive[bool] = reactive(True)
    ways: reactive[Sequence[tuple[str, str]]] = reactive[Sequence[tuple[str, str]]](())

    mirrors: ClassVar = {
        "ended": lambda state: state.session.ended,
        "by_email": has_email_sign_in,
        "ways": lambda state: tuple((way.action, title_of(way, state)) for way in ways_of(state)),
    }

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Also how to quit: the letter that does it elsewhere is typed into a field here."""
        return {
            key: active._replace(binding=replace(active.binding, show=True))
            if active.binding.id == "quit.always" and not active.binding.system
            else active
            for key, active in super().active_bindings.items()
        }

    def compose_matter(self) -> ComposeResult:
        """The form, and the other ways."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static(Content.styled(_("Sign in"), "bold"), id="title", markup=False)
            yield Static(id="ended", markup=False)
            if self.host.server_name:
                yield Static(self.host.server_name, id="server-name", markup=False)
            yield Form(self._fields(), send=_("Sign in"), sending=_("Signing in…"))
            yield Static(id="telegram-only", markup=False)
            yield OptionList(id="ways", markup=False, compact=True)

    def _fields(self) -> Sequence[Field]:
        server = Field("server", _("Server"), placeholder="https://vpn.example.com")
        return (
            *(() if self.host.server_name else (server,)),
            Field("email", _("E-mail"), check=email_address),
            Field("password", _("Password"), secret=True),
        )

    def on_mount(self) -> None:
        """Put the cursor where the typing begins."""
        super().on_mount()
        self._show_ways()
        if self.by_email:
            self._form.start()
        else:
            self._leave_form()

    def mirror(self, state: AppState) -> None:
        """Also have asked, once, which ways in there are."""
        super().mirror(state)
        cabinet = self.host.cabinet
        if cabinet is not None and cabinet is not self._asked and not state.session.signed_in:
            self._asked = cabinet
            self._ask_for_ways(cabinet)

    @work(exclusive=True, group="sign_in_ways.read")
    async def _ask_for_ways(self, cabinet: "Cabinet") -> None:
        await cabinet.sign_in_ways.refresh_if_stale()

    def watch_ways(self) -> None:
        """List the ways that there are, and no other keys."""
        self._show_ways()
        self.refresh_bindings()

    def _show_ways(self) -> None:
        for listed in self.query("#ways").results(OptionList):
            at = listed.highlighted
            listed.set_options(
                Option(Content.assemble((self._key(action), "$accent"), "  ", title), id=action)
                for action, title in self.ways
            )
            listed.highlighted = min(at or 0, len(self.ways) - 1) if self.ways else None

    def _key(self, action: str) -> str:
        return key_in_line(self.app, f"sign_in.{action}")

    def watch_by_email(self, by_email: bool) -> None:
        """Where nobody signs in by e-mail there is nothing to type."""
        for widget in self.query("#telegram-only").results(Static):
            said = "" if by_email else _("This service is signed in to with Telegram alone.")
            widget.update(Content(said))
            widget.display = bool(said)
        for form in self.query(Form):
            form.display = by_email
            if not by_email and not form.value("server"):
                self._leave_form()

    def _leave_form(self) -> None:
        self.query_one("#ways", OptionList).focus()

    def show_error(self, error: CabinetError) -> None:
        """Show why the form is here."""
        self._form.error = error

    def watch_ended(self, ended: bool) -> None:
        """Say that it was the server that ended the session."""
        for widget in self.query("#ended").results(Static):
            widget.update(Content(_("Your session has ended. Sign in again.") if ended else ""))
            widget.display = ended

    @on(Form.Sent)
    def _sent(self, event: Form.Sent) -> None:
        event.stop()
        event.form.busy = True
        self._sign_in(event.form.value("email").strip(), event.form.value("password"))

    @work(exclusive=True, group="session.write")
    async def _sign_in(self, email: str, password: str) -> None:
        form = self._form

        async def sign_in(accepted: tuple[str, ...]) -> CampaignBonus | None:
            return await self._do(lambda session: session.sign_in(email, password, accepted))

        try:
            await self._agreed(sign_in)
        except EmailUnverified as error:
            form.busy = False
            await self._await_letter(error.what)
        except CabinetError as error:
            form.error = error
        else:
            form.clear(secrets_only=True)
        finally:
            form.busy = False

    @on(OptionList.OptionSelected, "#ways")
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.run_action(str(event.option_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a form there is nothing to empty."""
        if action == "clear":
            return self.by_email
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Empty the form."""
        self._form.clear()
        self._form.start()
