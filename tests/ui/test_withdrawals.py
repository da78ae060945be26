"""Withdrawing referral earnings: looked over before it is sent, taken back, or why not."""

from dataclasses import replace

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import OutcomeUnknown
from cabinet_tui.domain.withdrawal_refusals import WithdrawalTooSoon
from cabinet_tui.services.gateways.extras import Extras
from tests.services.fake_withdrawals import FakeWithdrawals
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


def paying_house() -> tuple[House, FakeWithdrawals]:
    house = full_house(
        lambda server: Extras(withdrawals=FakeWithdrawals(server.wire)),
        frozenset({Capability.WITHDRAWALS}),
    )
    fake = house.extras.withdrawals
    assert isinstance(fake, FakeWithdrawals)
    return house, fake


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("5")
    await stage.until_shown("Nobody has come by your link yet.")
    await stage.press("w")
    await stage.until_shown("Withdrawals of referral earnings", "2,300.50 ₽", "paid out")


async def filled_in(stage: Stage, amount: str, details: str) -> None:
    await stage.press("n")
    await stage.until_shown("Up to 2,300.50 ₽ can be withdrawn.")
    await stage.type(amount)
    await stage.press("tab")
    await stage.type(details)
    await stage.press("enter")


async def test_a_withdrawal_is_looked_over_then_sent_once_and_may_be_taken_back() -> None:
    house, fake = paying_house()
    async with staged(house) as stage:
        await opened(stage)
        await filled_in(stage, "100", "SBP +7 900 111-22-33")
        await stage.until_shown("The smallest amount is 500.00 ₽.")
        await stage.press("end", "ctrl+u")
        await stage.type("1000")
        await stage.press("enter", "enter")
        await stage.until_shown("Ask for this withdrawal?", "1,000.00 ₽", "SBP +7 900 111-22-33")
        await stage.press("enter")
        await stage.until_shown("Nothing was sent.")
        assert house.wire.count("withdraw") == 0
        await stage.press("enter")
        await stage.until_shown("Ask for this withdrawal?")
        await stage.press("y")
        await stage.until_shown("The request for 1,000.00 ₽ is made: number 5.", "waiting")
        assert house.wire.count("withdraw") == 1
        await stage.press("x")
        await stage.until_told("Cancel the request for 1,000.00 ₽?")
        await stage.press("y")
        await stage.until_shown("The request is cancelled.", "cancelled")
        await stage.press("enter")
        await stage.until_shown("SBP +7 900 111-22-33")
        assert len(fake.requests) == 2


async def test_a_cut_answer_is_told_with_the_request_it_made() -> None:
    house, _fake = paying_house()
    house.wire.failures["withdraw"] = OutcomeUnknown(host="vpn.example.com")
    house.wire.got_through.add("withdraw")
    async with staged(house) as stage:
        await opened(stage)
        await filled_in(stage, "1000", "SBP +7 900 111-22-33")
        await stage.until_shown("Ask for this withdrawal?")
        await stage.press("y")
        await stage.until_told("the request was made: number 5. Do not send it again.")
        assert house.wire.count("withdraw") == 1


async def test_the_cool_down_is_told_in_place_of_the_key() -> None:
    house, fake = paying_house()
    fake.money = replace(fake.money, obstacle=WithdrawalTooSoon(days=12))
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_told(
            "The next request can be made in 12 days. A cancelled request counts too."
        )
        await stage.press("n")
        assert "Where to" not in stage.text()


async def test_without_the_capability_there_is_no_key() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("5")
        await stage.until_shown("Nobody has come by your link yet.")
        assert "Withdraw" not in stage.text().splitlines()[-1]
