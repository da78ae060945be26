"""The composition root: from a target to a cabinet. The one place that knows every layer below.

The network stack is imported when a cabinet is made and in a thread, so that a screen that is
already painted stays alive meanwhile.
"""

import asyncio
import os
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from cabinet_tui.domain import trace
from cabinet_tui.domain.clock import Clock, SystemClock
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.services.cabinet import Cabinet, Gateways, assemble
from cabinet_tui.services.gateways.extras import Extras
from cabinet_tui.services.ground import Ground
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store

if TYPE_CHECKING:
    from cabinet_tui.api.auth import Session
    from cabinet_tui.api.bedolaga.connect import BedolagaApi
    from cabinet_tui.api.call import Call
    from cabinet_tui.api.documented import DocumentedApi
    from cabinet_tui.api.hearing import Hearer
    from cabinet_tui.api.limits import Limiter
    from cabinet_tui.api.transport import Transport
    from cabinet_tui.persistence.database import Database
    from cabinet_tui.services.blocks import BlocksService
    from cabinet_tui.services.gateways import RealtimeListener

AUTO, MEMORY = "auto", "memory"


class Memory(Protocol):
    """What is remembered of servers."""

    def recall(self, where: Sequence[str]) -> Found | None:
        """The cabinet that was found at one of these base URLs, None when none was."""
        ...

    def keep(self, found: Found) -> None:
        """Remember this one."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Whose cabinet on which server; ``server`` as a person types it.

    ``dialect`` is how the server speaks, ``auto`` to find that out.
    """

    profile: str
    server: str
    token_store: str = AUTO
    insecure_http: bool = False
    read_only: bool = False
    dialect: str = AUTO


def address(target: Target) -> str:
    """The full address of the server; raises BadSetting when it cannot be one."""
    from cabinet_tui.api.address import base_url

    return base_url(target.server, insecure_http=target.insecure_http)


def host(target: Target) -> str:
    """The host of the server, as it is shown; raises BadSetting when there cannot be one."""
    return urlsplit(address(target)).netloc


async def connect(
    target: Target, store: Store, clock: Clock | None = None, memory: Memory | None = None
) -> Cabinet:
    """The cabinet of a target.

    Sends nothing to a server that is remembered or whose dialect is said; any other is asked how
    it speaks, which raises NoCabinetThere, Unreachable and their like. Raises BadSetting for
    what cannot be used.
    """
    time = clock or SystemClock()
    base = address(target)
    await asyncio.to_thread(_import_network)
    if target.dialect != AUTO:
        return _assemble(target, Found(base, Dialect(target.dialect)), store, time)
    remembered = memory.recall(_places(target)) if memory else None
    found = remembered or await _find(target, time)
    if memory is not None and remembered is None:
        memory.keep(found)
    return _assemble(target, found, store, time, memory)


def last_known(target: Target, memory: Memory | None = None) -> AppState:
    """What an earlier run knew of this cabinet, to be shown at once; nothing where it kept nothing.

    Asks no server and imports nothing of the network. Raises BadSetting for what is no address.
    """
    base = _remembered(target, memory)
    if target.token_store == MEMORY or not base:
        return AppState()
    return asyncio.run(_look_up(replace(target, server=base)))


async def _look_up(target: Target) -> AppState:
    from cabinet_tui.domain.storage_errors import NotKept
    from cabinet_tui.persistence.last_known import LastKnownRows
    from cabinet_tui.persistence.words import WordRows
    from cabinet_tui.services.last_known import shown
    from cabinet_tui.services.words import with_words

    store = Store()
    database = _database(target, store)
    try:
        rows = LastKnownRows(database, target.server)
        session, known = await rows.look()
        if session is None:
            return store.state
        state = shown(store.state, session, known)
        state = replace(state, traffic_seen=await rows.traffic_seen())
        if session.account is None:
            return state
        return with_words(state, await WordRows(database, target.server).words(session.account))
    except NotKept as error:
        return replace(store.state, not_kept=error)
    finally:
        with suppress(NotKept):
            await database.close()


def _remembered(target: Target, memory: Memory | None) -> str:
    """The base URL of a cabinet that was found before, empty when none was."""
    if target.dialect != AUTO:
        return address(target)
    found = memory.recall(_places(target)) if memory else None
    return found.base_url if found else ""


