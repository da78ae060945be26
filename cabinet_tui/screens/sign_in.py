"""Sign in, and the ways to be able to: registering, confirming, a new password, Telegram."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.account import (
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
)
from cabinet_tui.domain.email import email_address
from cabinet_tui.domain.errors import CabinetError, InvalidInput
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import days, money
from cabinet_tui.screens.dialogs.password import ForgotDialog, ResetDialog
from cabinet_tui.screens.dialogs.register import RegisterDialog
from cabinet_tui.screens.dialogs.telegram import MiniAppDialog, TelegramDialog
from cabinet_tui.screens.dialogs.verify import VerifyDialog
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.form import Field, Form

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.services.session import SessionService

T = TypeVar("T")
_WAYS = (
    ("f3", "register", N_("Create an account")),
    ("f4", "forgot", N_("Forgotten password")),
    ("f5", "reset", N_("New password by the code of a letter")),
    ("f6", "verify", N_("Confirm the e-mail address")),
    ("f7", "telegram", N_("Sign in with Telegram")),
    ("f8", "miniapp", N_("Sign in with a Telegram Mini App")),
)


class Gate(Protocol):
    """What signing in asks of the app."""

    async def cabinet_at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; empty means the one in use."""
        ...


class SignInScreen(StoreScreen):
    """Server (when none is known), e-mail, password, and the other ways in below."""

    CSS_PATH = "sign_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", N_("Clear"), id="sign_in.clear"),
        *(
            Binding(key, action, title, show=False, id=f"sign_in.{action}")
            for key, action, title in _WAYS
        ),
    ]

    ended: reactive[bool] = reactive(False)

    mirrors: ClassVar = {"ended": lambda state: state.session.ended}

    def __init__(self) -> None:
        super().__init__()
        self._connected_to = ""

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
                    for key, action, title in _WAYS
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

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

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

    async def _do(self, act: "Callable[[SessionService], Awaitable[T]]") -> T:
        """Ask something of the server in the form; raises CabinetError."""
        server = self._form.value("server").strip()
        gate = cast("Gate", self.app)
        cabinet = await gate.cabinet_at("" if server == self._connected_to else server)
        self._connected_to = server

        async def deed() -> T:
            return await act(cabinet.session)

        return await self.host.carry_out(deed())

    def _knows_server(self) -> bool:
        """Whether there is a server to ask; says what is missing when there is none."""
        if self.host.server_name or self._form.value("server").strip():
            return True
        self._form.error = InvalidInput(fields={"server": _("Type it here.")})
        self._form.start()
        return False

    def _tell(self, text: str) -> None:
        if text:
            self.app.notify(text, markup=False)

    @on(OptionList.OptionSelected, "#ways")
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.run_action(str(event.option_id))

    @work(group="sign_in.dialog", exclusive=True)
    async def action_register(self) -> None:
        """Create an account, confirm its address now or later, and sign in with it."""
        if not self._knows_server():
            return

        async def register(registration: Registration) -> Registered:
            alone = not (registration.referral_code or registration.campaign)
            return await self._do(
                lambda session: (
                    session.register_standalone(registration)
                    if alone
                    else session.register(registration)
                )
            )

        dialog = RegisterDialog(register, email=self._form.value("email"))
        newcomer = await self.app.push_screen_wait(dialog)
        if newcomer is None:
            return
        self._form.fill({"email": newcomer.email, "password": newcomer.password})
        registered = newcomer.registered
        made = " ".join(filter(None, (_("The account was created."), gift(registered.bonus))))
        if registered.verification_required:
            later = _("Enter goes on. Esc signs you in, and you can confirm it later.")
            await self.app.push_screen_wait(VerifyDialog(self._verify, before=made, hint=later))
        else:
            self._tell(made)
        self._form.submit()

    @work(group="sign_in.dialog", exclusive=True)
    async def action_forgot(self) -> None:
        """Ask for a letter, and go on with the code in it."""
        if not self._knows_server():
            return

        async def forgot(email: str) -> str:
            return await self._do(lambda session: session.forgot_password(email))

        dialog = ForgotDialog(forgot, email=self._form.value("email"))
        email = await self.app.push_screen_wait(dialog)
        if email is not None:
            self._form.fill({"email": email})
            await self._new_password(email)

    @work(group="sign_in.dialog", exclusive=True)
    async def action_reset(self) -> None:
        """Set a new password with a code that came before."""
        if self._knows_server():
            await self._new_password("")

    async def _new_password(self, email: str) -> None:
        async def reset(code: str, password: str) -> str:
            return await self._do(lambda session: session.reset_password(code, password))

        password = await self.app.push_screen_wait(ResetDialog(reset, email=email))
        if password is None:
            return
        self._tell(_("The new password is set."))
        self._form.fill({"password": password})
        if self._form.value("email"):
            self._form.submit()
        else:
            self._form.start()

    @work(group="sign_in.dialog", exclusive=True)
    async def action_verify(self) -> None:
        """Confirm the address with the code of a letter."""
        if self._knows_server():
            said = await self.app.push_screen_wait(VerifyDialog(self._verify))
            if said is not None:
                self._tell(_("The e-mail address is confirmed."))

    async def _verify(self, code: str) -> str:
        return await self._do(lambda session: session.verify_email(code))

    @work(group="sign_in.dialog", exclusive=True)
    async def action_telegram(self) -> None:
        """Sign in with what the Login Widget gives."""
        if self._knows_server():

            async def sign_in(login: TelegramLogin) -> None:
                self._tell(gift(await self._do(lambda session: session.sign_in_telegram(login))))

            await self.app.push_screen_wait(TelegramDialog(sign_in))

    @work(group="sign_in.dialog", exclusive=True)
    async def action_miniapp(self) -> None:
        """Sign in with what a Mini App was given."""
        if self._knows_server():

            async def sign_in(login: MiniAppLogin) -> None:
                self._tell(gift(await self._do(lambda session: session.sign_in_miniapp(login))))

            await self.app.push_screen_wait(MiniAppDialog(sign_in))

    def action_clear(self) -> None:
        """Empty the form."""
        self._form.clear()
        self._form.start()


def gift(bonus: CampaignBonus | None) -> str:
    """What a campaign gives, as a sentence; nothing when it gives nothing."""
    if bonus is None:
        return ""
    parts = []
    if bonus.balance:
        parts.append(money(bonus.balance))
    if bonus.days:
        parts.append(days(bonus.days))
    return _("Your bonus: {gift}.").format(gift=", ".join(parts)) if parts else ""
