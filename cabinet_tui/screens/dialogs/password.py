"""A new password for somebody who forgot the old one."""

from collections.abc import Awaitable, Callable, Sequence

from cabinet_tui.domain.codes import check_password, mailed_code
from cabinet_tui.domain.email import email_address
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog, Send
from cabinet_tui.widgets.form import Field, Form

Reset = Callable[[str, str], Awaitable[str]]
"""Sets a new password with a code: raises CabinetError, gives back the server's own words."""


class ForgotDialog(FormDialog[str]):
    """Asks for a letter; gives back the address it goes to."""

    def __init__(self, forgot: Send[str, str], *, email: str = "", by_code: bool = True) -> None:
        """Where letters hold links and no codes, ``by_code`` is false."""
        super().__init__()
        self._forgot = forgot
        self._email = email
        self._by_code = by_code

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Forgotten password")

    def introduction(self) -> str:
        """What will happen."""
        if self._by_code:
            return _("A letter with a code will be sent to this address, when it has an account.")
        return _("A letter with a link will be sent to this address, when it has an account.")

    def send_text(self) -> str:
        """What the button says."""
        return _("Send the letter")

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (Field("email", _("E-mail"), value=self._email, check=email_address),)

    async def send(self, form: Form) -> str:
        """Ask for the letter."""
        email = email_address(form.value("email"))
        await self._forgot(email)
        return email


class ResetDialog(FormDialog[str]):
    """Code and new password; gives back the new password, for signing in with it at once."""

    def __init__(self, reset: Reset, *, email: str = "", by_code: bool = True) -> None:
        """``email`` is where a letter has just been sent to, with a link unless ``by_code``."""
        super().__init__()
        self._reset = reset
        self._email = email
        self._by_code = by_code

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("New password")

    def introduction(self) -> str:
        """Where the code comes from."""
        what = (
            _("Paste the code from the letter, or the whole link.")
            if self._by_code
            else _("Paste the link from the letter; it need not be opened.")
        )
        if not self._email:
            return what
        sent = _("If {email} has an account, a letter is on its way.").format(email=self._email)
        return f"{sent}\n{what}"

    def send_text(self) -> str:
        """What the button says."""
        return _("Set the password")

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (
            Field(
                "reset_token",
                _("Code or link") if self._by_code else _("Link"),
                check=mailed_code,
            ),
            Field("new_password", _("New password"), secret=True, check=check_password),
            Field("again", _("Password again"), secret=True, same_as="new_password"),
        )

    async def send(self, form: Form) -> str:
        """Set it."""
        password = form.value("new_password")
        await self._reset(form.value("reset_token"), password)
        return password
