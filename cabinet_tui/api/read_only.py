"""A transport that asks and never changes anything: for looking at an account without risk."""

import httpx

from cabinet_tui.api.call import Call, Reply
from cabinet_tui.api.transport import Transport
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _


class ReadOnlyTransport(Transport):
    """Lets reads, sign-ins and refreshes through; BadSetting for the rest, which is not sent."""

    async def send(self, call: Call, auth: httpx.Auth | None = None) -> Reply:
        """The successful answer to a call that changes nothing."""
        if (call.changes or call.alters) and not call.sign_in:
            raise BadSetting(
                reason=_("Nothing may be changed here: the program was started with --read-only."),
                advice=_("Start it without that to go on."),
            )
        return await super().send(call, auth)
