"""The connection link made anew, after a word was typed: nobody does that by a slip."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from cabinet_tui.domain.errors import InvalidInput
from cabinet_tui.domain.refusals import TooSoon
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog
from cabinet_tui.widgets.form import Field, Form
from cabinet_tui.widgets.revoke_wording import revoke_warning, revoke_word

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


class RevokeDialog(FormDialog[str]):
    """Gives back the new link, empty when it is made but not known yet."""

    def on_mount(self) -> None:
        """What is left of the wait stands there from the beginning."""
        super().on_mount()
        at = self._host.store.state.revoke_at
        left = at - self._host.clock.now() if at else timedelta()
        if left > timedelta():
            self.query_one(Form).error = TooSoon(retry_after=left)

    @property
    def _host(self) -> "Host":
        return cast("Host", self.app)

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("New connection link")

    def introduction(self) -> str:
        """What it means, and which word says yes."""
        asked = _("Type the word {word} to do it.").format(word=revoke_word())
        return f"{revoke_warning()}\n\n{asked}"

    def fields(self) -> Sequence[Field]:
        """The word."""
        return [Field("word", _("Word"), placeholder=revoke_word(), check=_check)]

    def send_text(self) -> str:
        """What the button says."""
        return _("End the old link")

    async def send(self, form: Form) -> str:
        """Make the link anew."""
        cabinet = self._host.cabinet
        return "" if cabinet is None else await self._host.carry_out(cabinet.revoke.revoke())


def _check(typed: str) -> None:
    if typed.strip().casefold() != revoke_word().casefold():
        raise InvalidInput(detail=_("This is another word: nothing is done."))
