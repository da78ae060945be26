"""Confirming an e-mail address."""

from collections.abc import Sequence

from cabinet_tui.domain.codes import mailed_code
from cabinet_tui.domain.session import Confirmed
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog, Send
from cabinet_tui.widgets.form import Field, Form


class VerifyDialog(FormDialog[Confirmed]):
    """The code of the letter, or the link in it; gives back what came of it."""

    def __init__(
        self,
        verify: Send[str, Confirmed],
        *,
        before: str = "",
        hint: str = "",
        by_code: bool = True,
    ) -> None:
        """``before`` says what led here, ``hint`` what the keys do.

        Where letters hold no codes, ``by_code`` is false and a link is asked for.
        """
        super().__init__()
        self._by_code = by_code
        self._verify = verify
        self._before = before
        self._hint = hint

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Confirm the e-mail address")

    def introduction(self) -> str:
        """What led here and what to do."""
        what = (
            _("Paste the code from the letter, or the whole link.")
            if self._by_code
            else _("Paste the link from the letter; it need not be opened.")
        )
        return f"{self._before}\n{what}" if self._before else what

    def send_text(self) -> str:
        """What the button says."""
        return _("Confirm")

    def hint(self) -> str:
        """What the keys do."""
        return self._hint or super().hint()

    def fields(self) -> Sequence[Field]:
        """The lines of the form."""
        label = _("Code or link") if self._by_code else _("Link")
        return (Field("verification_token", label, check=mailed_code),)

    async def send(self, form: Form) -> Confirmed:
        """Confirm it."""
        return await self._verify(form.value("verification_token"))
