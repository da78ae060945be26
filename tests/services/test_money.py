"""Everything that moves money is in the journal before it leaves, and nothing is done twice."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import PaymentKey, TransactionKind
from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.journal_refusals import EarlierOne
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import MoneyKind, MoneyRequest, Standing
from cabinet_tui.domain.payment_watch import KeptWatch, PaymentOutcome, PaymentWatch, subject_of
from cabinet_tui.domain.refusals import Busy
from cabinet_tui.domain.storage_errors import NotJournalled
from cabinet_tui.services.money import SECOND_LOOK
from tests.held_clock import settle
from tests.services.deeds import deed, rich_house
from tests.services.fakes import DOWN
from tests.services.house import House, background
from tests.services.money_kinds import WAYS, Way

LOST = OutcomeUnknown(host="vpn.example.com")
LATER = 120.0
every = pytest.mark.parametrize("way", WAYS, ids=[str(way.kind) for way in WAYS])


def test_every_kind_is_here() -> None:
    assert {way.kind for way in WAYS} == set(MoneyKind)


async def killed(house: House, way: Way, *, done: bool) -> None:
    """The program is ended while it waits for the answer to a request."""
    if not done:
        house.wire.failures[way.call] = LOST
    house.wire.hold(way.call)
    task = asyncio.ensure_future(way.do(house))
    await settle()
    assert house.wire.held(way.call) == 1, house.wire.calls
    task.cancel()
    await asyncio.wait({task})
    house.wire.pass_on(way.call)
    house.wire.failures.clear()


async def in_time(house: House, work: Awaitable[object], seconds: float = SECOND_LOOK) -> object:
    """What some work gives that waits between two looks."""
    task = asyncio.ensure_future(work)
    await house.clock.advance(seconds)
    return await task


@every
async def test_the_line_is_there_before_the_request_leaves(way: Way) -> None:
    house = way.make()
    house.wire.hold(way.call)
    task = asyncio.ensure_future(way.do(house))
    await settle()
    assert house.wire.count(way.call) == 1
    assert house.journal.log == [f"begin {way.kind}"]
    house.wire.release(way.call)
    await task
    assert house.journal.log == [f"begin {way.kind}", "end done"]
    assert house.state().open_money == ()


@every
async def test_without_a_line_nothing_leaves(way: Way) -> None:
    house = way.make()
    house.journal.is_full = True
    with pytest.raises(NotJournalled):
        await way.do(house)
    assert house.wire.count(way.call) == 0


@every
async def test_a_refusal_and_what_never_left_are_told_apart(way: Way) -> None:
    house = way.make()
    house.wire.failures[way.call] = Rejected(detail="No")
    with pytest.raises(CabinetError):
        await way.do(house)
    house.wire.failures[way.call] = Unreachable(host="vpn.example.com")
    with pytest.raises(CabinetError):
        await way.do(house)
    may_have_left = {MoneyKind.GIFT_CODE, MoneyKind.WITHDRAWAL_CANCEL}
    assert house.journal.standings[0] == "refused"
    assert (house.journal.standings[-1] == "not_sent") is (way.kind not in may_have_left)


@pytest.mark.parametrize("done", [True, False])
@every
async def test_the_next_program_finds_out_what_became_of_it(way: Way, done: bool) -> None:
    house = way.make()
    await killed(house, way, done=done)
    assert house.journal.standings == ["sent"]
    await house.clock.advance(LATER)
    calls = house.wire.count(way.call)
    await house.cabinet.journal.reconcile()
    (standing,) = house.journal.standings
    if standing == "unknown":
        assert not way.has_trace or way.kind is MoneyKind.PROMO
    elif way.kind is MoneyKind.STARS:
        # An invoice that was made is in no list of these fakes.
        assert standing == "not_done"
    else:
        assert standing == ("done" if done else "not_done")
    assert house.wire.count(way.call) == calls
    (entry,) = house.state().open_money
    assert entry.is_open or not entry.is_told


@every
async def test_what_cannot_be_looked_at_stays_open(way: Way) -> None:
    house = way.make()
    await killed(house, way, done=True)
    await house.clock.advance(LATER)
    house.wire.failures["*"] = DOWN
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["sent"]
    (entry,) = house.state().open_money
    assert entry.is_open


ONCE = ["purchase", "renew", "buy_traffic"]


@pytest.mark.parametrize("call", ONCE)
async def test_the_same_again_says_first_that_it_was_done(call: str) -> None:
    it = deed(call)
    way = next(way for way in WAYS if way.call == call)
    it.house.server.transactions.clear()
    await killed(it.house, way, done=True)
    await it.house.clock.advance(LATER)
    charged = len(it.house.server.transactions)
    with pytest.raises(EarlierOne) as caught:
        await it.do(await it.plan())
    assert caught.value.was_done
    assert len(it.house.server.transactions) == charged
    # Whoever says it once more wants it twice.
    it.house.server.balance = Kopeks(500_000)
    await it.house.clock.advance(LATER)
    await it.do(await it.plan())
    assert len(it.house.server.transactions) == charged + 1


@pytest.mark.parametrize("call", ONCE)
async def test_the_same_again_goes_on_when_nothing_was_done(call: str) -> None:
    it = deed(call)
    way = next(way for way in WAYS if way.call == call)
    await killed(it.house, way, done=False)
    plan = await it.plan()
    await in_time(it.house, it.do(plan))
    assert it.house.journal.standings == ["not_done", "done"]
    assert len(it.house.server.transactions) == 1


async def test_what_nobody_can_tell_is_put_away_by_a_person_first() -> None:
    it = deed("purchase")
    house = it.house
    await killed(house, WAYS[0], done=False)
    # Money left about that time, but another amount.
    house.server.post(TransactionKind.PURCHASE, -1)
    for _ in range(2):
        with pytest.raises(EarlierOne) as caught:
            await in_time(house, it.do(await it.plan()))
        assert not caught.value.was_done
    assert house.wire.count("purchase") == 1
    (entry,) = house.state().open_money
    assert await house.cabinet.journal.dismiss(entry.id)
    assert house.state().open_money == ()
    await it.do(await it.plan())
    assert house.journal.standings == ["dismissed", "done"]


async def test_while_another_program_waits_nothing_is_sent() -> None:
    it = deed("purchase")
    house = it.house
    house.journal.plant(MoneyRequest(MoneyKind.RENEWAL), house.clock.now(), is_held=True)
    with pytest.raises(Busy):
        await it.do(await it.plan())
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["sent"]
    assert house.wire.count("purchase") == 0


async def test_what_was_done_late_is_seen_before_it_is_sent_again() -> None:
    it = deed("buy_traffic")
    house = it.house
    house.wire.failures["buy_traffic"] = LOST
    plan = await it.plan()
    with pytest.raises(OutcomeUnknown):
        await in_time(house, it.do(plan))
    assert house.journal.standings == ["not_done"]
    house.wire.failures.clear()
    house.server.post(TransactionKind.PURCHASE, -plan.price)
    with pytest.raises(EarlierOne) as caught:
        await it.do(await it.plan())
    assert caught.value.was_done
    assert house.wire.count("buy_traffic") == 1
    assert house.journal.standings == ["done"]


async def test_other_deeds_are_not_taken_for_it() -> None:
    house = rich_house()
    await killed(house, WAYS[0], done=False)
    amount = house.journal.entries[0][1].request.amount
    assert amount is not None
    # The same amount for traffic, by ourselves; and the same one long after, by somebody else.
    traffic = MoneyRequest(MoneyKind.TRAFFIC, amount=amount)
    house.journal.plant(traffic, house.clock.now(), standing=Standing.DONE, is_told=True)
    row = house.server.post(TransactionKind.PURCHASE, -amount)
    await house.clock.advance(LATER)
    await house.cabinet.journal.reconcile()
    assert house.journal.standings[0] == "unknown"
    late = replace(row, id=1, created_at=house.clock.now() + timedelta(hours=3))
    house.server.transactions = [late]
    house.journal.entries.pop()
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["unknown"]
    house.server.transactions = [row]
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["done"]


async def test_a_charge_is_found_behind_later_ones() -> None:
    house = rich_house()
    old = [house.server.post(TransactionKind.TOP_UP, 1) for _ in range(25)]
    await killed(house, WAYS[0], done=True)
    for _ in range(45):
        house.server.post(TransactionKind.TOP_UP, 1)
    await house.clock.advance(LATER)
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["done"]
    assert len(old) == 25


async def test_more_than_can_be_read_leaves_it_unknown() -> None:
    house = rich_house()
    house.server.post(TransactionKind.TOP_UP, 1)
    await killed(house, WAYS[0], done=False)
    for _ in range(120):
        house.server.post(TransactionKind.TOP_UP, 1)
    await house.clock.advance(LATER)
    await house.cabinet.journal.reconcile()
    assert house.journal.standings == ["unknown"]


async def test_what_is_open_is_looked_at_by_itself_again_and_again() -> None:
    house = rich_house()
    await killed(house, WAYS[0], done=True)
    await house.clock.advance(LATER)
    house.wire.failures["transactions"] = DOWN
    async with house.watching():
        await settle()
        assert house.journal.standings == ["sent"]
        await house.clock.advance(29)
        house.wire.failures.clear()
        assert house.journal.standings == ["sent"]
        await house.clock.advance(1)
        assert house.journal.standings == ["done"]
        await house.cabinet.journal.told(house.state().open_money)
        assert house.state().open_money == ()
        looked = house.wire.count("transactions")
        await house.clock.advance(2000)
        assert house.wire.count("transactions") == looked


async def test_nobody_sees_the_lines_of_another_account() -> None:
    house = rich_house()
    house.tokens.subject = "2"
    await house.session.restore()
    house.journal.plant(MoneyRequest(MoneyKind.PURCHASE), house.clock.now())
    await house.cabinet.journal.reconcile()
    assert house.state().open_money == ()
    assert await house.cabinet.journal.entries() == ()
    await house.tariffs.buy(await house.tariffs.plan(2))


async def test_tokens_that_do_not_tell_whose_they_are_leave_it_to_the_account() -> None:
    house = rich_house()
    house.tokens.subject = ""
    await house.session.restore()
    house.server.account = replace(house.server.account, id=5)
    await house.tariffs.buy(await house.tariffs.plan(2))
    assert [account for account, _ in house.journal.entries] == ["5"]
    house.wire.failures["me"] = DOWN
    await house.clock.advance(60)
    with pytest.raises(Unreachable):
        await house.tariffs.buy(await house.tariffs.plan(2))
    assert house.wire.count("purchase") == 1


@pytest.mark.parametrize("paid", [True, False])
async def test_a_payment_is_watched_again_after_a_restart(paid: bool) -> None:
    house = House()
    key = PaymentKey("SBP", "p1")
    watch = PaymentWatch(key, Kopeks(50_000), "https://pay.example.com/p1")
    before = house.server.post(TransactionKind.TOP_UP, 50_000, "SBP")
    old = replace(before, created_at=house.clock.now() - timedelta(hours=1))
    house.server.transactions = [old]
    house.payment_book.kept[key] = KeptWatch(watch, house.clock.now())
    await house.session.restore()
    await house.payments.recall()
    (recalled,) = house.state().payment_watches
    assert (recalled.url, recalled.is_watched) == (watch.url, False)
    if paid:
        # The money came while no program ran.
        house.server.post(TransactionKind.TOP_UP, 50_000, "SBP")
    async with background(house.payments.watch_payment(subject_of(recalled))):
        await house.clock.advance(10)
        (ended,) = house.state().payment_watches
    assert ended.outcome is (PaymentOutcome.PAID if paid else PaymentOutcome.GONE)
    assert house.payment_book.kept == {}


async def test_a_new_payment_is_kept_with_its_link() -> None:
    house = House()
    payment = await house.payments.top_up(Kopeks(50_000), "SBP")
    kept = house.payment_book.kept[payment.key]
    assert kept.watch.url == payment.url
    invoice = await house.payments.stars_invoice(Kopeks(50_000))
    assert [one.watch.url for one in house.payment_book.kept.values()] == [payment.url, invoice.url]
    await house.payments.forget(payment.key)
    assert payment.key not in house.payment_book.kept
