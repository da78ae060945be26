"""Signing in with what Telegram signed."""

from collections.abc import Sequence

from cabinet_tui.domain.account import MiniAppLogin, TelegramLogin
from cabinet_tui.domain.codes import campaign_code, referral_code
from cabinet_tui.domain.telegram_login import init_data, telegram_login
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog, Send
from cabinet_tui.widgets.form import Field, Form


class TelegramDialog(FormDialog[bool]):
    """The widget's JSON, or the address it leads to; what was pasted signs one in: it is hidden."""

    def __init__(self, sign_in: Send[TelegramLogin, None]) -> None:
        super().__init__()
        self._sign_in = sign_in

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Sign in with Telegram")

    def introduction(self) -> str:
        """Where it comes from."""
        return _(
            "Press the Telegram button on the web cabinet's sign-in page, and paste the address"
            " it leads to, or the JSON it gives. It is not shown, since it lets anyone in."
        )

    def send_text(self) -> str:
        """What the button says."""
        return _("Sign in")

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (Field("hash", _("Address or JSON"), secret=True, check=telegram_login),)

    async def send(self, form: Form) -> bool:
        """Sign in."""
        await self._sign_in(telegram_login(form.value("hash")))
        return True


class MiniAppDialog(FormDialog[bool]):
    """A Mini App's initData, with the codes of an invitation or a campaign for a new account."""

    def __init__(self, sign_in: Send[MiniAppLogin, None]) -> None:
        super().__init__()
        self._sign_in = sign_in

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Sign in with a Telegram Mini App")

    def introduction(self) -> str:
        """Where it comes from."""
        return _(
            "Paste the initData of the Mini App, or the address that carries it. It is not"
            " shown, since it lets anyone in. The codes may stay empty."
        )

    def send_text(self) -> str:
        """What the button says."""
        return _("Sign in")

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (
            Field("init_data", _("initData"), secret=True, check=init_data),
            Field("referral_code", _("Invitation"), optional=True, check=referral_code),
            Field("campaign_start_param", _("Campaign"), optional=True, check=campaign_code),
        )

    async def send(self, form: Form) -> bool:
        """Sign in."""
        login = MiniAppLogin(
            init_data=init_data(form.value("init_data")),
            referral_code=form.value("referral_code").strip(),
            campaign=form.value("campaign_start_param").strip(),
        )
        await self._sign_in(login)
        return True
