"""Gifts: one charge for one gift, whatever becomes of the answer."""

import asyncio
from dataclasses import replace

import pytest

from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    NotSupported,
    OutcomeUnknown,
    ServerFailure,
)
from cabinet_tui.domain.gift import GiftRequest, GiftStatus, Recipient, RecipientKind
from cabinet_tui.domain.gift_refusals import GiftFound, GiftsClosed, MessageTooLong
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.refusals import Busy, NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_gifts import FakeGifts
from tests.services.fakes import DOWN
from tests.services.house import House

MONTH = GiftRequest(3, 30)
ORDERED = replace(MONTH, method="yookassa", option="sbp")
LOST = OutcomeUnknown(host="vpn.example.com")


def giving_house() -> tuple[House, FakeGifts]:
    house = House(lambda server: Extras(gifts=FakeGifts(server)))
    fake = house.extras.gifts
    assert isinstance(fake, FakeGifts)
    return house, fake


async def test_a_gift_from_the_balance_is_charged_once_and_has_a_code() -> None:
    house, fake = giving_house()
    plan = await house.gifts.plan(replace(MONTH, message="  Enjoy!  "))
    assert (plan.name, plan.price, plan.balance_after) == ("Present", 9_900, 15_050 - 9_900)
    gift = await house.gifts.buy(plan)
    assert (gift.code, gift.message) == ("GIFT-sent00000001", "Enjoy!")
    assert gift.can_hand_on
    assert house.server.balance == 15_050 - 9_900
    assert house.state().balance.value == house.server.balance
    book = house.state().gifts.value
    assert book is not None
    assert [one.token for one in book.sent] == [gift.token]
    with pytest.raises(PlanOutdated):
        await house.gifts.buy(plan)
    assert len(house.server.transactions) == 1
    assert len(fake.sent) == 1


async def test_two_presses_and_a_purchase_meanwhile_send_one_request() -> None:
    house, _fake = giving_house()
    plan = await house.gifts.plan(MONTH)
    house.wire.hold("buy_gift")
    first = asyncio.create_task(house.gifts.buy(plan))
    await house.clock.advance(0)
    with pytest.raises(Busy):
        await house.gifts.buy(plan)
    tariff = await house.tariffs.plan(1, 30)
    with pytest.raises(Busy):
        await house.tariffs.buy(tariff)
    house.wire.release("buy_gift")
    await first
    assert house.wire.count("buy_gift") == 1
    assert house.wire.count("purchase") == 0


async def test_a_price_that_rose_and_a_balance_that_fell_send_nothing() -> None:
    house, fake = giving_house()
    plan = await house.gifts.plan(MONTH)
    fake.price = Kopeks(11_000)
    with pytest.raises(PriceChanged):
        await house.gifts.buy(plan)
    plan = await house.gifts.plan(MONTH)
    house.server.balance = Kopeks(10_000)
    with pytest.raises(BalanceTooLow) as told:
        await house.gifts.buy(plan)
    assert told.value.missing == 1_000
    assert house.wire.count("buy_gift") == 0


async def test_what_is_not_offered_has_no_plan() -> None:
    house, fake = giving_house()
    for request in (GiftRequest(9, 30), GiftRequest(3, 31)):
        with pytest.raises(NotOffered):
            await house.gifts.plan(request)
    with pytest.raises(MessageTooLong):
        await house.gifts.plan(replace(MONTH, message="x" * 1001))
    fake.is_open = False
    with pytest.raises(GiftsClosed):
        await house.gifts.plan(MONTH)


async def test_a_cut_answer_is_found_among_the_sent_gifts_with_its_code() -> None:
    house, _fake = giving_house()
    plan = await house.gifts.plan(MONTH)
    house.wire.failures["buy_gift"] = LOST
    house.wire.got_through.add("buy_gift")
    with pytest.raises(GiftFound) as told:
        await house.gifts.buy(plan)
    found = told.value
    assert (found.outcome, found.paid) == (Outcome.CHARGED, 9_900)
    assert found.gift is not None
    assert found.gift.code == "GIFT-sent00000001"
    assert "99.00" in str(found)
    with pytest.raises(PlanOutdated):
        await house.gifts.buy(plan)
    assert len(house.server.transactions) == 1


