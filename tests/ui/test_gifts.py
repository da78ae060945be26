"""Gifts, cards and codes of any kind: looked over, sent once, told in place."""

from textual.widgets import Input

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import OutcomeUnknown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo_refusals import EligibleSubscription, SubscriptionRequired
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_gifts import FakeCards, FakeCoupons, FakeGifts
from tests.services.fake_server import Server
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


def _extras(server: Server) -> Extras:
    return Extras(gifts=FakeGifts(server), coupons=FakeCoupons(server), cards=FakeCards(server))


def giving_house() -> tuple[House, FakeGifts]:
    capabilities = {Capability.GIFTS, Capability.COUPONS, Capability.SAVED_CARDS}
    house = full_house(_extras, frozenset(capabilities))
    fake = house.extras.gifts
    assert isinstance(fake, FakeGifts)
    return house, fake


async def at_balance(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("2")
    await stage.until_shown("Movement 130")


async def giving(stage: Stage) -> None:
    await at_balance(stage)
    await stage.press("i")
    await stage.until_shown("Present, 30 days", "taken", "@vera")
    await stage.press("n")
    await stage.until_shown("Give a subscription", "99.00 ₽", "from the balance, 1,540.50 ₽")


async def test_a_gift_is_looked_over_bought_once_and_its_code_shown() -> None:
    house, fake = giving_house()
    async with staged(house, size=(100, 34)) as stage:
        await giving(stage)
        await stage.press("enter")
        await stage.type("not a name")
        await stage.press("enter", "enter", "enter")
        await stage.until_shown("Type an e-mail address or a Telegram name")
        assert isinstance(stage.focused(), Input)
        await stage.press("end", "ctrl+u", "enter")
        await stage.type("Happy birthday")
        await stage.press("enter", "enter")
        await stage.until_shown("Give Present, 30 days?", "1,540.50 ₽ → 1,441.50 ₽")
        await stage.until_shown("Happy birthday", "whoever gets the code")
        assert house.wire.count("buy_gift") == 0
        await stage.press("y")
        await stage.until_shown("to be handed on", "GIFT-sent00000001")
        assert house.wire.count("buy_gift") == 1
        await stage.press("escape")
        await stage.until_shown("Gifts", "to be handed on")
        await stage.press("escape")
        await stage.until_shown("1,441.50 ₽")
    assert [gift.message for gift in fake.sent] == ["Happy birthday"]


async def test_an_ordered_gift_shows_where_it_is_paid_and_then_its_code() -> None:
    house, fake = giving_house()
    async with staged(house, size=(100, 34)) as stage:
        await giving(stage)
        await stage.press("enter", "enter", "enter", "down", "enter")
        await stage.until_shown("Give Present, 30 days?", "YooKassa, SBP", "Order it")
        await stage.press("y")
        await stage.until_shown("waiting to be paid", "https://pay.example.com/sent00000001")
        await house.clock.until_sleeping(5.0)
        fake.pay("sent00000001")
        await house.clock.advance(5.0)
        await stage.until_shown("to be handed on", "GIFT-sent00000001")
        assert house.server.balance == 154_050


async def test_a_cut_answer_shows_the_gift_that_was_found() -> None:
    house, _fake = giving_house()
    house.wire.failures["buy_gift"] = OutcomeUnknown(host="vpn.example.com")
    house.wire.got_through.add("buy_gift")
    async with staged(house, size=(100, 34)) as stage:
        await giving(stage)
        await stage.press("enter", "enter", "enter", "enter")
        await stage.until_shown("Give Present, 30 days?")
        await stage.press("y")
        await stage.until_shown("to be handed on", "GIFT-sent00000001")
        await stage.until_told("it was done: 99.00 ₽ was charged")
        assert house.wire.count("buy_gift") == 1


async def test_a_short_balance_is_told_before_anything_is_looked_over() -> None:
    house, _fake = giving_house()
    async with staged(house, size=(100, 34)) as stage:
        await giving(stage)
        house.server.balance = Kopeks(5_000)
        await stage.press("enter", "enter", "enter", "enter")
        await stage.until_told("The balance is short of 49.00 ₽.")
        assert house.wire.count("buy_gift") == 0


async def test_one_place_takes_promo_codes_gifts_and_coupons() -> None:
    house, _fake = giving_house()
    async with staged(house) as stage:
        await at_balance(stage)
        await stage.press("c")
        await stage.until_shown("Promo code, gift or coupon")
        await stage.type("https://t.me/some_bot?start=coupon_" + "0123456789abcdef" * 2)
        await stage.press("enter")
        await stage.until_shown("The coupon is redeemed.", "Basic, +14 days")
        await stage.type("GIFT-aaaabbbbcccc")
        await stage.press("enter")
        await stage.until_shown("The gift is taken.", "Present, +30 days")
        await stage.type("coupon_" + "f" * 32)
        await stage.press("enter")
        await stage.until_shown("There is no such coupon, or it was used already.")
        assert house.wire.count("promo") == 0


async def test_a_code_for_one_of_several_asks_which_and_is_sent_with_that_one() -> None:
    house, _fake = giving_house()
    two = (EligibleSubscription(11, "Basic", 5), EligibleSubscription(12, "Standard", 40))
    house.wire.failures["promo"] = SubscriptionRequired(eligible=two)
    async with staged(house) as stage:
        await at_balance(stage)
        await stage.press("c")
        await stage.type("WEEK7")
        await stage.press("enter")
        await stage.until_shown("This code is for one subscription", "Basic", "40 days left")
        house.wire.failures.clear()
        await stage.press("down", "enter")
        await stage.until_shown("Done")
        assert house.server.code_for == 12
        assert "40 days left" not in stage.text()


async def test_a_card_is_removed_after_a_yes() -> None:
    house, _fake = giving_house()
    async with staged(house) as stage:
        await at_balance(stage)
        await stage.press("k")
        await stage.until_shown("Saved cards", "Mir *0011", "Visa *7788")
        await stage.press("x")
        await stage.until_told("Remove the card Mir *0011?")
        await stage.press("n")
        await stage.press("down", "x")
        await stage.until_told("Remove the card Visa *7788?")
        await stage.press("y")
        await stage.until_shown("The card Visa *7788 is removed.")
        assert house.wire.count("remove_card") == 1


async def test_without_the_capabilities_there_are_no_keys() -> None:
    async with staged(full_house()) as stage:
        await at_balance(stage)
        keys = stage.text().splitlines()[-1]
        assert "Gifts" not in keys
        assert "Cards" not in keys
        await stage.press("i", "k")
        assert "Saved cards" not in stage.text()
