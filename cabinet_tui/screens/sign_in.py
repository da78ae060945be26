"""Sign in with an e-mail address and a password; the other ways in stand below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.email import email_address
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.ways_in import WAYS, WaysIn
from cabinet_tui.widgets.form import Field, Form


class SignInScreen(WaysIn):
    """Server (when none is known), e-mail, password, and the other ways in below."""

    CSS_PATH = "sign_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", N_("Clear"), id="sign_in.clear"),
    ]

    ended: reactive[bool] = reactive(False)

    mirrors: ClassVar = {"ended": lambda state: state.session.ended}

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Also how to quit: the letter that does it elsewhere is typed into a field here."""
        bindings = super().active_bindings
        if leave := bindings.get("ctrl+q"):
            bindings["ctrl+q"] = leave._replace(binding=replace(leave.binding, show=True))
        return bindings

    def compose_matter(self) -> ComposeResult:
        """The form, and the other ways."""
        with VerticalScroll(id="form", can_focus=False):
            yield Static(Content.styled(_("Sign in"), "bold"), id="title", markup=False)
            yield Static(id="ended", markup=False)
            if self.host.server_name:
                yield Static(self.host.server_name, id="server-name", markup=False)
            yield Form(self._fields(), send=_("Sign in"), sending=_("Signing in…"))
            yield OptionList(
                *(
                    Option(Content.assemble((key, "$accent"), "  ", _(title)), id=action)
                    for key, action, title in WAYS
                ),
                id="ways",
                markup=False,
                compact=True,
            )

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
        self._form.start()

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
        try:
            await self._do(lambda session: session.sign_in(email, password))
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

    def action_clear(self) -> None:
        """Empty the form."""
        self._form.clear()
        self._form.start()
