"""Gifts, coupons, saved cards and referral terms in the Bedolaga dialect."""

from collections.abc import Mapping

import httpx
import pytest

from cabinet_tui.api.bedolaga.cards import BedolagaCards
from cabinet_tui.api.bedolaga.coupons import BedolagaCoupons
from cabinet_tui.api.bedolaga.gifts import BedolagaGifts
from cabinet_tui.api.bedolaga.referral_terms import BedolagaReferralTerms
from cabinet_tui.api.client import Client
from cabinet_tui.domain.coupon_refusals import CouponRefused
from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    Rejected,
)
from cabinet_tui.domain.gift import GiftRequest, GiftStatus, Recipient, RecipientKind
from cabinet_tui.domain.gift_refusals import BadRecipient, GiftRefused, GiftsClosed
from cabinet_tui.domain.refusals import NotOffered
from tests.api.rig import Rig, answer

CONFIG: dict[str, object] = {
    "is_enabled": True,
    "tariffs": [
        {
            "id": 8,
            "name": "Семейный",
            "description": None,
            "traffic_limit_gb": 0,
            "device_limit": 6,
            "periods": [
                {
                    "days": 14,
                    "price_kopeks": 12_345,
                    "price_label": "123 ₽",
                    "original_price_kopeks": 15_000,
                    "discount_percent": 17,
                },
                {
                    "days": 60,
                    "price_kopeks": 40_001,
                    "price_label": "400 ₽",
                    "original_price_kopeks": None,
                    "discount_percent": None,
                },
            ],
        },
        {"id": "broken"},
    ],
    "payment_methods": [
        {
            "method_id": "platega",
            "display_name": "🏦 СБП",
            "min_amount_kopeks": 10_000,
            "max_amount_kopeks": 9_000_000,
            "sub_options": [{"id": "2", "name": "СБП"}, {"id": "11", "name": "Карта"}],
        },
        {"method_id": "cryptobot", "display_name": "CryptoBot", "sub_options": None},
    ],
    "balance_kopeks": 55_555,
    "currency_symbol": "₽",
}
SENT: dict[str, object] = {
    "token": "q1w2e3r4t5y6",
    "tariff_name": "Семейный",
    "period_days": 14,
    "device_limit": 6,
    "status": "paid",
    "gift_recipient_value": None,
    "gift_message": "С праздником",
    "activated_by_username": None,
    "created_at": "2026-05-06T07:08:09.000001Z",
}
MONTH = GiftRequest(8, 14)


def serving(replies: Mapping[str, httpx.Response]) -> Rig:
    def handle(request: httpx.Request) -> httpx.Response:
        return replies[request.url.path.removeprefix("/cabinet")]

    return Rig(handle)


async def client_of(rig: Rig) -> Client:
    await rig.sign_in()
    return Client(rig.transport, rig.session)


async def gifts_over(path: str, reply: httpx.Response) -> tuple[BedolagaGifts, Rig]:
    rig = serving({path: reply})
    return BedolagaGifts(await client_of(rig)), rig


async def test_the_offer_has_prices_methods_and_the_balance() -> None:
    gifts, _rig = await gifts_over("/gift/config", answer(CONFIG))
    offer, balance = await gifts.offer()
    assert balance == 55_555
    (tariff,) = offer.tariffs
    assert (tariff.id, tariff.name, tariff.traffic_gb, tariff.devices) == (8, "Семейный", None, 6)
    short, long = tariff.periods
    assert (short.days, short.price, short.full_price) == (14, 12_345, 15_000)
    assert (long.days, long.price, long.full_price) == (60, 40_001, None)
    sbp, crypto = offer.methods
    assert (sbp.id, [option.id for option in sbp.options]) == ("platega", ["2", "11"])
    assert (crypto.id, crypto.minimum, crypto.options) == ("cryptobot", None, ())
    assert offer.is_open


@pytest.mark.parametrize(
    "reply",
    [
        answer({"is_enabled": False, "balance_kopeks": 1}),
        answer({"detail": "Not Found"}, 404),
    ],
)
async def test_a_server_that_sells_none_offers_none(reply: httpx.Response) -> None:
    gifts, _rig = await gifts_over("/gift/config", reply)
    offer, _balance = await gifts.offer()
    assert not offer.is_open


