"""Signing in through the Telegram bot: a code is shown, confirmed there, and looked after here."""

import asyncio
from dataclasses import replace

from cabinet_tui.domain.account import CampaignBonus
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.deep_link import DeepLink, DeepLinkWait
from cabinet_tui.domain.errors import (
    CabinetError,
    Maintenance,
    NotACabinet,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    ServerFailure,
    Unreachable,
)
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.sign_in_refusals import DeepLinkGone, Unconfirmed
from cabinet_tui.services.gateways.deep_link import DeepLinkGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.session import SessionService

POLL = 2.5
"""Seconds from an answer to the next look: servers allow 60 a minute to everybody behind one
address."""
CODES = 4
"""So many codes one after the other, of five minutes each as a rule; then somebody has to ask."""
_GRACE = 30.0
_BLIPS = (Unreachable, OutcomeUnknown, ServerFailure, Maintenance, NotACabinet)


class DeepLinkService:
    """Waits for a confirmation, with a fresh code whenever one runs out."""

    def __init__(
        self, ground: Ground, gateway: DeepLinkGateway | None, session: SessionService
    ) -> None:
        self._store = ground.store
        self._clock = ground.clock
        self._gateway = gateway
        self._session = session
        self._latest: object | None = None
        self._entering: asyncio.Task[CampaignBonus | None] | None = None

    async def sign_in(self) -> CampaignBonus | None:
        """Sign in as whoever confirms a code; the one to show is in the store meanwhile.

        Ends when cancelled. Raises Unconfirmed when every code ran out, NotSupported where there
        is no such way in, and CabinetError when the first code cannot be had or the server
        refuses. What fails later is no end: it is looked at again.
        """
        gateway = offered(self._gateway)
        self._latest = turn = object()
        try:
            self._show(turn, DeepLinkWait())
            link = await self._first(gateway)
            for renewals in range(CODES):
                self._show(turn, DeepLinkWait(link, renewals=renewals))
                signed = await self._confirmed(gateway, link, turn)
                if signed is not None:
                    return await self._enter(signed)
                if renewals < CODES - 1:
                    link = await self._another(gateway, turn)
            raise Unconfirmed
        finally:
            self._show(turn, None)

    async def _first(self, gateway: DeepLinkGateway) -> DeepLink:
        try:
            return await gateway.request_deep_link()
        except NotFound:
            # From now on nobody is led here: the bot of this server is too old.
            without = self._store.state.capabilities - {Capability.TELEGRAM_DEEP_LINK}
            self._store.update(lambda state: replace(state, capabilities=without))
            raise NotSupported from None

    async def _another(self, gateway: DeepLinkGateway, turn: object) -> DeepLink:
        """A fresh code, as soon as one can be had."""
        while True:
            try:
                return await gateway.request_deep_link()
            except (RateLimited, *_BLIPS) as error:
                await self._bear(error, turn)

    async def _confirmed(
        self, gateway: DeepLinkGateway, link: DeepLink, turn: object
    ) -> SignedIn | None:
        """The session once the code is confirmed, None when it ran out."""
        await self._clock.sleep(POLL)
        while True:
            try:
                signed = await gateway.poll_deep_link(link)
            except DeepLinkGone:
                return None
            except (RateLimited, *_BLIPS) as error:
                await self._bear(error, turn)
                continue
            if signed is not None:
                return signed
            # A server says itself when a code has run out; one that never does is not believed.
            if (self._clock.now() - link.expires_at).total_seconds() > _GRACE:
                return None
            self._trouble(turn, None)
            await self._clock.sleep(POLL)

    async def _bear(self, error: CabinetError, turn: object) -> None:
        """Show what went wrong, and wait for as long as the server wants."""
        self._trouble(turn, error)
        wanted = error.retry_after.total_seconds() if isinstance(error, RateLimited) else 0.0
        await self._clock.sleep(max(POLL, wanted))

    async def _enter(self, signed: SignedIn) -> CampaignBonus | None:
        """Begin the session, whoever stops waiting now: its code is used up."""
        self._entering = asyncio.create_task(self._session.enter(signed))
        return await asyncio.shield(self._entering)

    def _trouble(self, turn: object, error: CabinetError | None) -> None:
        wait = self._store.state.deep_link
        if wait is not None and wait.trouble is not error:
            self._show(turn, replace(wait, trouble=error))

    def _show(self, turn: object, wait: DeepLinkWait | None) -> None:
        """Put it into the store, unless another turn has begun since."""
        if self._latest is turn:
            self._store.update(lambda state: replace(state, deep_link=wait))
