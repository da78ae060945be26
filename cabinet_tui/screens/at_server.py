"""A form to sign in with, and the server that it names."""

from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import CabinetError, InvalidInput
from cabinet_tui.locale import _
from cabinet_tui.screens.sign_in_offer import letters_hold_codes
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.services.session import SessionService

T = TypeVar("T")


class Gate(Protocol):
    """What signing in asks of the app."""

    async def cabinet_at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; empty means the one in use."""
        ...


class AtServer(StoreScreen):
    """A screen that asks something of the server in its form, and connects to that first."""

    def __init__(self) -> None:
        super().__init__()
        self._connected_to = ""

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def _by_code(self) -> bool:
        return letters_hold_codes(self.host.store.state)

    def _has(self, capability: Capability) -> bool:
        """Whether the server can do this; one that nobody has asked yet may."""
        capabilities = self.host.store.state.capabilities
        return not capabilities or capability in capabilities

    async def _cabinet(self) -> "Cabinet":
        """The cabinet of the server in the form; raises CabinetError."""
        server = self._form.value("server").strip()
        gate = cast("Gate", self.app)
        cabinet = await gate.cabinet_at("" if server == self._connected_to else server)
        self._connected_to = server
        return cabinet

    async def _do(self, act: "Callable[[SessionService], Awaitable[T]]") -> T:
        """Ask something of the server in the form; raises CabinetError."""
        cabinet = await self._cabinet()

        async def deed() -> T:
            return await act(cabinet.session)

        return await self.host.carry_out(deed())

    async def _ready(self) -> bool:
        """Whether there is a server to ask, connected to; says what is missing when there is not.

        What the server offers decides what a dialog asks for.
        """
        if not self.host.server_name and not self._form.value("server").strip():
            self._form.error = InvalidInput(fields={"server": _("Type it here.")})
            self._form.start()
            return False
        try:
            await self._cabinet()
        except CabinetError as error:
            self._form.error = error
            return False
        return True
