"""The listener with the codec of the Bedolaga dialect, against a server that plays such a one."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets.asyncio.server import ServerConnection

from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.domain.event import Event, PaymentCompleted, SubscriptionRenewed, TicketReplied
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.realtime.listener import Listener
from tests.held_clock import HeldClock
from tests.realtime.ear import PATIENCE, Purse
from tests.realtime.rude_server import RudeServer, Script, closing, saying

GREETING = '{"type":"connected","user_id":9,"is_admin":false}'


class Heard:
    """What came of listening."""

    def __init__(self, url: str) -> None:
        self.clock = HeldClock()
        self.purse = Purse()
        self.events: list[Event] = []
        self.links: list[Link] = []
        self._news = asyncio.Event()
        decode = BedolagaEvents().decode
        self.listener = Listener(url, self.purse.access, decode, self.clock, lambda: 0.0)
        self.task = asyncio.create_task(self.listener.run(self._event, self._link))

    def _event(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    def _link(self, link: Link) -> None:
        self.links.append(link)
        self._news.set()

    async def until_events(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.events) < count:
                self._news.clear()
                await self._news.wait()

    async def until_live(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while Link(LinkStatus.LIVE) not in self.links:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def listening(*scripts: Script) -> AsyncIterator[tuple[RudeServer, Heard]]:
    async with RudeServer(*scripts).running() as server:
        heard = Heard(server.url)
        try:
            yield server, heard
        finally:
            heard.task.cancel()
            await asyncio.wait({heard.task})


def frame(**fields: object) -> str:
    return json.dumps(fields)


async def test_the_greeting_makes_the_link_live_and_flat_frames_of_both_names_are_heard() -> None:
    script = saying(
        GREETING,
        "[1]",
        "no json",
        frame(type="balance.topup", amount_kopeks=51_200, new_balance_kopeks=70_000),
        frame(type="notification.balance_topup", amount_kopeks=100, formatted_amount="1 ₽"),
        frame(type="notification.subscription_renewed", new_expires_at="05.03.2027"),
        frame(type="ticket.admin_reply", ticket_id=4, message="Look"),
    )
    async with listening(script) as (_server, heard):
        await heard.until_events(4)
        assert Link(LinkStatus.LIVE) in heard.links
        assert heard.events[:2] == [
            PaymentCompleted(None, Kopeks(51_200), Kopeks(70_000)),
            PaymentCompleted(None, Kopeks(100)),
        ]
        renewed = heard.events[2]
        assert isinstance(renewed, SubscriptionRenewed)
        assert renewed.expires_at is not None
        assert (renewed.expires_at.day, renewed.expires_at.month) == (5, 3)
        assert heard.events[3] == TicketReplied(None, 4, "Look")
        assert heard.listener.garbage == 2


async def test_nothing_but_json_objects_is_ever_sent() -> None:
    frames: list[str | bytes] = []
    enough = asyncio.Event()

    async def reading(socket: ServerConnection) -> None:
        await socket.send(GREETING)
        async for sent in socket:
            frames.append(sent)
            await socket.send('{"type":"pong"}')
            if len(frames) == 3:
                enough.set()

    async with listening(reading) as (_server, heard):
        await heard.until_live()
        for _ in range(2):
            await heard.clock.until_sleeping(10)
            await heard.clock.advance(10)
            await heard.clock.until_sleeping(15)
            await heard.clock.advance(15)
        async with asyncio.timeout(PATIENCE):
            await enough.wait()
        assert all(isinstance(sent, str) for sent in frames)
        assert all(isinstance(json.loads(sent), dict) for sent in frames)


async def test_a_token_refused_after_the_handshake_is_renewed_without_ever_being_live() -> None:
    async with listening(closing(1008), saying(GREETING)) as (server, heard):
        await server.until_connections(2)
        await heard.until_live()
        assert heard.purse.asked == [False, True]
        live = heard.links.index(Link(LinkStatus.LIVE))
        assert [link.status for link in heard.links[:live]] == [
            LinkStatus.CONNECTING,
            LinkStatus.RECONNECTING,
        ]
