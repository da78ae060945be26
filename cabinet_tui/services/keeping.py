"""What is kept of a session on this computer: taken up, brought up to date, wiped at its end."""

import asyncio
from dataclasses import replace

from cabinet_tui.domain.last_known import KeptSession, LastKnown
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.services.gateways.last_known import LastKnownShelf
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.last_known import known_of, news, without_kept
from cabinet_tui.services.words import WordKeeper, failed
from cabinet_tui.store.state import AppState

PAUSE = 1.0
"""Seconds between a value and its place on the disk: what is read together is kept together."""


class Keeping:
    """Follows the state; without a shelf nothing is kept. No failure of a shelf is raised."""

    def __init__(self, ground: Ground, shelf: LastKnownShelf | None, words: WordKeeper) -> None:
        self._ground = ground
        self._shelf = shelf
        self.words = words
        self._session: KeptSession | None = None
        self._known = LastKnown()
        self._saver: asyncio.Task[None] | None = None
        if shelf is not None:
            ground.store.subscribe(self._changed)

    async def resume(self) -> None:
        """A session goes on: what is shown of an earlier run must be of this one."""
        if self._shelf is None:
            return
        try:
            session = await self._shelf.resume()
        except NotKept as error:
            failed(self._ground, error)
            return
        if self._ground.state.kept_mark not in ("", session.mark):
            self._ground.store.update(without_kept)
        await self._take_up(session)

    async def begin(self) -> None:
        """Somebody signed in; what is kept of another account goes."""
        if self._shelf is None:
            return
        account = self._ground.state.account.value
        try:
            session = await self._shelf.begin(account.id if account else None)
        except NotKept as error:
            failed(self._ground, error)
            return
        await self._take_up(session)

    async def end(self, *, forget_words: bool = False) -> None:
        """Wipe what was last known, before the session itself; what was written may stay."""
        self._session, self._known = None, LastKnown()
        await (self.words.forget() if forget_words else self.words.flush())
        if self._shelf is not None:
            try:
                await self._shelf.forget()
            except NotKept as error:
                failed(self._ground, error)

    async def drop_links(self) -> None:
        """The connection link is being taken back: it is kept again once it was read again."""
        self._known = known_of(self._ground.state)
        if self._shelf is not None:
            try:
                await self._shelf.drop_links()
            except NotKept as error:
                failed(self._ground, error)

    def keep_links(self) -> None:
        """The connection link was not taken back after all: it is kept again."""
        self._known = LastKnown()
        self._changed(self._ground.state)

    async def flush(self) -> None:
        """Have on the disk whatever is not there yet."""
        await self.words.flush()
        if self._saver is not None:
            self._saver.cancel()
            self._saver = None
        await self._save()

    async def _take_up(self, session: KeptSession) -> None:
        self._session, self._known = session, LastKnown()
        if session.account is not None:
            await self.words.take_up(session.account)
        await self._recall_traffic()
        self._changed(self._ground.state)

    def _changed(self, state: AppState) -> None:
        if self._session is not None and self._saver is None and state.session.signed_in:
            self._saver = asyncio.create_task(self._save_later(), name="keep what is known")

    async def _save_later(self) -> None:
        await self._ground.clock.sleep(PAUSE)
        self._saver = None
        await self._save()

    async def _save(self) -> None:
        state, session = self._ground.state, self._session
        if self._shelf is None or session is None or not state.session.signed_in:
            return
        account = state.account.value
        if account is not None and session.account not in (None, account.id):
            # The tokens are somebody else's by now: nothing of before is theirs.
            self._ground.store.update(without_kept)
            await self.begin()
            return
        known = known_of(state)
        fresh = news(known, self._known)
        if account is not None:
            session = KeptSession(session.mark, account.id)
        if fresh == LastKnown() and session == self._session:
            return
        self._known, self._session = known, session
        try:
            await self._shelf.keep(session, fresh)
        except NotKept as error:
            failed(self._ground, error)
            return
        if fresh.subscription is not None or fresh.subscriptions is not None:
            await self._recall_traffic()

    async def _recall_traffic(self) -> None:
        """Take up what was seen of the traffic by this run and by others."""
        if self._shelf is None:
            return
        session = self._session
        try:
            seen = await self._shelf.traffic_seen()
        except NotKept as error:
            failed(self._ground, error)
            return
        if self._session is session and seen != self._ground.state.traffic_seen:
            self._ground.store.update(lambda state: replace(state, traffic_seen=seen))
