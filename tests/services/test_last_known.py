"""What was last known is kept while somebody is signed in, and is of nobody else."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.block import Outage
from cabinet_tui.domain.errors import OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.last_known import LastKnown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus, Traffic
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.services.gateways.extras import Extras
from cabinet_tui.services.keeping import PAUSE
from cabinet_tui.services.last_known import kept_since, known_of, shown
from cabinet_tui.services.paging import PER_PAGE
from cabinet_tui.store.remote import Face
from cabinet_tui.store.state import AppState
from tests.held_clock import START, settle
from tests.services.fake_more import FakeMore
from tests.services.fake_server import Server, transaction
from tests.services.fake_shelf import FakeShelf
from tests.services.fakes import DOWN
from tests.services.house import House

HELD = Subscription(7, SubscriptionStatus.ACTIVE, link="https://sub.example.com/a", qr_png="data")


async def run_of(shelf: FakeShelf, server: Server | None = None) -> House:
    """A run of the program on this computer; it begins with what is kept."""
    house = House(shelf=shelf, server=server)
    if server is None:
        house.server.subscription = HELD
    if shelf.session is not None:
        session, known = shelf.session, shelf.known
        house.store.update(lambda state: shown(state, session, known))
    return house


async def after_a_run() -> House:
    """The next run after one in which everything was read."""
    first = await run_of(FakeShelf())
    await first.session.restore()
    await first.load_everything()
    await first.clock.advance(PAUSE)
    return await run_of(first.shelf, first.server)


async def test_what_was_read_is_shown_again_with_its_age() -> None:
    house = await after_a_run()
    state = house.state()
    assert state.balance.value == house.server.balance
    assert state.balance.fetched_at == START
    assert (state.balance.is_kept, state.balance.stale, state.balance.face) == (
        True,
        True,
        Face.READY,
    )
    assert state.subscription.value == replace(HELD, qr_png="")
    assert state.account.value == house.server.account
    assert kept_since(state) == START


async def test_it_is_read_anew_as_soon_as_somebody_looks() -> None:
    house = await after_a_run()
    house.server.balance = Kopeks(1)
    await house.session.restore()
    await house.balance.refresh_if_stale()
    assert house.state().balance.value == Kopeks(1)
    assert not house.state().balance.is_kept


async def test_it_stays_while_the_server_cannot_be_reached() -> None:
    house = await after_a_run()
    await house.session.restore()
    house.wire.failures["*"] = DOWN
    await house.balance.refresh()
    await house.subscription.refresh()
    assert house.state().balance.value == house.server.balance
    assert house.state().balance.error is DOWN
    assert house.state().subscription.value is not None
    assert house.state().balance.is_kept


async def test_an_outage_tells_of_when_what_is_shown_is() -> None:
    house = await after_a_run()
    await house.session.restore()
    house.wire.failures["*"] = DOWN
    house.blocks.failed(DOWN)
    await house.blocks.look()
    assert house.state().outage == Outage(START)


async def test_what_was_seen_of_the_traffic_is_known_to_every_run_and_to_nobody_else() -> None:
    first = await run_of(FakeShelf())
    first.server.subscription = replace(HELD, traffic=Traffic(5, 9))
    await first.session.restore()
    await first.load_everything()
    await first.clock.advance(PAUSE)
    assert first.state().traffic_seen == {HELD.id: (Seen(START, 5),)}
    second = await run_of(first.shelf, first.server)
    await second.session.restore()
    assert second.state().traffic_seen == first.state().traffic_seen
    await second.session.sign_out()
    assert second.state().traffic_seen == second.shelf.seen == {}


async def test_signing_out_wipes_it_at_once() -> None:
    house = await after_a_run()
    await house.session.restore()
    await house.session.sign_out()
    assert house.shelf.known == LastKnown()
    assert house.shelf.session is None
    assert house.state().subscription.value is None
    await house.clock.advance(10)
    assert house.shelf.known == LastKnown()


async def test_it_is_wiped_before_the_tokens_are() -> None:
    house = await after_a_run()
    await house.session.restore()
    house.shelf.is_full = True
    await house.session.sign_out()
    # What cannot be wiped keeps nobody from signing out, and is not passed over.
    assert house.tokens.tokens is None
    assert isinstance(house.state().not_kept, NotKept)


async def test_another_account_finds_nothing_of_it() -> None:
    house = await after_a_run()
    house.tokens.tokens = None
    await house.session.restore()
    house.server.account = Account(id=2)
    await house.session.sign_in("b@example.com", "right")
    assert house.state().subscription.value is None
    assert house.state().balance.value is None
    assert house.shelf.known == LastKnown()


async def test_the_same_account_keeps_it_when_it_signs_in_again() -> None:
    house = await after_a_run()
    house.tokens.tokens = None
    await house.session.restore()
    await house.session.sign_in("a@example.com", "right")
    assert house.shelf.known.subscription is not None


async def test_somebody_else_who_signed_in_meanwhile_is_not_shown_what_was_kept() -> None:
    house = await after_a_run()
    other = House(shelf=house.shelf)
    other.server.account = Account(id=2)
    await other.session.sign_in("b@example.com", "right")
    await house.session.restore()
    assert house.state().subscription.value is None
    assert house.state().account.value is None


async def test_an_account_that_turns_out_to_be_another_is_not_shown_what_was_kept() -> None:
    house = await after_a_run()
    await house.session.restore()
    house.server.account = Account(id=2)
    await house.session.refresh()
    await house.clock.advance(PAUSE)
    assert house.state().subscription.value is None
    assert house.shelf.known.subscription is None
    assert house.shelf.session is not None
    assert house.shelf.session.account == 2


async def test_a_program_that_was_signed_out_elsewhere_keeps_nothing_more() -> None:
    house = await after_a_run()
    await house.session.restore()
    elsewhere = await run_of(house.shelf)
    await elsewhere.session.restore()
    await elsewhere.session.sign_out()
    await house.balance.refresh()
    await house.clock.advance(PAUSE)
    assert house.shelf.known == LastKnown()


async def test_only_what_has_changed_is_written() -> None:
    house = await after_a_run()
    await house.session.restore()
    await house.balance.refresh()
    await house.clock.advance(PAUSE)
    house.shelf.writes.clear()
    house.tickets.look_at(1)
    house.tickets.look_at(None)
    await house.clock.advance(PAUSE)
    assert house.shelf.writes == []


async def test_what_was_read_last_is_kept_at_the_end_of_the_program() -> None:
    house = await run_of(FakeShelf())
    await house.session.restore()
    await house.balance.refresh()
    await house.cabinet.close()
    kept = house.shelf.known.balance
    assert kept is not None
    assert kept.value == house.server.balance


async def test_a_full_disk_is_told_once_and_keeps_nobody_from_reading() -> None:
    house = await run_of(FakeShelf())
    house.shelf.is_full = True
    await house.session.restore()
    await house.balance.refresh()
    await house.clock.advance(PAUSE)
    assert house.state().balance.value == house.server.balance
    assert isinstance(house.state().not_kept, NotKept)


def test_the_history_is_kept_by_its_first_page_and_only_whole() -> None:
    rows = tuple(transaction(number) for number in range(PER_PAGE + 10))
    state = AppState()
    items = state.history.items.loaded(rows, START)
    state = replace(state, history=replace(state.history, items=items))
    kept = known_of(state).history
    assert kept is not None
    assert kept.value == rows[:PER_PAGE]
    filtered = replace(state, history=replace(state.history, kind=TransactionKind.TOP_UP))
    assert known_of(filtered).history is None


def test_the_one_of_several_that_was_shown_is_meant_again() -> None:
    state = AppState()
    listed = Subscriptions((replace(HELD, id=5), HELD), may_be_several=True)
    state = replace(
        state,
        subscription=state.subscription.loaded(HELD, START),
        subscriptions=state.subscriptions.loaded(listed, START),
    )
    shelf = FakeShelf()
    again = shown(AppState(), shelf._anew(None), known_of(state))
    assert again.chosen_subscription == 7


def kept_link(house: House) -> str:
    kept = house.shelf.known.subscription
    return kept.value.link if kept and kept.value else ""


class TestALinkThatIsTakenBack:
    async def held(self) -> House:
        house = House(lambda server: Extras(revoke=FakeMore(server)), shelf=FakeShelf())
        house.server.subscription = HELD
        await house.session.restore()
        await house.session.refresh()
        await house.subscription.refresh()
        await house.clock.advance(PAUSE)
        assert house.shelf.known.subscription is not None
        return house

    async def test_is_not_kept_while_it_is_being_taken_back(self) -> None:
        house = await self.held()
        house.wire.hold("revoke")
        revoking = asyncio.create_task(house.cabinet.revoke.revoke())
        await settle()
        assert kept_link(house) == ""
        house.wire.release("revoke")
        await revoking
        await house.clock.advance(PAUSE)
        assert kept_link(house) not in ("", HELD.link)

    async def test_is_not_kept_when_nobody_knows_whether_it_was(self) -> None:
        house = await self.held()
        house.wire.failures["revoke"] = OutcomeUnknown()
        house.wire.hold("revoke")
        revoking = asyncio.create_task(house.cabinet.revoke.revoke())
        await settle()
        house.wire.failures["subscription"] = DOWN
        house.wire.release("revoke")
        with pytest.raises(OutcomeUnknown):
            await revoking
        await house.clock.advance(60)
        assert house.shelf.known.subscription is None

    @pytest.mark.parametrize("refusal", [Rejected(detail="no"), Unreachable()])
    async def test_is_kept_again_when_it_was_not(self, refusal: Exception) -> None:
        house = await self.held()
        assert isinstance(refusal, Rejected | Unreachable)
        house.wire.failures["revoke"] = refusal
        with pytest.raises(type(refusal)):
            await house.cabinet.revoke.revoke()
        await house.clock.advance(PAUSE)
        assert house.shelf.known.subscription is not None


def test_a_value_that_was_read_anew_is_not_of_before() -> None:
    remote = shown(AppState(), FakeShelf()._anew(None), LastKnown()).balance
    assert kept_since(AppState()) is None
    assert not remote.is_kept
    later = START + timedelta(days=1)
    assert not type(remote).kept(Kopeks(1), START).loaded(Kopeks(2), later).is_kept
    assert not type(remote).kept(Kopeks(1), START).patched(Kopeks(2)).is_kept
    assert type(remote).kept(Kopeks(1), START).failed(DOWN).is_kept
