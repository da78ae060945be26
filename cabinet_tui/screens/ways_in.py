"""The ways to be able to sign in: registering, confirming, a new password, Telegram."""

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual import work
from textual.binding import Binding, BindingType

from cabinet_tui.domain.account import (
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
)
from cabinet_tui.domain.errors import InvalidInput
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import days, money
from cabinet_tui.screens.dialogs.password import ForgotDialog, ResetDialog
from cabinet_tui.screens.dialogs.register import RegisterDialog
from cabinet_tui.screens.dialogs.telegram import MiniAppDialog, TelegramDialog
from cabinet_tui.screens.dialogs.verify import VerifyDialog
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.services.session import SessionService

T = TypeVar("T")
WAYS = (
    ("f3", "register", N_("Create an account")),
    ("f4", "forgot", N_("Forgotten password")),
    ("f5", "reset", N_("New password by the code of a letter")),
    ("f6", "verify", N_("Confirm the e-mail address")),
    ("f7", "telegram", N_("Sign in with Telegram")),
    ("f8", "miniapp", N_("Sign in with a Telegram Mini App")),
)
"""Key, action and title of each."""


class Gate(Protocol):
    """What signing in asks of the app."""

    async def cabinet_at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; empty means the one in use."""
        ...


class WaysIn(StoreScreen):
    """A screen with a form to sign in, and the dialogs that lead there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, title, show=False, id=f"sign_in.{action}")
        for key, action, title in WAYS
    ]

    def __init__(self) -> None:
        super().__init__()
        self._connected_to = ""

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    async def _do(self, act: "Callable[[SessionService], Awaitable[T]]") -> T:
        """Ask something of the server in the form; raises CabinetError."""
        server = self._form.value("server").strip()
        gate = cast("Gate", self.app)
        cabinet = await gate.cabinet_at("" if server == self._connected_to else server)
        self._connected_to = server

        async def deed() -> T:
            return await act(cabinet.session)

        return await self.host.carry_out(deed())

    async def _enter(
        self, act: "Callable[[SessionService], Awaitable[CampaignBonus | None]]"
    ) -> None:
        """Sign in; the bonus is told although the screen goes away with that."""

        async def told(session: "SessionService") -> None:
            self._tell(gift(await act(session)))

        await self._do(told)

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
                await self._enter(lambda session: session.sign_in_telegram(login))

            await self.app.push_screen_wait(TelegramDialog(sign_in))

    @work(group="sign_in.dialog", exclusive=True)
    async def action_miniapp(self) -> None:
        """Sign in with what a Mini App was given."""
        if self._knows_server():

            async def sign_in(login: MiniAppLogin) -> None:
                await self._enter(lambda session: session.sign_in_miniapp(login))

            await self.app.push_screen_wait(MiniAppDialog(sign_in))


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