async def test_a_gift_from_the_balance_names_tariff_days_and_mode_only() -> None:
    reply = {"status": "ok", "purchase_token": "q1w2e3r4t5y6", "payment_url": None, "warning": None}
    gifts, rig = await gifts_over("/gift/purchase", answer(reply))
    gift = await gifts.buy(MONTH)
    assert rig.body() == {"tariff_id": 8, "period_days": 14, "payment_mode": "balance"}
    assert (gift.token, gift.status, gift.code) == (
        "q1w2e3r4t5y6",
        GiftStatus.PAID,
        "GIFT-q1w2e3r4t5y6",
    )


async def test_an_ordered_gift_names_way_and_recipient_and_says_where_to_pay() -> None:
    reply = {
        "status": "created",
        "purchase_token": "zzzz11112222",
        "payment_url": "https://pay.example.com/zzzz",
        "warning": "telegram_unresolvable",
    }
    gifts, rig = await gifts_over("/gift/purchase", answer(reply))
    gift = await gifts.buy(
        GiftRequest(8, 60, Recipient(RecipientKind.TELEGRAM, "@olga_k"), "Лови!", "platega", "2")
    )
    assert rig.body() == {
        "tariff_id": 8,
        "period_days": 60,
        "payment_mode": "gateway",
        "payment_method": "platega_2",
        "recipient_type": "telegram",
        "recipient_value": "@olga_k",
        "gift_message": "Лови!",
    }
    assert gift.waits_for_payment
    assert (gift.payment_url, gift.code) == ("https://pay.example.com/zzzz", "")
    assert gift.warning == "telegram_unresolvable"


async def test_a_server_with_codes_of_its_own_is_believed_about_them() -> None:
    reply = {"status": "ok", "purchase_token": "q1w2e3r4t5y6", "gift_code": "GIFT_LONGCODE123456"}
    reply |= {"bot_claim_url": "https://t.me/b?start=GIFT_LONGCODE123456"}
    gifts, _rig = await gifts_over("/gift/purchase", answer(reply))
    gift = await gifts.buy(MONTH)
    assert gift.code == "GIFT_LONGCODE123456"
    assert gift.link == "https://t.me/b?start=GIFT_LONGCODE123456"
    gifts, _rig = await gifts_over("/gift/purchase", answer(reply | {"gift_code": None}))
    assert (await gifts.buy(MONTH)).code == ""


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (400, "Insufficient balance", BalanceTooLow),
        (400, "Gift feature is not enabled", GiftsClosed),
        (400, "Invalid email format", BadRecipient),
        (400, "Cannot gift to yourself", GiftRefused),
        (404, "Tariff not found or inactive", NotOffered),
        (400, "Price is not configured for this period", NotOffered),
        (409, "Something new", Rejected),
    ],
)
async def test_a_refused_purchase_says_why(
    status: int, words: str, kind: type[CabinetError]
) -> None:
    gifts, rig = await gifts_over("/gift/purchase", answer({"detail": words}, status))
    with pytest.raises(kind):
        await gifts.buy(MONTH)
    assert len(rig.requests) == 1


