"""Signing in anew before the session ends."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from cabinet_tui.domain.email import email_address
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog
from cabinet_tui.widgets.form import Field, Form
from cabinet_tui.widgets.named_keys import key_named

SignIn = Callable[[str, str], Awaitable[object]]
"""Signs in with an address and a password; raises CabinetError."""


class AgainDialog(FormDialog[bool]):
    """True when that was done; False when it is to be done with Telegram, None when not at all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "telegram", N_("Sign in with Telegram"), id="again.telegram"),
    ]

    def __init__(self, sign_in: SignIn, *, email: str, telegram: bool) -> None:
        """``telegram`` tells whether there is that way too."""
        super().__init__()
        self._sign_in = sign_in
        self._email = email
        self._telegram = telegram

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Sign in again")

    def introduction(self) -> str:
        """What happens to what is open."""
        return _("The session begins anew. Everything open stays as it is.")

    def send_text(self) -> str:
        """What the button says."""
        return _("Sign in")

    def hint(self) -> str:
        """What the keys do."""
        usual = super().hint()
        other = _("{key} signs in with Telegram.").format(key=key_named(self.app, "again.telegram"))
        return f"{usual} {other}" if self._telegram else usual

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (
            Field("email", _("E-mail"), value=self._email, check=email_address),
            Field("password", _("Password"), secret=True),
        )

    async def send(self, form: Form) -> bool:
        """Sign in."""
        await self._sign_in(form.value("email").strip(), form.value("password"))
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the ways that there are."""
        if action == "telegram":
            return self._telegram
        return super().check_action(action, parameters)

    def action_telegram(self) -> None:
        """Do it with Telegram instead."""
        if not self.query_one(Form).busy:
            self.dismiss(False)
