"""The ways to be able to sign in: registering, confirming, a new password, Telegram."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from cabinet_tui.domain.account import (
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
)
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.session import Confirmed
from cabinet_tui.domain.sign_in_refusals import ConsentRequired
from cabinet_tui.locale import _
from cabinet_tui.screens.at_server import AtServer
from cabinet_tui.screens.dialogs.consent import ConsentDialog
from cabinet_tui.screens.dialogs.deep_link import DeepLinkDialog
from cabinet_tui.screens.dialogs.password import ForgotDialog, ResetDialog
from cabinet_tui.screens.dialogs.register import RegisterDialog
from cabinet_tui.screens.dialogs.telegram import MiniAppDialog, TelegramDialog
from cabinet_tui.screens.dialogs.verify import VerifyDialog
from cabinet_tui.screens.sign_in_offer import WAYS, ways_of
from cabinet_tui.widgets.bonus_wording import gift

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.services.session import SessionService

T = TypeVar("T")


class WaysIn(AtServer):
    """A screen with a form to sign in, and the dialogs that lead there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(way.key, way.action, way.title, show=False, id=f"sign_in.{way.action}")
        for way in WAYS
    ]
    resting = frozenset({"open_section", "refresh", "top_up", "sign_in_again"})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the ways that the server has."""
        if any(way.action == action for way in WAYS):
            return any(way.action == action for way in ways_of(self.host.store.state))
        return super().check_action(action, parameters)

    async def _enter(
        self, act: "Callable[[SessionService], Awaitable[CampaignBonus | None]]"
    ) -> None:
        """Sign in; the bonus is told although the screen goes away with that."""

        async def told(session: "SessionService") -> None:
            self._tell(gift(await act(session)))

        await self._do(told)

    async def _agreed(self, act: "Callable[[tuple[str, ...]], Awaitable[T]]") -> T:
        """Do something that may need documents accepted; who refuses is told what is missing."""
        try:
            return await act(())
        except ConsentRequired as error:
            documents = tuple(error.documents)
            if not documents or not await self.app.push_screen_wait(ConsentDialog(documents)):
                raise
        return await act(documents)

    def _tell(self, text: str) -> None:
        if text:
            self.app.notify(text, markup=False)

    @work(group="sign_in.dialog", exclusive=True)
    async def action_register(self) -> None:
        """Create an account, confirm its address now or later, and sign in with it."""
        if not await self._ready():
            return

        async def register(registration: Registration) -> Registered:
            alone = not (registration.referral_code or registration.campaign)

            async def send(accepted: tuple[str, ...]) -> Registered:
                whole = replace(registration, accepted=accepted)
                return await self._do(
                    lambda session: (
                        session.register_standalone(whole) if alone else session.register(whole)
                    )
                )

            return await self._agreed(send)

        email, full = self._form.value("email"), self._has(Capability.FULL_NAME)
        dialog = RegisterDialog(register, email=email, full_name=full)
        newcomer = await self.app.push_screen_wait(dialog)
        if newcomer is None:
            return
        registered = newcomer.registered
        self._form.fill({"email": newcomer.email, "password": newcomer.password})
        made = " ".join(filter(None, (_("The account was created."), gift(registered.bonus))))
        if registered.sign_in_waits:
            await self._await_letter(" ".join((made, _("A letter is on its way."))))
            return
        if registered.verification_required:
            later = _("Enter goes on. Esc signs you in, and you can confirm it later.")
            await self.app.push_screen_wait(self._verify_dialog(made, later))
        else:
            self._tell(made)
        self._form.submit()

    async def _await_letter(self, before: str) -> None:
        """Have the link of the letter pasted, which signs in; or opened elsewhere first."""
        hint = _("Enter goes on. Once the link was opened elsewhere: Esc, then Enter signs you in.")
        await self.app.push_screen_wait(self._verify_dialog(before, hint))
        self._form.start()

    @work(group="sign_in.dialog", exclusive=True)
    async def action_forgot(self) -> None:
        """Ask for a letter, and go on with the code in it."""
        if not await self._ready():
            return

        async def forgot(email: str) -> str:
            return await self._do(lambda session: session.forgot_password(email))

        dialog = ForgotDialog(forgot, email=self._form.value("email"), by_code=self._by_code)
        email = await self.app.push_screen_wait(dialog)
        if email is not None:
            self._form.fill({"email": email})
            await self._new_password(email)

    @work(group="sign_in.dialog", exclusive=True)
    async def action_reset(self) -> None:
        """Set a new password with a code that came before."""
        if await self._ready():
            await self._new_password("")

    async def _new_password(self, email: str) -> None:
        async def reset(code: str, password: str) -> str:
            return await self._do(lambda session: session.reset_password(code, password))

        dialog = ResetDialog(reset, email=email, by_code=self._by_code)
        password = await self.app.push_screen_wait(dialog)
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
        if await self._ready():
            await self.app.push_screen_wait(self._verify_dialog())

    def _verify_dialog(self, before: str = "", hint: str = "") -> VerifyDialog:
        return VerifyDialog(self._verify, before=before, hint=hint, by_code=self._by_code)

    async def _verify(self, code: str) -> Confirmed:
        async def told(session: "SessionService") -> Confirmed:
            confirmed = await session.verify_email(code)
            done = _("The e-mail address is confirmed.")
            self._tell(" ".join(filter(None, (done, gift(confirmed.bonus)))))
            return confirmed

        return await self._do(told)

    @work(group="sign_in.dialog", exclusive=True)
    async def action_telegram(self) -> None:
        """Sign in with a button in the bot, or with what the Login Widget gives."""
        if not await self._ready():
            return
        if Capability.TELEGRAM_DEEP_LINK in self.host.store.state.capabilities:
            await self.app.push_screen_wait(DeepLinkDialog())
            return

        async def sign_in(login: TelegramLogin) -> None:
            await self._enter(lambda session: session.sign_in_telegram(login))

        if self._has(Capability.TELEGRAM_WIDGET):
            await self.app.push_screen_wait(TelegramDialog(sign_in))

    @work(group="sign_in.dialog", exclusive=True)
    async def action_miniapp(self) -> None:
        """Sign in with what a Mini App was given."""
        if await self._ready() and self._has(Capability.TELEGRAM_MINIAPP):

            async def sign_in(login: MiniAppLogin) -> None:
                await self._enter(lambda session: session.sign_in_miniapp(login))

            await self.app.push_screen_wait(MiniAppDialog(sign_in))
