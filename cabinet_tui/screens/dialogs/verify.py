"""Confirming an e-mail address."""

from collections.abc import Sequence

from cabinet_tui.domain.codes import mailed_code
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog, Send
from cabinet_tui.widgets.form import Field, Form


class VerifyDialog(FormDialog[str]):
    """The code of the letter, or the link in it; gives back the server's own words."""

    def __init__(self, verify: Send[str, str], *, before: str = "", hint: str = "") -> None:
        """``before`` says what led here, ``hint`` what the keys do."""
        super().__init__()
        self._verify = verify
        self._before = before
        self._hint = hint

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Confirm the e-mail address")

    def introduction(self) -> str:
        """What led here and what to do."""
        what = _("Paste the code from the letter, or the whole link.")
        return f"{self._before}\n{what}" if self._before else what

    def send_text(self) -> str:
        """What the button says."""
        return _("Confirm")

    def hint(self) -> str:
        """What the keys do."""
        return self._hint or super().hint()

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        return (Field("verification_token", _("Code or link"), check=mailed_code),)

    async def send(self, form: Form) -> str:
        """Confirm it."""
        return await self._verify(form.value("verification_token"))
