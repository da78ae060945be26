"""Plans: what is offered, what a plan says before it is paid, and that it is paid once."""

from dataclasses import replace

import pytest
from textual.widgets import Button

from cabinet_tui.domain.errors import OutcomeUnknown, RateLimited, Unreachable
from cabinet_tui.domain.intent import IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.sales_refusals import SoldElsewhere
from cabinet_tui.domain.subscription import Period, PurchaseRequest, Server
from cabinet_tui.screens.dialogs.intent import IntentDialog
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.top_up import TopUpDialog
from tests.services.fake_server import BASIC, STANDARD
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

WIDE = (120, 36)


def poor_house() -> House:
    """The cheapest tariff costs more than there is."""
    house = full_house()
    house.server.balance = Kopeks(4_050)
    return house


def four_tariffs() -> House:
    """More than stand side by side on 80 columns."""
    house = full_house()
    dear = replace(BASIC, id=5, name="Dear", periods=(Period(30, Kopeks(99_900)),))
    large = replace(STANDARD, id=6, name="Large", traffic_gb=500, devices=9)
    house.server.tariffs = [dear, STANDARD, BASIC, large]
    return house


async def opened(stage: Stage, balance: str = "1,540.50 ₽") -> None:
    await stage.until_shown(balance)
    await stage.press("3")
    await stage.until_shown("Basic", "Standard")
    await stage.until(lambda: stage.house.state().subscription.is_known)


async def planned(stage: Stage) -> None:
    """The plan of the cheapest tariff is on the screen."""
    await opened(stage)
    await stage.press("enter")
    await stage.until_shown("Basic, 30 days", "Pay 100.00 ₽")


def bought(stage: Stage) -> int:
    return stage.house.wire.count("purchase")


async def test_a_narrow_terminal_lists_the_tariffs_under_each_other() -> None:
    async with staged(four_tariffs()) as stage:
        await opened(stage)
        await stage.until_shown("449.10 ₽", "-10% 499.00 ₽", "300 GB", "A month", "yours")
        lines = stage.text().splitlines()
        assert not any("Basic" in line and "Standard" in line for line in lines)
        ends = {line.index("₽") for line in lines if line.startswith((" Basic", " Standard"))}
        assert len(ends) == 1


async def test_a_wide_terminal_stands_them_side_by_side() -> None:
    async with staged(full_house(), size=WIDE) as stage:
        await opened(stage)
        await stage.until_shown("499.00 ₽  -10%", "449.10 ₽ a month", "5 devices")
        assert any("Basic" in line and "Standard" in line for line in stage.text().splitlines())
        await stage.press("right", "enter")
        await stage.until_shown("Standard", "30 days", "90 days")


async def test_the_cursor_stays_on_its_tariff_when_the_terminal_changes() -> None:
    async with staged(four_tariffs()) as stage:
        await opened(stage)
        await stage.press("down")
        await stage.pilot.resize_terminal(*WIDE)
        await stage.until_shown("449.10 ₽ a month")
        await stage.press("enter")
        await stage.until_shown("90 days", "1,272.45 ₽")


async def test_unlimited_traffic_and_popularity_are_words() -> None:
    house = full_house()
    house.server.tariffs = [replace(STANDARD, traffic_gb=None, is_popular=True)]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("3")
        await stage.until_shown("unlimited", "popular")


async def test_a_tariff_is_called_like_yours_only_when_no_other_has_its_limits() -> None:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(house.server.subscription, plan="")
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("like yours")
        house.server.tariffs = [STANDARD, replace(STANDARD, id=9, name="Other")]
        await stage.press("r")
        await stage.until_shown("Other")
        assert "like yours" not in stage.text()


async def test_sorting_goes_through_price_traffic_and_devices() -> None:
    known = ("Basic", "Standard", "Dear", "Large")
    async with staged(four_tariffs()) as stage:
        await opened(stage)

        def names() -> list[str]:
            words = [line.split()[0] for line in stage.text().splitlines() if line.strip()]
            return [word for word in words if word in known]

        orders = []
        for words in ("cheapest first", "most traffic first", "most devices first", "the service"):
            await stage.press("s")
            await stage.until_shown(words)
            orders.append(names())
        assert orders == [
            ["Basic", "Standard", "Large", "Dear"],
            ["Large", "Standard", "Dear", "Basic"],
            ["Large", "Standard", "Dear", "Basic"],
            ["Dear", "Standard", "Basic", "Large"],
        ]


