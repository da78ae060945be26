"""One access token for one refresh token."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.claims import tokens_from
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.transport import Transport
from cabinet_tui.api.wire import Integer, MaybeToken, Token, Wire, fit
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import Rejected

_ENDING = (400, 401, 403)


class Refreshed(Wire):
    """The answer to a refresh; a server that keeps the refresh token does not repeat it."""

    access_token: Token
    refresh_token: MaybeToken = ""
    expires_in: Integer = None


class RefusedError(Exception):
    """The server will not have a refresh token."""


async def refreshed(transport: Transport, refresh: str) -> Tokens:
    """New tokens for a refresh token; RefusedError when the server will not have it."""
    if not refresh:
        raise RefusedError
    call = Call(
        "POST",
        "/auth/refresh",
        body={"refresh_token": refresh},
        rate=RateClass.AUTH,
        public=True,
        repeatable=True,
    )
    try:
        reply = await transport.send(call)
    except Rejected as error:
        if error.status not in _ENDING:
            raise
        raise RefusedError from None
    told = fit(Refreshed, reply.body, host=transport.host)
    return tokens_from(
        access=told.access_token,
        refresh=told.refresh_token or refresh,
        expires_in=told.expires_in,
        server_now=transport.server_now(),
    )
