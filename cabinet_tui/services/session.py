"""Signing in and out, and who is signed in."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from cabinet_tui.domain.account import (
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.codes import campaign_code, check_password, mailed_code, referral_code
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.session import Confirmed, SignedIn, TokenStore
from cabinet_tui.domain.telegram_login import init_data
from cabinet_tui.services.gateways import SessionGateway, SessionTokens
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.keeping import Keeping
from cabinet_tui.services.parts import ACCOUNT, of_the_account
from cabinet_tui.store.state import AppState, SessionState

FAREWELL = 3.0
"""Seconds that a server has to take note of a sign-out, which is done by then anyway."""


class SessionService:
    """Keeps the session and the account in the store."""

    def __init__(
        self,
        ground: Ground,
        gateway: SessionGateway,
        tokens: SessionTokens,
        token_store: TokenStore,
        keeping: Keeping,
    ) -> None:
        self._store = ground.store
        self._loader = ground.loader
        self._clock = ground.clock
        self._writes = ground.writes
        self._gateway = gateway
        self._tokens = tokens
        self._token_store = token_store
        self._keeping = keeping
        ground.rereads.register(ACCOUNT, self.refresh, self.refresh_if_stale)

    async def restore(self) -> bool:
        """Take up the session that was kept; False when there is none."""
        found = await self._tokens.restore()
        self._store.update(lambda state: self._opened(state) if found else self._closed(state))
        if found:
            await self._keeping.resume()
        return found

    async def sign_in(
        self, email: str, password: str, accepted: Sequence[str] = ()
    ) -> CampaignBonus | None:
        """Sign in; raises CabinetError, and then nothing has changed.

        Whoever is signed in already gets a new session and loses nothing of what was read.
        """
        return await self.enter(await self._gateway.sign_in(email, password, accepted))

    async def sign_in_telegram(self, login: TelegramLogin) -> CampaignBonus | None:
        """Sign in with what ``telegram_login`` found; raises CabinetError, nothing changed then."""
        return await self.enter(await self._gateway.sign_in_telegram(login))

    async def sign_in_miniapp(self, login: MiniAppLogin) -> CampaignBonus | None:
        """Sign in with Mini App data; raises BadInitData, BadCode and CabinetError.

        The invitation and the campaign may be links that hold the code.
        """
        checked = replace(
            login,
            init_data=init_data(login.init_data),
            referral_code=_optional(referral_code, login.referral_code),
            campaign=_optional(campaign_code, login.campaign),
        )
        return await self.enter(await self._gateway.sign_in_miniapp(checked))

    async def register(self, registration: Registration) -> Registered:
        """Make an account, once, with an invitation or a campaign; nobody is signed in by that.

        Raises PasswordTooShort, BadCode, Busy and CabinetError.
        """
        checked = replace(
            registration,
            referral_code=_optional(referral_code, registration.referral_code),
            campaign=_optional(campaign_code, registration.campaign),
        )
        return await self._register(checked, self._gateway.register)

    async def register_standalone(self, registration: Registration) -> Registered:
        """Make an account without either, once; raises as ``register``."""
        return await self._register(registration, self._gateway.register_standalone)

    async def verify_email(self, code: str) -> Confirmed:
        """Confirm the address by a mailed code or its link, which signs in on some servers.

        Raises BadCode, Busy and CabinetError. The account is read again when it was read. Nobody
        who is signed in becomes somebody else by it.
        """
        bare = mailed_code(code)
        with self._writes.alone("verify_email"):
            verified = await self._gateway.verify_email(bare)
            signed = verified.signed_in
            bonus, entered = None, False
            if signed is not None and (self._is_vacant or self._is_of_this_account(signed)):
                bonus, entered = await self.enter(signed), True
            if ACCOUNT.wanted(self._store.state):
                await self.refresh()
            return Confirmed(verified.message, entered, bonus)

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back. Raises Busy, CabinetError."""
        with self._writes.alone("forgot_password"):
            return await self._gateway.forgot_password(email.strip())

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password by a mailed code or its link; the server's own words come back.

        Raises BadCode, PasswordTooShort, Busy and CabinetError.
        """
        bare = mailed_code(code)
        check_password(password)
        with self._writes.alone("reset_password"):
            return await self._gateway.reset_password(bare, password)

    async def sign_out(self, *, forget_words: bool = False) -> None:
        """Forget the session and everything that was read in it, then tell the server.

        Nobody waits long for that, and its failure is no failure. What was written and not sent
        stays on this computer for its account, unless all that is to be forgotten too.
        """
        self._drop_reads()
        await self._keeping.end(forget_words=forget_words)
        try:
            forgotten = await self._tokens.end()
        finally:
            self._store.update(lambda state: self._closed(_without_account(state)))
        if forgotten is not None:
            await self._say_goodbye(forgotten)

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

    async def _register(
        self,
        registration: Registration,
        send: Callable[[Registration], Awaitable[Registered]],
    ) -> Registered:
        check_password(registration.password)
        with self._writes.alone("register"):
            return await send(registration)

    def session_renewed(self) -> None:
        """The tokens are new ones: the session may end at another time."""
        self._store.update(self._continued)

    async def enter(self, signed: SignedIn) -> CampaignBonus | None:
        """Begin the session that a sign-in gave.

        For whoever is signed in already it goes on where it was, only longer. After a session has
        ended, its own account finds the unsent texts again.
        """
        same = self._is_of_this_account(signed)
        await self._tokens.start(signed.tokens)
        if same and not self._is_vacant:
            self._store.update(self._continued)
            return signed.bonus
        self._drop_reads()
        before = self._store.state
        state = self._opened(_without_account(before))
        if same:
            state = _with_words(state, before)
        if signed.account is not None:
            # The reply to a sign-in may hold less of the account than the account itself.
            now = self._clock.now()
            change = ACCOUNT.change(lambda remote: remote.loaded(signed.account, now).outdated())
            state = change(state)
        self._store.update(lambda _: state)
        await self._keeping.begin()
        return signed.bonus

    @property
    def _is_vacant(self) -> bool:
        return not self._store.state.session.signed_in

    def _is_of_this_account(self, signed: SignedIn) -> bool:
        known = self._store.state.account.value
        return known is not None and signed.account is not None and known.id == signed.account.id

    async def _say_goodbye(self, tokens: Tokens) -> None:
        farewell = asyncio.create_task(self._gateway.sign_out(tokens))
        patience = asyncio.create_task(self._clock.sleep(FAREWELL))
        try:
            await asyncio.wait({farewell, patience}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            farewell.cancel()
            patience.cancel()
            with suppress(CabinetError, asyncio.CancelledError):
                await farewell

    def _drop_reads(self) -> None:
        """No answer to the account before may come into the state of the next."""
        for part in of_the_account(self._store.state):
            self._loader.drop(part)

    def _opened(self, state: AppState) -> AppState:
        session = SessionState(
            signed_in=True,
            token_store=self._token_store.name,
            serial=state.session.serial + 1,
            ends_at=self._tokens.ends_at,
            subject=self._tokens.subject,
        )
        return replace(state, session=session)

    def _continued(self, state: AppState) -> AppState:
        return replace(state, session=replace(state.session, ends_at=self._tokens.ends_at))

    def _closed(self, state: AppState, *, ended: bool = False) -> AppState:
        session = replace(
            state.session, signed_in=False, ended=ended, token_store=self._token_store.name
        )
        return replace(state, session=session)


def _optional(parse: Callable[[str], str], text: str) -> str:
    return parse(text) if text.strip() else ""


def _with_words(state: AppState, before: AppState) -> AppState:
    """The state with what was written and not sent before."""
    return replace(
        state,
        drafts=before.drafts,
        new_ticket=before.new_ticket,
        outbox=before.outbox,
        opening=before.opening,
    )


def _without_account(state: AppState) -> AppState:
    """What holds whoever is signed in: the session, the server and what it says of itself."""
    return AppState(
        session=state.session,
        capabilities=state.capabilities,
        branding=state.branding,
        info=state.info,
        email_sign_in=state.email_sign_in,
        not_kept=state.not_kept,
        set_aside=state.set_aside,
    )