async def test_more_tariffs_than_rows_are_scrolled_through_with_the_last_one_in_sight() -> None:
    house = full_house()
    house.server.tariffs = [
        replace(BASIC, id=number, name=f"Plan {number}", description=f"The {number}th")
        for number in range(1, 16)
    ]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("3")
        await stage.until_shown("Plan 1 ", "The 1th")
        await stage.press(*["down"] * 14)
        await stage.until_shown("Plan 15", "The 15th")
        await stage.press("enter")
        await stage.until_shown("Plan 15, 30 days")


async def test_nothing_on_offer_says_whom_to_ask() -> None:
    house = full_house()
    house.server.tariffs = []
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("3")
        await stage.until_shown("The service offers nothing now.")


async def test_tariffs_that_cannot_be_read_say_why_and_come_with_r() -> None:
    house = full_house()
    house.wire.failures["tariffs"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("3")
        await stage.until_shown("vpn.example.com cannot be reached.")
        del house.wire.failures["tariffs"]
        await stage.press("r")
        await stage.until_shown("Basic")


async def test_the_plan_says_what_changes_before_anything_is_sent() -> None:
    async with staged(full_house()) as stage:
        await planned(stage)
        text = stage.text()
        for before, after in (
            ("1,540.50 ₽", "1,440.50 ₽"),
            ("12 Feb 2024", "13 Mar 2024"),
            ("300 GB", "100 GB"),
            ("5", "3"),
        ):
            assert any(before in line and f"→  {after}" in line for line in text.splitlines())
        assert "Fewer devices than now: 3 instead of 5." in text
        assert "Less traffic than now: 100 GB instead of 300 GB." in text
        assert "Standard becomes Basic" in text
        assert bought(stage) == 0


async def test_the_cursor_stands_on_going_back_so_enter_pays_nothing() -> None:
    async with staged(full_house()) as stage:
        await planned(stage)
        await stage.press("enter")
        await stage.until_gone("Pay 100.00 ₽")
        assert bought(stage) == 0


async def test_yes_buys_once_and_shows_the_receipt_over_an_up_to_date_screen() -> None:
    async with staged(full_house()) as stage:
        await planned(stage)
        await stage.press("y")
        await stage.until_shown("Bought.", "100.00 ₽", "1,440.50 ₽", "13 Mar 2024")
        assert bought(stage) == 1
        await stage.press("escape")
        await stage.until_shown("balance 1,440.50 ₽")
        assert stage.house.server.sent == [PurchaseRequest(tariff_id=1, days=30, subscription_id=7)]


async def test_a_purchase_without_a_link_says_so_instead_of_success_alone() -> None:
    async with staged(full_house()) as stage:
        await planned(stage)
        await stage.press("y")
        await stage.until_shown("Bought.", "There is no link to connect with yet.")


async def test_the_russian_key_buys_as_well() -> None:
    async with staged(full_house()) as stage:
        await planned(stage)
        await stage.press("н")
        await stage.until_shown("Bought.")


async def test_pressing_twice_pays_once() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.hold("purchase")
        await stage.press("y", "y", "y")
        await stage.until_shown("It is being done.")
        await stage.press("y", "tab", "enter")
        house.wire.release("purchase")
        await stage.until(lambda: bool(house.server.sent))
        assert house.wire.count("purchase") == 1
        assert len(house.server.sent) == 1


async def test_who_leaves_while_it_is_paid_is_told_the_end() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.hold("purchase")
        await stage.press("y")
        await stage.until(lambda: house.wire.held("purchase") == 1)
        await stage.press("escape")
        await stage.until_gone("It is being done.")
        house.wire.release("purchase")
        await stage.until_shown("Done: Basic, 30 days.", "balance 1,440.50 ₽")


async def test_several_periods_are_asked_for_first() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("right", "enter")
        await stage.until_shown("30 days", "449.10 ₽", "-10%", "90 days", "1,272.45 ₽")
        await stage.press("down", "enter")
        await stage.until_shown("Standard, 90 days", "Pay 1,272.45 ₽", "12 May 2024")


async def test_a_refusal_stays_in_the_dialog_and_can_be_tried_again() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.failures["purchase"] = RateLimited()
        await stage.press("y")
        await stage.until_shown("Too many requests.", "Pay 100.00 ₽")
        del house.wire.failures["purchase"]
        await stage.press("y")
        await stage.until_shown("Bought.")
        assert len(house.server.sent) == 1


async def test_a_price_that_rose_meanwhile_is_shown_before_it_is_paid() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.server.tariffs = [replace(BASIC, periods=(Period(30, Kopeks(12_000)),)), STANDARD]
        await house.tariffs.refresh()
        await stage.press("y")
        await stage.until_shown("The price has changed from 100.00 ₽ to 120.00 ₽.", "Pay 120.00 ₽")
        assert bought(stage) == 0
        await stage.press("y")
        await stage.until_shown("Bought.", "120.00 ₽")


async def test_an_answer_that_never_came_is_looked_for_and_found_paid() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.failures["purchase"] = OutcomeUnknown(host="vpn.example.com")
        house.wire.got_through.add("purchase")
        await stage.press("y")
        await stage.until_shown("Bought.", "it was done: 100.00 ₽", "1,440.50 ₽")
        assert len(house.server.sent) == 1


async def test_an_answer_that_never_came_and_nothing_charged_may_be_tried_again() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.failures["purchase"] = OutcomeUnknown(host="vpn.example.com")
        await stage.press("y")
        await house.clock.until_sleeping(3)
        await house.clock.advance(3)
        await stage.until_shown("So far nothing was charged.", "Pay 100.00 ₽")
        assert house.server.sent == []
        house.wire.failures.clear()
        await stage.press("y")
        await stage.until_shown("Bought.")
        assert len(house.server.sent) == 1


async def test_when_nobody_knows_the_dialog_offers_no_second_try() -> None:
    house = full_house()
    async with staged(house) as stage:
        await planned(stage)
        house.wire.failures["purchase"] = OutcomeUnknown(host="vpn.example.com")
        house.wire.hold("purchase")
        await stage.press("y")
        await stage.until(lambda: house.wire.held("purchase") == 1)
        house.wire.failures["transactions"] = Unreachable(host="vpn.example.com")
        house.wire.release("purchase")
        await house.clock.until_sleeping(3)
        await house.clock.advance(3)
        await stage.until_shown("it is not known whether it was")
        assert not stage.app.screen.query_one("#pay", Button).display
        await stage.press("y")
        assert house.wire.count("purchase") == 1


async def test_the_server_is_asked_for_only_when_the_service_insists() -> None:
    house = full_house()
    assert house.server.subscription is not None
    amsterdam = Server("Amsterdam", "NL", "ams-1")
    house.server.subscription = replace(house.server.subscription, servers=(amsterdam,))
    house.server.wants_server = "server_squad_uuid is required"
    async with staged(house) as stage:
        await planned(stage)
        await stage.press("y")
        await stage.until_shown("Which server?", "NL Amsterdam", "ams-1", "not accepted")
        await stage.press("tab")
        await stage.type("fra-2")
        house.server.wants_server = ""
        await stage.press("enter")
        await stage.until_shown("Pay 100.00 ₽")
        assert len(house.server.sent) == 1
        await stage.press("y")
        await stage.until_shown("Bought.")
        assert house.server.sent[-1] == PurchaseRequest(1, 30, "fra-2", 7)


async def test_nothing_is_no_server() -> None:
    house = full_house()
    house.server.wants_server = "server_squad_uuid is required"
    async with staged(house) as stage:
        await planned(stage)
        await stage.press("y")
        await stage.until_shown("Which server?")
        await stage.press("enter")
        await stage.until_shown("Type the uuid of a server")


async def test_a_short_balance_names_the_missing_sum_and_leads_to_the_top_up() -> None:
    house = poor_house()
    async with staged(house) as stage:
        await opened(stage, "40.50 ₽")
        await stage.press("enter")
        await stage.until_shown("59.50 ₽ missing", "Top up 59.50 ₽")
        assert not stage.app.screen.query_one("#pay", Button).display
        await stage.press("y", "t")
        await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
        await stage.until_shown("missing 59.50 ₽")
        intent = house.state().intent
        assert intent is not None
        assert intent.state is IntentState.WAITING
        assert bought(stage) == 0


async def arrived(stage: Stage, amount: int) -> None:
    """Money comes in from outside."""
    house = stage.house
    house.server.balance = Kopeks(house.server.balance + amount)
    await house.balance.refresh()


async def short_of_money(stage: Stage) -> None:
    """The cheapest tariff is wanted, and the top-up was left again."""
    await opened(stage, "40.50 ₽")
    await stage.press("enter")
    await stage.until_shown("Top up 59.50 ₽")
    await stage.press("t")
    await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
    await stage.press("escape")
    await stage.until_shown("Basic", "Standard")


async def test_when_the_money_is_there_it_is_asked_once_and_bought_once() -> None:
    house = poor_house()
    async with staged(house) as stage:
        await short_of_money(stage)
        await arrived(stage, 10_000)
        await stage.until_shown("The balance is enough now.", "Pay 100.00 ₽", "40.50 ₽")
        assert isinstance(stage.app.screen, IntentDialog)
        assert bought(stage) == 0
        await stage.press("y")
        await stage.until_shown("Bought.")
        assert len(house.server.sent) == 1
        assert house.state().intent is None


async def test_no_is_an_answer_that_is_kept() -> None:
    house = poor_house()
    async with staged(house) as stage:
        await short_of_money(stage)
        await arrived(stage, 10_000)
        await stage.until_shown("The balance is enough now.")
        await stage.press("escape")
        await stage.until_gone("The balance is enough now.")
        assert house.state().intent is None
        await arrived(stage, 10_000)
        await stage.until_shown("balance 240.50 ₽")
        assert not isinstance(stage.app.screen, PlanDialog)


async def test_a_subscription_that_changed_meanwhile_is_not_bought_again() -> None:
    house = poor_house()
    async with staged(house) as stage:
        await short_of_money(stage)
        assert house.server.subscription is not None
        house.server.subscription = replace(house.server.subscription, plan="Basic")
        await house.subscription.refresh()
        await stage.until_shown("The subscription has changed meanwhile")
        await arrived(stage, 10_000)
        await stage.until_shown("balance 140.50 ₽")
        assert not isinstance(stage.app.screen, PlanDialog)
        assert house.state().intent is None


async def test_the_question_waits_for_whoever_is_typing() -> None:
    house = poor_house()
    async with staged(house) as stage:
        await short_of_money(stage)
        await stage.press("2", "slash")
        await arrived(stage, 10_000)
        await stage.until(lambda: _is_ready(house))
        await stage.press("y")
        assert bought(stage) == 0
        await stage.press("enter")
        await stage.until_shown("The balance is enough now.")


def _is_ready(house: House) -> bool:
    intent = house.state().intent
    return intent is not None and intent.state is IntentState.READY


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_every_size_shows_the_plan_with_its_answers(size: tuple[int, int]) -> None:
    async with staged(full_house(), size=size) as stage:
        await planned(stage)
        await stage.until_shown("balance", "1,440.50 ₽", "Back")


async def test_ascii_terminals_get_ascii() -> None:
    async with staged(full_house(), ascii_only=True) as stage:
        await stage.until_shown("1,540.50 RUB")
        await stage.press("3")
        await stage.until_shown("449.10 RUB")
        await stage.press("enter")
        await stage.until_shown("1,440.50 RUB")
        assert stage.text().isascii()


async def test_a_service_that_sells_no_tariffs_says_where_it_sells() -> None:
    house = full_house()
    house.wire.failures["tariffs"] = SoldElsewhere()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("3")
        await stage.until_shown("This service has no ready tariffs", "Telegram bot")
        assert bought(stage) == 0
