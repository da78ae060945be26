"""Ways to pay, and payments made: checked first, sent once."""

import asyncio
from dataclasses import replace

import pytest

from cabinet_tui.domain.balance import PaymentKey, PaymentState
from cabinet_tui.domain.errors import (
    CabinetError,
    NotFound,
    OutcomeUnknown,
    Rejected,
    Unreachable,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import (
    AmountTooLarge,
    AmountTooSmall,
    BadCode,
    Busy,
    MethodUnavailable,
)
from tests.held_clock import settle
from tests.services.fake_server import SBP, STARS
from tests.services.fakes import DOWN
from tests.services.house import House

AMOUNT = Kopeks(50_000)
LOST = OutcomeUnknown(host="vpn.example.com")


async def test_the_methods_keep_for_a_minute() -> None:
    house = House()
    await house.payments.refresh_methods_if_stale()
    assert house.state().methods.value == tuple(house.server.methods)
    await house.clock.advance(59)
    await house.payments.refresh_methods_if_stale()
    assert house.wire.count("methods") == 1
    await house.clock.advance(1)
    await house.payments.refresh_methods_if_stale()
    await house.payments.refresh_methods()
    assert house.wire.count("methods") == 3


async def test_a_payment_is_made_once_and_is_among_those_that_wait_at_once() -> None:
    house = House()
    await house.payments.refresh()
    house.wire.calls.clear()
    payment = await house.payments.top_up(AMOUNT, "SBP")
    assert payment.amount == AMOUNT
    assert payment.url
    assert house.state().pending.value == (payment,)
    assert house.wire.calls == ["methods", "top_up"]
    await house.payments.refresh_if_stale()
    assert house.state().pending.value == (payment,)
    assert house.wire.count("pending") == 1


@pytest.mark.parametrize(
    ("amount", "method", "refusal"),
    [
        (9_999, "SBP", AmountTooSmall),
        (300_001, "SBP", AmountTooLarge),
        (0, "SBP", AmountTooSmall),
        (50_000, "TRIBUTE", MethodUnavailable),
        (50_000, "NOBODY_KNOWS", MethodUnavailable),
    ],
)
async def test_what_the_method_does_not_take_is_not_sent(
    amount: int, method: str, refusal: type[CabinetError]
) -> None:
    house = House()
    with pytest.raises(refusal):
        await house.payments.top_up(Kopeks(amount), method)
    assert house.wire.count("top_up") == 0


@pytest.mark.parametrize(
    ("amount", "refusal"), [(4_999, AmountTooSmall), (250_001, AmountTooLarge)]
)
async def test_an_invoice_has_limits_too(amount: int, refusal: type[CabinetError]) -> None:
    house = House()
    with pytest.raises(refusal):
        await house.payments.stars_invoice(Kopeks(amount))
    assert house.wire.count("stars_invoice") == 0


async def test_limits_that_nobody_knows_are_the_servers_matter() -> None:
    house = House()
    house.wire.failures["methods"] = DOWN
    await house.payments.top_up(Kopeks(1), "SBP")
    house = House()
    house.server.methods = [SBP]
    await house.payments.stars_invoice(Kopeks(1))
    assert house.wire.count("stars_invoice") == 1


async def test_a_method_switched_off_meanwhile_is_the_servers_matter() -> None:
    house = House()
    await house.payments.refresh_methods()
    house.wire.failures["top_up"] = Rejected(detail="Payment method is not available")
    house.server.methods = [replace(SBP, enabled=False), STARS]
    with pytest.raises(Rejected, match="not available"):
        await house.payments.top_up(AMOUNT, "SBP")
    assert house.wire.calls == ["methods", "pending", "top_up"]


async def test_a_key_pressed_twice_makes_one_payment() -> None:
    house = House()
    house.wire.hold("top_up")
    first = asyncio.create_task(house.payments.top_up(AMOUNT, "SBP"))
    await settle()
    with pytest.raises(Busy):
        await house.payments.top_up(AMOUNT, "SBP")
    with pytest.raises(Busy):
        await house.payments.stars_invoice(AMOUNT)
    house.wire.release("top_up")
    await first
    assert house.wire.count("top_up") == 1
    assert house.wire.count("stars_invoice") == 0


async def test_a_payment_whose_answer_was_lost_is_in_the_list_if_it_was_made() -> None:
    house = House()
    house.wire.failures["top_up"] = LOST
    house.wire.got_through.add("top_up")
    with pytest.raises(OutcomeUnknown):
        await house.payments.top_up(AMOUNT, "SBP")
    assert len(house.state().pending.value or ()) == 1
    assert house.wire.count("top_up") == 1


async def test_an_invoice_whose_answer_was_lost_is_told() -> None:
    house = House()
    house.wire.failures["stars_invoice"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.payments.stars_invoice(AMOUNT)
    assert house.wire.calls[-2:] == ["stars_invoice", "pending"]


async def test_a_check_that_finds_the_money_has_all_of_it_read_again() -> None:
    house = House()
    payment = await house.payments.top_up(AMOUNT, "SBP")
    await house.load_everything()
    assert (await house.payments.check(payment.key)).state == PaymentState.PENDING
    assert house.wire.calls == ["check"]
    house.server.pay(payment)
    house.wire.calls.clear()
    assert (await house.payments.check(payment.key)).state == PaymentState.PAID
    assert sorted(house.wire.calls) == [
        "balance",
        "check",
        "pending",
        "subscription",
        "transactions",
    ]
    assert house.state().balance.value == 65_050
    assert house.state().pending.value == ()


async def test_a_check_that_finds_a_refusal_takes_the_payment_from_the_list() -> None:
    house = House()
    payment = await house.payments.top_up(AMOUNT, "SBP")
    await house.payments.refresh()
    house.server.decline(payment)
    assert (await house.payments.check(payment.key)).state == PaymentState.FAILED
    assert house.state().pending.value == ()


async def test_a_check_tells_what_went_wrong() -> None:
    house = House()
    with pytest.raises(NotFound):
        await house.payments.check(PaymentKey("SBP", "gone"))
    house.wire.failures["check"] = DOWN
    with pytest.raises(Unreachable):
        await house.payments.check(PaymentKey("SBP", "gone"))


async def test_one_check_of_a_payment_at_a_time() -> None:
    house = House()
    first, second = [await house.payments.top_up(AMOUNT, "SBP") for _ in range(2)]
    house.wire.hold("check")
    checks = [asyncio.create_task(house.payments.check(p.key)) for p in (first, second)]
    await settle()
    with pytest.raises(Busy):
        await house.payments.check(first.key)
    house.wire.release("check")
    house.wire.release("check")
    await asyncio.gather(*checks)
    assert house.wire.count("check") == 2


async def test_a_promo_code_is_redeemed_once_and_what_it_changed_is_read() -> None:
    house = House()
    result = await house.promo.redeem("  GIFT\n")
    assert house.server.sent == ["GIFT"]
    assert result.balance == 50_000
    looked, before = {"transactions", "subscription"}, house.wire.calls.index("promo")
    assert set(house.wire.calls[:before]) == looked
    assert set(house.wire.calls[before + 1 :]) == looked | {"balance"}
    assert house.state().balance.value == 65_050


async def test_a_promo_code_that_is_refused_changes_nothing() -> None:
    house = House()
    house.wire.failures["promo"] = Rejected(detail="Promocode not found or expired")
    with pytest.raises(Rejected, match="no such promo code"):
        await house.promo.redeem("NOPE")
    assert house.wire.calls[-1] == "promo"
    with pytest.raises(BadCode):
        await house.promo.redeem("  ")
    assert house.wire.calls[-1] == "promo"
    assert house.wire.count("promo") == 1


async def test_a_promo_code_whose_answer_was_lost_shows_what_it_did() -> None:
    house = House()
    house.wire.failures["promo"] = LOST
    house.wire.got_through.add("promo")
    with pytest.raises(OutcomeUnknown):
        await house.promo.redeem("GIFT")
    assert house.state().balance.value == 65_050
    assert house.wire.count("promo") == 1


async def test_a_promo_code_pressed_twice_is_sent_once() -> None:
    house = House()
    house.wire.hold("promo")
    first = asyncio.create_task(house.promo.redeem("GIFT"))
    await settle()
    with pytest.raises(Busy):
        await house.promo.redeem("GIFT")
    house.wire.release("promo")
    await first
    assert house.wire.count("promo") == 1