def _places(target: Target) -> Sequence[str]:
    from cabinet_tui.api.address import places

    return places(target.server, insecure_http=target.insecure_http)


async def _find(target: Target, clock: Clock) -> Found:
    """Ask the server who it is, whatever is remembered of it."""
    from cabinet_tui.api.detect import asking, detect, root

    places = _places(target)
    transport = _transport(replace(target, server=root(places), read_only=False), clock)
    try:
        return await detect(places, asking(transport))
    finally:
        await transport.close()


def _import_network() -> None:
    """Import what is slow to import; later imports of the same find it done."""
    from cabinet_tui import credentials
    from cabinet_tui.api import documented
    from cabinet_tui.persistence import database

    _ = (credentials, documented, database)


def _assemble(
    typed: Target, found: Found, store: Store, clock: Clock, memory: Memory | None = None
) -> Cabinet:
    """The cabinet that was found. It doubts what nobody said: a server may have been upgraded."""
    from cabinet_tui import credentials
    from cabinet_tui.api.auth import Session
    from cabinet_tui.api.doubt import Doubt
    from cabinet_tui.persistence.journal import SqliteJournal
    from cabinet_tui.persistence.last_known import LastKnownRows
    from cabinet_tui.persistence.payment_book import SqlitePaymentBook
    from cabinet_tui.persistence.words import WordRows

    def changed(now: Found) -> None:
        if memory is not None:
            memory.keep(now)
        store.update(lambda state: replace(state, server_changed=True))

    trace.note(trace.Opened(found.dialect.value, typed.read_only))
    target = replace(typed, server=found.base_url)
    kept = credentials.choose(target.profile, target.server, target.token_store)
    hearers: list[Hearer] = [_Ear(lambda: cabinet.blocks)]
    if typed.dialect == AUTO:
        hearers.append(Doubt(found, lambda: _find(typed, clock), changed, clock))
    transport = _transport(target, clock, hearers, _limiter(found, target, clock))

    def ended() -> None:
        cabinet.session.session_ended()

    def renewed() -> None:
        cabinet.session.session_renewed()

    lock = _lock(target, clock)
    tokens = Session(transport, kept, lock=lock, on_end=ended, on_renew=renewed)
    api = _dialect(found.dialect, transport, tokens)
    database = _database(target, store)
    journal = SqliteJournal(database, target.server)
    store.update(lambda state: replace(state, capabilities=api.capabilities, server_changed=False))

    async def close() -> None:
        await tokens.close()
        await transport.close()
        await database.close()

    gateways = Gateways(
        session=api.session,
        balance=api.balance,
        subscription=api.subscription,
        referral=api.referral,
        tickets=api.tickets,
        info=api.info,
        tokens=tokens,
        token_store=kept,
        listener=_LateListener(lambda: _listener(api, tokens, clock), transport.news),
        payment_book=SqlitePaymentBook(database, target.server),
        extras=_extras(api),
        last_known=LastKnownRows(database, target.server),
        words=WordRows(database, target.server),
    )
    cabinet = assemble(Ground.of(store, clock, journal), gateways, close)
    return cabinet


def _database(target: Target, store: Store) -> "Database":
    """What is kept of this profile; in memory where the session is to leave nothing behind."""
    from cabinet_tui.persistence.database import Database
    from cabinet_tui.persistence.place import file_of

    loop = asyncio.get_running_loop()

    def told(place: str) -> None:
        store.update(lambda state: replace(state, set_aside=place))

    def on_set_aside(aside: Path) -> None:
        # A file is opened in a thread, where the store must not be touched.
        loop.call_soon_threadsafe(told, str(aside))

    return Database(None if target.token_store == MEMORY else file_of(target.profile), on_set_aside)


def _limiter(found: Found, target: Target, clock: Clock) -> "Limiter":
    """The limits of a server, kept with every program that talks to it from this computer."""
    from cabinet_tui.api.bedolaga.limits import BEDOLAGA
    from cabinet_tui.api.limits import DOCUMENTED, Limiter
    from cabinet_tui.persistence.shared_text import SharedText, limits_of

    limits = BEDOLAGA if found.dialect is Dialect.BEDOLAGA else DOCUMENTED
    if target.token_store == MEMORY:
        return Limiter(clock, limits)
    return Limiter(clock, limits, SharedText(limits_of(found.base_url), clock))


