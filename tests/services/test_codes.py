"""Any code in one place: told apart by its shape, and by what the server has."""

import pytest

from cabinet_tui.domain.coupon_refusals import CouponRefused
from cabinet_tui.domain.errors import NotFound, NotSupported
from cabinet_tui.domain.promo_refusals import EligibleSubscription, SubscriptionRequired
from cabinet_tui.domain.saved_card import SavedCards
from cabinet_tui.domain.voucher import VoucherKind, voucher
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_gifts import FakeCards, FakeCoupons, FakeGifts
from tests.services.house import House

COUPON = "0123456789abcdef" * 2
GIFT = "GIFT-aaaabbbbcccc"


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("SPRING", VoucherKind.PROMO, "SPRING"),
        ("  spring-2026 ", VoucherKind.PROMO, "spring-2026"),
        (COUPON.upper(), VoucherKind.COUPON, COUPON),
        (f"coupon_{COUPON}", VoucherKind.COUPON, COUPON),
        (f"https://t.me/some_bot?start=coupon_{COUPON}", VoucherKind.COUPON, COUPON),
        (f"<https://t.me/some_bot?start=coupon_{COUPON}>", VoucherKind.COUPON, COUPON),
        (GIFT, VoucherKind.GIFT, GIFT),
        ("gift_aaaabbbbcccc", VoucherKind.GIFT, "gift_aaaabbbbcccc"),
        ("https://t.me/b?start=GIFT_aaaabbbbcccc", VoucherKind.GIFT, "GIFT_aaaabbbbcccc"),
        (
            "https://cab.example.com/gift?tab=activate&code=aaaabbbbcccc",
            VoucherKind.GIFT,
            "aaaabbbbcccc",
        ),
        ("GIFT-2026", VoucherKind.PROMO, "GIFT-2026"),
        (COUPON[:-1], VoucherKind.PROMO, COUPON[:-1]),
    ],
)
def test_a_code_is_told_by_its_shape(text: str, kind: VoucherKind, code: str) -> None:
    found = voucher(text)
    assert (found.kind, found.code) == (kind, code)
    assert code not in repr(found)


def full() -> House:
    return House(lambda server: Extras(gifts=FakeGifts(server), coupons=FakeCoupons(server)))


async def test_each_kind_goes_where_it_belongs() -> None:
    house = full()
    assert (await house.promo.redeem("SPRING")).message
    coupon = await house.promo.redeem(f"https://t.me/some_bot?start=coupon_{COUPON}")
    assert (coupon.kind, coupon.plan, coupon.days) == ("coupon", "Basic", 14)
    gift = await house.promo.redeem(GIFT)
    assert (gift.kind, gift.plan, gift.days) == ("gift", "Present", 30)
    asked = [call for call in house.wire.calls if call in {"promo", "coupon", "activate_gift"}]
    assert asked == ["promo", "coupon", "activate_gift"]
    with pytest.raises(CouponRefused) as told:
        await house.promo.redeem(COUPON)
    assert str(told.value) == "There is no such coupon, or it was used already."


async def test_a_server_without_them_takes_every_code_for_a_promo_code() -> None:
    house = House()
    await house.promo.redeem(COUPON)
    await house.promo.redeem(GIFT)
    assert house.server.sent == [COUPON, GIFT]


async def test_a_promo_code_that_begins_like_a_gift_is_still_redeemed() -> None:
    house = full()
    await house.promo.redeem("GIFT-springtime")
    asked = [call for call in house.wire.calls if call in {"promo", "activate_gift"}]
    assert asked == ["activate_gift", "promo"]
    assert house.server.sent == ["GIFT-springtime"]


async def test_the_subscription_that_was_chosen_goes_along() -> None:
    house = House()
    two = (EligibleSubscription(11, "Basic", 5), EligibleSubscription(12, "Standard", None))
    house.wire.failures["promo"] = SubscriptionRequired(eligible=two)
    with pytest.raises(SubscriptionRequired) as told:
        await house.promo.redeem("DAYS")
    assert told.value.eligible == two
    house.wire.failures.clear()
    await house.promo.redeem("DAYS", 12)
    assert house.wire.count("promo") == 2


async def test_cards_are_listed_and_removed_and_one_that_is_gone_is_gone() -> None:
    house = House(lambda server: Extras(cards=FakeCards(server)))
    await house.cards.refresh_if_stale()
    known = house.state().cards.value
    assert isinstance(known, SavedCards)
    assert [card.id for card in known.cards] == [5, 6]
    await house.cards.remove(5)
    await house.cards.remove(5)
    left = house.state().cards.value
    assert left is not None
    assert [card.id for card in left.cards] == [6]
    house.wire.failures["remove_card"] = NotFound()
    await house.cards.remove(6)
    house = House()
    await house.cards.refresh()
    assert isinstance(house.state().cards.error, NotSupported)
