"""A transport and the session that goes with it: what a dialect's gateways call through."""

from dataclasses import dataclass
from typing import TypeVar

import httpx

from cabinet_tui.api.call import Call, Reply
from cabinet_tui.api.transport import Transport
from cabinet_tui.api.wire import Wire, fit
from cabinet_tui.domain.errors import NotACabinet, Rejected
from cabinet_tui.domain.text import clean

M = TypeVar("M", bound=Wire)


@dataclass(frozen=True, slots=True)
class Client:
    """Sends calls, with the session's token unless they are public. Raises CabinetError only."""

    transport: Transport
    session: httpx.Auth

    async def hear(self, call: Call) -> Reply:
        """The answer as it came, whatever its body says."""
        return await self.transport.send(call, None if call.public else self.session)

    async def send(self, call: Call) -> Reply:
        """The answer as it came; Rejected when its body says that nothing was done."""
        reply = await self.hear(call)
        if isinstance(reply.body, dict) and reply.body.get("success") is False:
            words = (reply.body.get(name) for name in ("message", "detail", "error"))
            said = next((word for word in words if isinstance(word, str)), "")
            raise Rejected(status=reply.status, detail=clean(said, limit=500))
        return reply

    async def ask(self, call: Call, model: type[M]) -> M:
        """The answer as a wire model; NotACabinet when it does not fit."""
        reply = await self.send(call)
        try:
            return fit(model, reply.body, host=self.transport.host)
        except NotACabinet as error:
            raise await self.transport.heard(call, error) from None