async def test_a_cut_answer_to_a_purchase_is_unknown_and_not_repeated() -> None:
    def cut(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut")

    rig = Rig(cut)
    with pytest.raises(OutcomeUnknown):
        await BedolagaGifts(await client_of(rig)).buy(MONTH)
    assert len(rig.requests) == 1


async def test_the_gifts_are_read_from_three_lists() -> None:
    got = {
        "token": "aaaa00000000",
        "tariff_name": "Семейный",
        "period_days": 14,
        "device_limit": 6,
        "status": "delivered",
        "sender_display": "@friend",
        "gift_message": None,
        "created_at": None,
    }
    waiting = {"token": "bbbb00000000", "tariff_name": "Лёгкий", "period_days": 7}
    rig = serving(
        {
            "/gift/sent": answer(
                [SENT, SENT | {"token": "given0000000", "gift_recipient_value": "@olga_k"}]
            ),
            "/gift/received": answer([got]),
            "/gift/pending": answer([waiting, got | {"status": None}]),
        }
    )
    book = await BedolagaGifts(await client_of(rig)).book()
    free, given = book.sent
    assert (free.code, free.can_hand_on, free.message) == (
        "GIFT-q1w2e3r4t5y6",
        True,
        "С праздником",
    )
    assert (given.code, given.recipient, given.can_hand_on) == ("", "@olga_k", False)
    assert [(gift.token, gift.status) for gift in book.received] == [
        ("bbbb00000000", GiftStatus.PENDING_ACTIVATION),
        ("aaaa00000000", GiftStatus.DELIVERED),
    ]


async def test_a_gift_asked_for_by_name_tells_how_far_it_is() -> None:
    reply = {
        "status": "paid",
        "is_gift": True,
        "is_code_only": True,
        "purchase_token": "zzzz11112222",
        "recipient_contact_value": None,
        "gift_message": None,
        "tariff_name": "Семейный",
        "period_days": 60,
        "warning": None,
    }
    gifts, _rig = await gifts_over("/gift/purchase/zzzz11112222", answer(reply))
    gift = await gifts.gift("zzzz11112222")
    assert (gift.status, gift.code, gift.days) == (GiftStatus.PAID, "GIFT-zzzz11112222", 60)


async def test_taking_a_gift_tells_what_it_gave_or_why_not() -> None:
    reply = {"status": "activated", "tariff_name": "Семейный", "period_days": 14}
    gifts, rig = await gifts_over("/gift/activate", answer(reply))
    taken = await gifts.activate("GIFT-q1w2e3r4t5y6")
    assert rig.body() == {"code": "GIFT-q1w2e3r4t5y6"}
    assert (taken.kind, taken.plan, taken.days) == ("gift", "Семейный", 14)
    for status, words, reason in (
        (400, "Cannot activate your own gift", "own"),
        (404, "Gift not found", "unknown"),
        (400, "This gift cannot be activated", "spent"),
        (400, "Code too short", "short"),
    ):
        gifts, _rig = await gifts_over("/gift/activate", answer({"detail": words}, status))
        with pytest.raises(GiftRefused) as told:
            await gifts.activate("GIFT-q1w2e3r4t5y6")
        assert told.value.reason == reason


async def test_a_coupon_gives_days_or_says_why_not() -> None:
    good = {
        "success": True,
        "tariff_name": "Лёгкий",
        "period_days": 21,
        "renewed": True,
        "end_date": "2026-08-09T00:00:00Z",
    }
    rig = serving({"/coupon/redeem": answer(good)})
    given = await BedolagaCoupons(await client_of(rig)).redeem_coupon("0f" * 16)
    assert rig.body() == {"token": "0f" * 16}
    assert (given.plan, given.days) == ("Лёгкий", 21)
    assert given.expires_at is not None
    bad = {"detail": {"code": "invalid", "message": "Coupon not found or already used"}}
    rig = serving({"/coupon/redeem": answer(bad, 400)})
    with pytest.raises(CouponRefused) as told:
        await BedolagaCoupons(await client_of(rig)).redeem_coupon("0f" * 16)
    assert told.value.server_code == "invalid"
    rig = serving({"/coupon/redeem": answer({"detail": "Not Found"}, 404)})
    with pytest.raises(NotSupported):
        await BedolagaCoupons(await client_of(rig)).redeem_coupon("0f" * 16)


async def test_cards_are_listed_and_removed_by_number() -> None:
    card = {
        "id": 17,
        "method_type": "bank_card",
        "card_last4": "0042",
        "card_type": "MasterCard",
        "title": None,
        "created_at": "2026-01-02T03:04:05Z",
    }
    body = {"cards": [card, {"id": None}], "recurrent_enabled": True}
    rig = serving({"/balance/saved-cards": answer(body)})
    known = await BedolagaCards(await client_of(rig)).cards()
    (kept,) = known.cards
    assert (kept.id, kept.last_digits, kept.kind, kept.title) == (17, "0042", "MasterCard", "")
    assert known.charged_by_itself
    rig = serving({"/balance/saved-cards/17": answer({"success": True, "message": "Unlinked"})})
    await BedolagaCards(await client_of(rig)).remove_card(17)
    assert rig.paths() == ["DELETE /balance/saved-cards/17"]
    gone = answer({"detail": "Saved card not found"}, 404)
    rig = serving({"/balance/saved-cards/17": gone})
    with pytest.raises(NotFound):
        await BedolagaCards(await client_of(rig)).remove_card(17)


async def test_the_terms_are_read_without_a_session() -> None:
    body = {
        "is_enabled": True,
        "commission_percent": 12,
        "first_payment_commission_percent": 40,
        "minimum_topup_kopeks": 15_000,
        "minimum_topup_rubles": 150.0,
        "first_topup_bonus_kopeks": 5_000,
        "inviter_bonus_kopeks": 7_000,
        "max_commission_payments": 0,
    }
    rig = serving({"/referral/terms": answer(body)})
    terms = await BedolagaReferralTerms(Client(rig.transport, rig.session)).terms()
    assert (terms.percent, terms.first_percent, terms.least_top_up) == (12, 40, 15_000)
    assert (terms.bonus_for_them, terms.bonus_for_you) == (5_000, 7_000)
    assert (terms.is_open, terms.most_payments) == (True, None)
    assert "authorization" not in rig.requests[0].headers
