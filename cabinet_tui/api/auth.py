"""The session: every request gets a good token here, and one refresh serves all who wait."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import datetime, timedelta

import httpx

from cabinet_tui.api.claims import expiry, subject
from cabinet_tui.api.identity import Identity
from cabinet_tui.api.refresh import RefusedError, refreshed
from cabinet_tui.api.transport import Transport
from cabinet_tui.api.windows import mark
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import CabinetError, SignInRequired, Unreachable
from cabinet_tui.domain.session import TokenStore
from cabinet_tui.locale import _

_EARLY = timedelta(seconds=30)
_LOOKS = 3


class Session(Identity):
    """The tokens in use, as ``services.gateways.SessionTokens`` and as httpx's authentication."""

    def __init__(
        self,
        transport: Transport,
        store: TokenStore,
        *,
        on_end: Callable[[], None] | None = None,
        on_renew: Callable[[], None] | None = None,
        lock: Callable[[], AbstractAsyncContextManager[bool | None]] = nullcontext,
    ) -> None:
        """``on_end`` hears that the server ended the session, ``on_renew`` of other tokens in it.

        ``lock`` is held while refreshing, so that two processes do not do it at once; it says
        False when another one would not let go of it.
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
        return expiry(tokens.refresh) if tokens.refresh else tokens.access_expires_at

    @property
    def account(self) -> str:
        """A name for the account, from its token; empty when that does not tell."""
        whose = subject(self._tokens.access) if self._tokens is not None else ""
        return mark(whose) if whose else ""

    @property
    def subject(self) -> str:
        """Whose tokens they are, as far as they tell; else empty."""
        return subject(self._tokens.access) if self._tokens is not None else ""

    async def restore(self) -> bool:
        """Take up the kept session; False when there is none."""
        self._tokens = await self._store.load()
        self._transport.news()
        return self._tokens is not None

    async def start(self, tokens: Tokens) -> None:
        """Use these tokens and keep them."""
        self._tokens, self._ended = tokens, False
        self._transport.news()
        await self._store.save(tokens)

    async def end(self) -> Tokens | None:
        """Forget the tokens; gives back those that were in use."""
        forgotten, self._tokens, self._ended = self._tokens, None, False
        self._transport.news()
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
        async with self._lock() as held:
            fresh = await self._newer(old, is_alone=held is not False)
        if self._tokens is old:
            self._tokens = fresh
            if self._on_renew is not None:
                self._on_renew()

    async def _newer(self, old: Tokens, *, is_alone: bool) -> Tokens:
        """Tokens in place of old ones: those of a process that was faster, else refreshed ones.

        After a refusal the store has the last word: another process may have replaced them.
        """
        refused: Tokens | None = None
        for _look in range(_LOOKS):
            kept = await self._store.load()
            if kept is not None and subject(kept.access) != subject(old.access):
                kept = None  # somebody else's: neither to be used nor to be written over
            newest = kept or old
            if refused is not None and _are_same(newest, refused):
                break
            if self._is_worth_a_try(newest, old):
                return newest
            try:
                fresh = await refreshed(self._transport, newest.refresh)
            except RefusedError:
                refused = newest
                continue
            if kept is not None and self._tokens is old:
                await self._keep(old, kept, fresh)
            return fresh
        raise await self._over(old, refused or old, is_alone=is_alone)

    def _is_worth_a_try(self, newest: Tokens, old: Tokens) -> bool:
        """Whether another process was faster; without the server's time none is known to be stale.

        A server may give the same access token twice in a second: then its date tells.
        """
        if newest.access == old.access and (newest == old or not self._is_stale(old)):
            return False
        return not self._transport.knows_time or not self._is_stale(newest)

    async def _keep(self, old: Tokens, kept: Tokens, fresh: Tokens) -> None:
        """Keep the new tokens, unless a sign-in or a sign-out came, here or in another process."""
        await self._store.save(fresh, instead_of=kept)
        if self._tokens is None:
            await self._store.clear(refused=fresh)
        elif self._tokens is not old:
            await self._store.save(self._tokens)

    async def _over(self, old: Tokens, refused: Tokens, *, is_alone: bool) -> CabinetError:
        """The server will not refresh these tokens any more: forget them and say so.

        While another process is at it, that is no verdict: it may hold what replaced them.
        """
        if not is_alone and refused.refresh:
            reason = _("another window of this program is renewing the session")
            return Unreachable(host=self._transport.host, reason=reason)
        await self._store.clear(refused=refused)
        if self._tokens is old:
            self._tokens, self._ended = None, True
            if self._on_end is not None:
                self._on_end()
        return SignInRequired(ended=True)


def _are_same(one: Tokens, other: Tokens) -> bool:
    """Whether there is nothing in one to refresh by that is not in the other."""
    return one.refresh == other.refresh and (bool(one.refresh) or one.access == other.access)
