"""Why something cannot be bought here at all."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import _


@dataclass(eq=False)
class SoldElsewhere(CabinetError):
    """The service sells no tariffs: a subscription is put together of parts, and not here."""

    code = "sold_elsewhere"

    def _what(self) -> str:
        return _(
            "This service has no ready tariffs: a subscription is put together of its time, "
            "traffic, servers and devices."
        )

    def _todo(self) -> str:
        return _(
            "Buy it in the Telegram bot or on the website of the service. "
            "To go on with the one you have, renew it here."
        )
