"""The watch: pushes while the link is live, polling while it is not, nothing lost in between."""

from dataclasses import replace

from cabinet_tui.domain.event import TicketReplied
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.services.router import BATCH
from tests.held_clock import START, settle
from tests.services.fakes import DOWN
from tests.services.house import House

LIVE = Link(LinkStatus.LIVE)
GONE = Link(LinkStatus.RECONNECTING, retry_in=4.0)


async def test_nothing_is_watched_before_somebody_signs_in() -> None:
    house = House()
    house.tokens.tokens = None
    async with house.watching():
        await house.clock.advance(300)
        assert house.listener.starts == 0
        assert house.wire.calls == []
        await house.session.sign_in("a@example.com", "right")
        await settle()
        assert house.listener.starts == 1


async def test_an_event_reaches_the_state() -> None:
    house = House()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        house.wire.calls.clear()
        house.listener.on_event(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["tickets"]
        assert house.state().notices == (TicketReplied(at=START, ticket_id=1),)


async def test_the_link_is_shown_as_it_is() -> None:
    house = House()
    async with house.watching():
        assert house.state().link == Link(LinkStatus.CONNECTING)
        house.listener.on_link(LIVE)
        assert house.state().link == LIVE
        house.listener.on_link(GONE)
        assert house.state().link == GONE
    assert house.state().link == Link()


async def test_a_live_link_is_not_polled_beside() -> None:
    house = House()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        await house.clock.advance(600)
        assert house.wire.calls == []


async def test_while_the_link_is_down_balance_and_tickets_are_polled_each_minute() -> None:
    house = House()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        house.listener.on_link(GONE)
        await house.clock.advance(59)
        assert house.wire.calls == []
        await house.clock.advance(1)
        assert sorted(house.wire.calls) == ["balance", "tickets"]
        assert house.state().link == Link(LinkStatus.POLLING, retry_in=4.0)
        await house.clock.advance(60)
        assert len(house.wire.calls) == 4


async def test_a_link_that_is_refused_says_so_while_polling() -> None:
    house = House()
    async with house.watching():
        house.listener.on_link(Link(LinkStatus.RECONNECTING, retry_in=60.0, refused=True))
        assert house.state().link.refused
        await house.clock.advance(60)
        assert house.state().link == Link(LinkStatus.POLLING, retry_in=60.0, refused=True)


async def test_when_polling_fails_too_we_are_offline_until_it_works_again() -> None:
    house = House()
    async with house.watching():
        house.listener.on_link(GONE)
        house.wire.failures["*"] = DOWN
        await house.clock.advance(60)
        assert house.state().link.status is LinkStatus.OFFLINE
        house.listener.on_link(Link(LinkStatus.RECONNECTING))
        assert house.state().link.status is LinkStatus.OFFLINE
        house.wire.failures.clear()
        await house.clock.advance(60)
        assert house.state().link.status is LinkStatus.POLLING
        house.listener.on_link(LIVE)
        assert house.state().link == LIVE
        house.listener.on_link(GONE)
        assert house.state().link == GONE


async def test_after_a_reconnect_everything_is_read_again_once() -> None:
    house = House()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        await house.clock.advance(BATCH)
        assert house.wire.calls == []
        house.listener.on_link(GONE)
        house.listener.on_link(LIVE)
        await house.clock.advance(BATCH)
        assert len(house.wire.calls) == 6
        house.listener.on_link(LIVE)
        await house.clock.advance(BATCH)
        assert len(house.wire.calls) == 6


async def test_what_was_missed_before_the_first_connect_is_read() -> None:
    house = House()
    async with house.watching():
        await house.load_everything()
        await house.clock.advance(20)
        house.listener.on_link(LIVE)
        await house.clock.advance(BATCH)
        assert len(house.wire.calls) == 6


async def test_with_the_session_the_watch_ends_and_with_the_next_one_it_begins_anew() -> None:
    house = House()
    async with house.watching():
        house.listener.on_link(LIVE)
        house.session.session_ended()
        await settle()
        assert house.state().link == Link()
        await house.clock.advance(300)
        assert house.wire.calls == []
        await house.session.sign_in("a@example.com", "right")
        await settle()
        assert house.listener.starts == 2
        house.server.account = replace(house.server.account, id=2)
        await house.session.sign_in("b@example.com", "right")
        await settle()
        assert house.listener.starts == 3


async def test_a_listener_that_ends_leaves_polling() -> None:
    house = House()
    async with house.watching():
        house.listener.on_link(LIVE)
        house.listener.end()
        await settle()
        assert house.state().link.status is LinkStatus.OFFLINE
        await house.clock.advance(60)
        assert house.state().link.status is LinkStatus.POLLING


def partly_told() -> House:
    """A server whose pushes do not tell everything."""
    return House(capabilities=frozenset())


async def test_beside_pushes_that_tell_little_balance_and_tickets_are_looked_at_each_minute() -> (
    None
):
    house = partly_told()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        await house.clock.advance(59)
        assert house.wire.calls == []
        await house.clock.advance(1)
        assert sorted(house.wire.calls) == ["balance", "tickets"]
        assert house.state().link == LIVE


async def test_looking_round_reads_nothing_that_nobody_asked_for() -> None:
    house = partly_told()
    async with house.watching():
        await house.balance.refresh()
        house.wire.calls.clear()
        house.listener.on_link(LIVE)
        await house.clock.advance(60)
        assert house.wire.calls == ["balance"]


async def test_money_that_moved_unheard_has_read_what_it_may_have_paid_for() -> None:
    house = partly_told()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        house.server.balance = Kopeks(house.server.balance + 50_000)
        await house.clock.advance(60)
        await house.clock.advance(BATCH)
        assert sorted(house.wire.calls) == [
            "balance",
            "pending",
            "subscription",
            "tickets",
            "transactions",
        ]
        house.wire.calls.clear()
        await house.clock.advance(60)
        assert sorted(house.wire.calls) == ["balance", "tickets"]


async def test_while_such_a_link_is_down_it_is_polled_once_a_minute_and_not_twice() -> None:
    house = partly_told()
    async with house.watching():
        await house.load_everything()
        house.listener.on_link(LIVE)
        house.listener.on_link(GONE)
        await house.clock.advance(60)
        assert sorted(house.wire.calls) == ["balance", "tickets"]
