"""Getting an account."""

from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.account import Registered, Registration
from cabinet_tui.domain.codes import campaign_code, check_password, referral_code
from cabinet_tui.domain.email import email_address
from cabinet_tui.locale import _, current
from cabinet_tui.screens.dialogs.form_dialog import FormDialog, Send
from cabinet_tui.widgets.form import Field, Form


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who has just got an account, and the password to sign in with."""

    registered: Registered
    email: str
    password: str

    def __repr__(self) -> str:
        """Everything but the password."""
        return f"Newcomer({self.registered!r})"


class RegisterDialog(FormDialog[Newcomer]):
    """E-mail, password, name, and the codes of an invitation or a campaign, or their links."""

    def __init__(
        self,
        register: Send[Registration, Registered],
        *,
        email: str = "",
        full_name: bool = True,
    ) -> None:
        """Without ``full_name`` there is no last name, and the first one may be left out."""
        super().__init__()
        self._register = register
        self._email = email
        self._full_name = full_name

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Create an account")

    def send_text(self) -> str:
        """What the button says."""
        return _("Create the account")

    def introduction(self) -> str:
        """What may be left out."""
        return _("The last three may stay empty. A code may be pasted as the link that has it.")

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (
            Field("email", _("E-mail"), value=self._email, check=email_address),
            Field("password", _("Password"), secret=True, check=check_password),
            Field("again", _("Password again"), secret=True, same_as="password"),
            Field("first_name", _("First name"), optional=not self._full_name),
            *((Field("last_name", _("Last name"), optional=True),) if self._full_name else ()),
            Field("referral_code", _("Invitation"), optional=True, check=referral_code),
            Field("campaign_start_param", _("Campaign"), optional=True, check=campaign_code),
        )

    async def send(self, form: Form) -> Newcomer:
        """Ask for the account."""
        email, password = email_address(form.value("email")), form.value("password")
        registration = Registration(
            email=email,
            password=password,
            first_name=form.value("first_name").strip(),
            last_name=form.value("last_name").strip(),
            referral_code=form.value("referral_code").strip(),
            campaign=form.value("campaign_start_param").strip(),
            language=current(),
        )
        return Newcomer(await self._register(registration), email, password)