def _transport(
    target: Target,
    clock: Clock,
    hearers: "Sequence[Hearer]" = (),
    limiter: "Limiter | None" = None,
) -> "Transport":
    from cabinet_tui.api.proxy import proxy_for
    from cabinet_tui.api.read_only import ReadOnlyTransport
    from cabinet_tui.api.transport import Line, Transport

    line = Line(target.server, proxy_for(target.server, os.environ))
    kind = ReadOnlyTransport if target.read_only else Transport
    return kind(line, clock=clock, random=random.random, hearers=hearers, limiter=limiter)


def _lock(target: Target, clock: Clock) -> Callable[[], AbstractAsyncContextManager[bool | None]]:
    """What is held while refreshing: tokens in memory are shared with no other process."""
    from cabinet_tui.credentials import RefreshLock

    if target.token_store == MEMORY:
        return nullcontext
    return lambda: RefreshLock(target.profile, target.server, clock)


def _dialect(
    name: Dialect, transport: "Transport", tokens: "Session"
) -> "DocumentedApi | BedolagaApi":
    """The gateways to a server that speaks like this."""
    if name is Dialect.BEDOLAGA:
        from cabinet_tui.api import bedolaga

        return bedolaga.connect(transport, tokens)
    from cabinet_tui.api import documented

    return documented.connect(transport, tokens)


def _extras(api: "DocumentedApi | BedolagaApi") -> Extras:
    """What this server has beyond the documented API."""
    from cabinet_tui.api.documented import DocumentedApi

    if isinstance(api, DocumentedApi):
        return Extras()
    return Extras(
        deep_link=api.deep_link,
        sign_in_ways=api.sign_in_ways,
        devices=api.devices,
        traffic=api.traffic,
        revoke=api.revoke,
        pause=api.pause,
        subscriptions=api.subscriptions,
        switching=api.switching,
        pages=api.pages,
        language=api.language,
        media=api.media,
        withdrawals=api.withdrawals,
        referral_terms=api.referral_terms,
        cards=api.cards,
        gifts=api.gifts,
        coupons=api.coupons,
    )


class _Ear:
    """Tells the services how every request fares."""

    def __init__(self, blocks: "Callable[[], BlocksService]") -> None:
        self._blocks = blocks

    def answered(self, call: "Call") -> None:
        """Whatever was asked, the server is there."""
        self._blocks().answered(of_account=not call.public)

    async def failed(self, call: "Call", error: CabinetError) -> CabinetError:
        """The error stays what it is."""
        trace.note(trace.CallFailed(call.method, call.path, error))
        self._blocks().failed(error)
        return error


class _LateListener:
    """The realtime listener, imported and made when it is first run: a command never does."""

    def __init__(self, make: "Callable[[], RealtimeListener]", on_news: Callable[[], None]) -> None:
        """``on_news`` hears of each event before anybody else does, and of each gap."""
        self._make = make
        self._on_news = on_news
        self._listener: RealtimeListener | None = None

    async def run(self, on_event: Callable[[Event], None], on_link: Callable[[Link], None]) -> None:
        """Listen until cancelled, or until there is no session to listen for."""
        if self._listener is None:
            self._listener = await asyncio.to_thread(self._make)

        def event(event: Event) -> None:
            trace.note(trace.Heard(type(event)))
            self._on_news()
            on_event(event)

        def link(link: Link) -> None:
            trace.note(trace.LinkChanged(link))
            self._on_news()
            on_link(link)

        await self._listener.run(event, link)


def _listener(
    api: "DocumentedApi | BedolagaApi", tokens: "Session", clock: Clock
) -> "RealtimeListener":
    from cabinet_tui.api.proxy import proxy_for
    from cabinet_tui.realtime.listener import Listener

    return Listener(
        api.websocket_url,
        tokens.access,
        api.events.decode,
        clock,
        random.random,
        proxy_for(api.websocket_url, os.environ),
    )
