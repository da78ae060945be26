"""Who hears how requests fare: what is true of the server whatever was asked of it."""

from typing import Protocol

from cabinet_tui.api.call import Call
from cabinet_tui.domain.errors import CabinetError


class Hearer(Protocol):
    """Hears of every answer. Neither method raises."""

    def answered(self, call: Call) -> None:
        """The call succeeded."""
        ...

    async def failed(self, call: Call, error: CabinetError) -> CabinetError:
        """The call failed; the error to be raised comes back, as a rule the same."""
        ...
