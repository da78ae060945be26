"""What may go wrong with what is kept on this computer."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import _


@dataclass(eq=False)
class NotKept(CabinetError):
    """A file of ours cannot be used; ``place`` is its path, ``reason`` the system's own words."""

    place: str = ""
    reason: str = ""
    code = "not_kept"

    def _what(self) -> str:
        return _("{place} cannot be used: {reason}.").format(place=self.place, reason=self.reason)

    def _todo(self) -> str:
        return _("See to its rights and the room on its disk, then try again.")


@dataclass(eq=False)
class NotJournalled(NotKept):
    """A request for money was not sent, since it could not be written down before."""

    code = "not_journalled"

    def _what(self) -> str:
        return _(
            "Nothing was sent: the payment journal {place} cannot be written: {reason}."
        ).format(place=self.place, reason=self.reason)
