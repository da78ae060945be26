"""Signing in and out, and who is signed in."""

from dataclasses import replace

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.session import SignedIn, TokenStore
from cabinet_tui.services.gateways import SessionGateway, SessionTokens
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.slices import ACCOUNT, OF_THE_ACCOUNT
from cabinet_tui.store.state import AppState, SessionState
from cabinet_tui.store.store import Store


class SessionService:
    """Keeps the session and the account in the store."""

    def __init__(
        self,
        store: Store,
        loader: Loader,
        clock: Clock,
        gateway: SessionGateway,
        tokens: SessionTokens,
        token_store: TokenStore,
    ) -> None:
        self._store = store
        self._loader = loader
        self._clock = clock
        self._gateway = gateway
        self._tokens = tokens
        self._token_store = token_store

    async def restore(self) -> bool:
        """Take up the session that was kept; False when there is none."""
        found = await self._tokens.restore()
        self._store.update(lambda state: self._opened(state) if found else self._closed(state))
        return found

    async def sign_in(self, email: str, password: str) -> None:
        """Sign in; raises CabinetError, and then nothing has changed."""
        await self._start(await self._gateway.sign_in(email, password))

    async def sign_out(self) -> None:
        """Forget the session and everything that was read in it."""
        self._drop_reads()
        try:
            await self._tokens.end()
        finally:
            self._store.update(lambda state: self._closed(_without_account(state)))

    def session_ended(self) -> None:
        """The server ended the session; what was read stays to be seen."""
        if self._store.state.session.signed_in is not False:
            self._store.update(lambda state: self._closed(state, ended=True))

    async def refresh(self) -> None:
        """Read the account."""
        await self._loader.load(ACCOUNT, self._gateway.me, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the account unless it is fresh."""
        await self._loader.load(ACCOUNT, self._gateway.me)

    async def _start(self, signed: SignedIn) -> None:
        await self._tokens.start(signed.tokens)
        self._drop_reads()
        state = self._opened(_without_account(self._store.state))
        if signed.account is not None:
            # The reply to a sign-in may hold less of the account than the account itself.
            now = self._clock.now()
            change = ACCOUNT.change(lambda remote: remote.loaded(signed.account, now).outdated())
            state = change(state)
        self._store.update(lambda _: state)

    def _drop_reads(self) -> None:
        """No answer to the account before may come into the state of the next."""
        for part in OF_THE_ACCOUNT:
            self._loader.drop(part)

    def _opened(self, state: AppState) -> AppState:
        session = SessionState(
            signed_in=True, token_store=self._token_store.name, serial=state.session.serial + 1
        )
        return replace(state, session=session)

    def _closed(self, state: AppState, *, ended: bool = False) -> AppState:
        session = replace(
            state.session, signed_in=False, ended=ended, token_store=self._token_store.name
        )
        return replace(state, session=session)


def _without_account(state: AppState) -> AppState:
    """What holds whoever is signed in: the session, the server and what it says of itself."""
    return AppState(
        session=state.session,
        capabilities=state.capabilities,
        branding=state.branding,
        info=state.info,
    )