@pytest.mark.parametrize("error", [LOST, ServerFailure(status=500)])
async def test_a_request_that_did_nothing_may_be_sent_again(error: CabinetError) -> None:
    house, _fake = giving_house()
    plan = await house.gifts.plan(MONTH)
    house.wire.failures["buy_gift"] = error
    bought = asyncio.create_task(house.gifts.buy(plan))
    await house.clock.until_sleeping(3.0)
    await house.clock.advance(3.0)
    with pytest.raises(GiftFound) as told:
        await bought
    assert (told.value.outcome, told.value.gift) == (Outcome.NOT_CHARGED, None)
    house.wire.failures.clear()
    await house.gifts.buy(plan)
    assert len(house.server.transactions) == 1


async def test_nobody_knows_when_the_gifts_cannot_be_read_either() -> None:
    house, _fake = giving_house()
    plan = await house.gifts.plan(MONTH)
    house.wire.failures["buy_gift"] = LOST
    house.wire.hold("buy_gift")
    bought = asyncio.create_task(house.gifts.buy(plan))
    await house.clock.advance(0)
    house.wire.failures["gifts"] = DOWN
    house.wire.release("buy_gift")
    await house.clock.until_sleeping(3.0)
    await house.clock.advance(3.0)
    with pytest.raises(GiftFound) as told:
        await bought
    assert told.value.outcome is Outcome.UNKNOWN
    with pytest.raises(PlanOutdated):
        await house.gifts.buy(plan)


async def test_an_ordered_gift_waits_to_be_paid_and_is_followed_until_it_is() -> None:
    house, fake = giving_house()
    recipient = Recipient(RecipientKind.TELEGRAM, "@maria")
    plan = await house.gifts.plan(replace(ORDERED, recipient=recipient))
    assert plan.missing == 0
    gift = await house.gifts.buy(plan)
    assert gift.waits_for_payment
    assert gift.payment_url == "https://pay.example.com/sent00000001"
    assert house.server.balance == 15_050
    listed = house.state().gifts.value
    assert listed is not None
    assert house.gifts.recall(listed.sent[0]).payment_url == gift.payment_url
    followed = asyncio.create_task(house.gifts.follow(gift.token))
    await house.clock.until_sleeping(5.0)
    house.wire.failures["gift"] = DOWN
    await house.clock.advance(5.0)
    house.wire.failures.clear()
    fake.pay(gift.token)
    await house.clock.advance(5.0)
    ended = await followed
    assert ended is not None
    assert (ended.status, ended.code) == (GiftStatus.PAID, "GIFT-sent00000001")
    assert house.server.sent[-1] == replace(ORDERED, recipient=recipient)


async def test_the_journal_has_no_token_of_a_gift() -> None:
    house, _fake = giving_house()
    first = await house.gifts.buy(await house.gifts.plan(MONTH))
    house.server.balance = Kopeks(house.server.balance + 10_000)
    await house.gifts.buy(await house.gifts.plan(MONTH))
    _, entry = house.journal.entries[-1]
    written = entry.request
    assert len(written.known) == 1
    assert first.token not in str(written)


async def test_an_order_whose_answer_was_cut_cost_nothing() -> None:
    house, _fake = giving_house()
    plan = await house.gifts.plan(ORDERED)
    house.wire.failures["buy_gift"] = LOST
    house.wire.got_through.add("buy_gift")
    with pytest.raises(GiftFound) as told:
        await house.gifts.buy(plan)
    assert told.value.outcome is Outcome.NOT_CHARGED
    assert told.value.gift is not None
    assert "nothing was paid" in str(told.value)


async def test_a_gift_is_followed_no_longer_once_the_session_is_over() -> None:
    house, _fake = giving_house()
    gift = await house.gifts.buy(await house.gifts.plan(ORDERED))
    followed = asyncio.create_task(house.gifts.follow(gift.token))
    await house.clock.until_sleeping(5.0)
    await house.session.sign_out()
    await house.clock.advance(5.0)
    assert await followed is None
    assert house.state().gift_payments == {}


async def test_a_server_without_gifts_says_so() -> None:
    house = House()
    await house.gifts.refresh()
    await house.gifts.refresh_offer()
    assert isinstance(house.state().gifts.error, NotSupported)
    assert isinstance(house.state().gift_offer.error, NotSupported)
    with pytest.raises(NotSupported):
        await house.gifts.plan(MONTH)


async def test_no_code_is_in_a_repr() -> None:
    house, _fake = giving_house()
    gift = await house.gifts.buy(await house.gifts.plan(MONTH))
    assert "GIFT" not in repr((gift, house.state().gifts))
