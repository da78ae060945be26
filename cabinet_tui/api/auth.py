"""The session: every request gets a good token here, and one refresh serves all who wait."""

import asyncio
import base64
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx

from cabinet_tui.api.call import Call
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.transport import Transport
from cabinet_tui.api.wire import Integer, MaybeToken, Token, Wire, fit
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import Rejected, SignInRequired
from cabinet_tui.domain.session import TokenStore

_EARLY = timedelta(seconds=30)
_ENDING = (400, 401, 403)
_LATEST = 253402300799  # the last second of the year 9999


class Refreshed(Wire):
    """The answer to a refresh; a server that keeps the refresh token does not repeat it."""

    access_token: Token
    refresh_token: MaybeToken = ""
    expires_in: Integer = None


def tokens_from(
    *, access: str, refresh: str, expires_in: int | None, server_now: datetime
) -> Tokens:
    """Tokens with their expiry in the server's time: the token's own ``exp``, else the lifetime."""
    expires = _exp(access)
    if expires is None and expires_in is not None and 0 < expires_in < 10**9:
        expires = server_now + timedelta(seconds=expires_in)
    return Tokens(access=access, refresh=refresh, access_expires_at=expires)


class Session(httpx.Auth):
    """The tokens in use, as ``services.gateways.SessionTokens`` and as httpx's authentication."""

    def __init__(
        self,
        transport: Transport,
        store: TokenStore,
        *,
        on_end: Callable[[], None] | None = None,
        on_renew: Callable[[], None] | None = None,
        lock: Callable[[], AbstractAsyncContextManager[object]] = nullcontext,
    ) -> None:
        """``on_end`` hears that the server ended the session, ``on_renew`` of other tokens in it.

        ``lock`` is held while refreshing, so that two processes do not do it at once.
        """
        self._transport = transport
        self._store = store
        self._on_end = on_end
        self._on_renew = on_renew
        self._lock = lock
        self._tokens: Tokens | None = None
        self._ended = False
        self._renewal: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        """Nothing of the tokens."""
        return f"Session({self._transport.host})"

    @property
    def ends_at(self) -> datetime | None:
        """When the session ends whatever is done; None when the tokens do not tell."""
        tokens = self._tokens
        if tokens is None:
            return None
        return _exp(tokens.refresh) if tokens.refresh else tokens.access_expires_at

    async def restore(self) -> bool:
        """Take up the kept session; False when there is none."""
        self._tokens = await self._store.load()
        return self._tokens is not None

    async def start(self, tokens: Tokens) -> None:
        """Use these tokens and keep them."""
        self._tokens, self._ended = tokens, False
        await self._store.save(tokens)

    async def end(self) -> Tokens | None:
        """Forget the tokens; gives back those that were in use."""
        forgotten, self._tokens, self._ended = self._tokens, None, False
        await self._store.clear()
        return forgotten

    async def close(self) -> None:
        """Let a refresh that is under way finish: its answer may hold the only good token."""
        if self._renewal is not None:
            await asyncio.wait([self._renewal])

    async def access(self, *, renew: bool = False) -> str:
        """An access token that is good now; SignInRequired when the session is over.

        With ``renew`` the server refused the last one: get another. Unreachable, ServerFailure
        and their like when no refresh can be had now; the session stays.
        """
        tokens = self._in_use()
        if renew or self._is_stale(tokens):
            await self._renew(tokens)
            tokens = self._in_use()
        return tokens.access

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Put the token on a request; after a 401 refresh once and send it once more."""
        token = await self.access()
        request.headers["authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code == 401:
            tokens = self._in_use()
            if tokens.access == token:
                await self._renew(tokens)
            request.headers["authorization"] = f"Bearer {self._in_use().access}"
            yield request

    def _in_use(self) -> Tokens:
        if self._tokens is None:
            raise SignInRequired(ended=self._ended)
        return self._tokens

    def _is_stale(self, tokens: Tokens) -> bool:
        expires = tokens.access_expires_at
        return expires is not None and self._transport.server_now() >= expires - _EARLY

    async def _renew(self, old: Tokens) -> None:
        """Refresh once for all who ask at the same time; giving up waiting does not stop it."""
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._replace(old))
            self._renewal.add_done_callback(self._renewed)
        await asyncio.shield(self._renewal)

    def _renewed(self, task: asyncio.Task[None]) -> None:
        self._renewal = None
        if not task.cancelled():
            task.exception()

    async def _replace(self, old: Tokens) -> None:
        async with self._lock():
            kept = await self._store.load()
            ours = kept is not None and _subject(kept.access) == _subject(old.access)
            newest = kept if kept is not None and ours else old
            if newest.access != old.access and not self._is_stale(newest):
                fresh = newest  # another process was faster
            else:
                fresh = await self._refreshed(old, newest.refresh)
                # Kept no more, or for somebody else: not ours to write over.
                if ours and self._tokens is old:
                    await self._keep(old, fresh)
        if self._tokens is old:
            self._tokens = fresh
            if self._on_renew is not None:
                self._on_renew()

    async def _keep(self, old: Tokens, fresh: Tokens) -> None:
        """Keep the new tokens, unless a sign-in or a sign-out came while they were written."""
        await self._store.save(fresh)
        if self._tokens is None:
            await self._store.clear(refused=fresh)
        elif self._tokens is not old:
            await self._store.save(self._tokens)

    async def _refreshed(self, old: Tokens, refresh: str) -> Tokens:
        """New tokens for a refresh token; the session is over when the server refuses it."""
        if not refresh:
            raise await self._over(old, refresh)
        call = Call(
            "POST",
            "/auth/refresh",
            body={"refresh_token": refresh},
            rate=RateClass.AUTH,
            public=True,
            repeatable=True,
        )
        try:
            reply = await self._transport.send(call)
        except Rejected as error:
            if error.status not in _ENDING:
                raise
            raise await self._over(old, refresh) from None
        told = fit(Refreshed, reply.body, host=self._transport.host)
        return tokens_from(
            access=told.access_token,
            refresh=told.refresh_token or refresh,
            expires_in=told.expires_in,
            server_now=self._transport.server_now(),
        )

    async def _over(self, old: Tokens, refused: str) -> SignInRequired:
        """The server will not refresh these tokens any more: forget them and say so."""
        await self._store.clear(refused=replace(old, refresh=refused))
        if self._tokens is old:
            self._tokens, self._ended = None, True
            if self._on_end is not None:
                self._on_end()
        return SignInRequired(ended=True)


def _claims(token: str) -> dict[str, object]:
    """What a JWT says, unverified; nothing for any other token."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        claims: object = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def _subject(token: str) -> str:
    """Whose token it is, as far as it tells."""
    return str(_claims(token).get("sub", ""))


def _exp(token: str) -> datetime | None:
    """The expiry a JWT names; None when it names none."""
    exp = _claims(token).get("exp")
    if isinstance(exp, bool) or not isinstance(exp, int | float) or not 0 < exp < _LATEST:
        return None
    return datetime.fromtimestamp(exp, UTC)
