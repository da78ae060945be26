"""Balance: waiting payments and the money of each month."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import Payment, PaymentKey, TransactionKind
from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.screens.dialogs.pending import PendingDialog
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("2")
    await stage.until_shown("Movement 130")


def two_waiting() -> House:
    house = full_house()
    now = house.clock.now()
    house.server.pending = [
        Payment(PaymentKey("YOOKASSA_SBP", "p1"), Kopeks(50_000), created_at=now),
        Payment(
            PaymentKey("CRYPTOBOT", "p2"),
            Kopeks(1_500_000),
            url="https://pay.example.com/2",
            created_at=now - timedelta(hours=2),
        ),
    ]
    return house


async def test_a_waiting_payment_is_seen_and_its_key_opens_it() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.until_shown("1 payment waits", "500.00 ₽  < 1 min ago")
        await stage.press("p")
        await stage.until_shown("Payment of 500.00 ₽")


async def test_of_several_one_is_chosen() -> None:
    async with staged(two_waiting()) as stage:
        await opened(stage)
        await stage.until_shown("2 payments wait", "15,500.00 ₽")
        await stage.press("p")
        await stage.until_shown("15,000.00 ₽  CryptoBot  2 h ago")
        await stage.press("down", "enter")
        await stage.until_shown("Payment of 15,000.00 ₽", "https://pay.example.com/2")


async def test_a_click_does_what_the_key_does() -> None:
    async with staged(two_waiting()) as stage:
        await opened(stage)
        await stage.pilot.click("PendingCard")
        await stage.until(lambda: isinstance(stage.app.screen, PendingDialog))


async def test_the_list_says_when_nothing_waits_any_more() -> None:
    house = two_waiting()
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("p")
        await stage.until_shown("CryptoBot")
        house.server.pending = []
        await stage.press("r")
        await stage.until_shown("No payment is waiting any more.")
        await stage.press("escape")
        await stage.until_gone("payments wait")


async def test_without_waiting_payments_there_is_no_key_for_them() -> None:
    house = full_house()
    house.server.pending = []
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("p")
        assert "payment waits" not in stage.text()
        await stage.press("question_mark")
        await stage.until_shown("Keys of this screen")
        assert "Waiting payments" not in stage.text()


async def test_payments_that_cannot_be_had_say_why() -> None:
    house = full_house()
    house.wire.failures["pending"] = Unreachable(host="vpn.example.com")
    async with staged(house, size=(120, 36)) as stage:
        await opened(stage)
        await stage.until_shown("vpn.example.com cannot be reached.")


async def test_home_opens_the_payment_that_needs_its_payer() -> None:
    async with staged(two_waiting()) as stage:
        await stage.until_shown("A payment of 15,000.00 ₽ is waiting")
        await stage.press("tab", "down", "enter")
        await stage.until_shown("Payment of 15,000.00 ₽", "https://pay.example.com/2")


async def test_the_money_of_each_month_is_in_numbers_beside_the_chart() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("end")
        await stage.until_shown("100 of 130")
        await stage.press("end")
        await stage.until_shown("130 of 130")
        await stage.press("g")
        # 65 top-ups of 500 and 65 purchases of 299, all within a week of this month.
        await stage.until_shown("Money by month", "Jan 2024", "32,500.00", "19,435.00")
        await stage.until_shown("Covers everything of the last 12 months.")
        lines = [line for line in stage.text().splitlines() if "500.00" in line]
        assert len({line.index("500.00") for line in lines}) == 1
        assert all(len(line) <= 80 for line in stage.text().splitlines())


async def test_a_chart_of_a_part_says_so_and_loads_the_rest() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("g")
        await stage.until_shown("Covers the newest 50 movements of 130", "12,500.00")
        await stage.press("m")
        await stage.until_shown("Covers the newest 100 movements of 130", "25,000.00")
        await stage.press("m")
        await stage.until_shown("Covers everything of the last 12 months.", "32,500.00")
        assert "Load more" not in stage.text()


async def test_the_chart_of_one_type_says_which() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("f", "down", "enter")
        await stage.until_shown("50 of 65")
        assert stage.house.state().history.kind is TransactionKind.TOP_UP
        await stage.press("g")
        await stage.until_shown("Money by month  Top-up", "25,000.00")


async def test_no_money_has_no_chart_but_a_word() -> None:
    house = full_house()
    house.server.transactions = []
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("2", "g")
        await stage.until_shown("Money by month", "No money has moved yet.")


async def test_old_money_only_is_said_to_be_old() -> None:
    house = full_house()
    house.server.transactions = [
        replace(row, created_at=house.clock.now() - timedelta(days=800))
        for row in house.server.transactions[:3]
    ]
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("g")
        await stage.until_shown("Nothing of what is loaded moved money in the last year.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_the_chart_has_other_signs_in_ascii(size: tuple[int, int]) -> None:
    house = full_house()
    house.server.transactions = [
        replace(row, created_at=house.clock.now() - timedelta(days=30 * (place // 2 % 6)))
        for place, row in enumerate(house.server.transactions)
    ]
    async with staged(house, size=size, ascii_only=True) as stage:
        await stage.until_shown("1,540.50 RUB")
        await stage.press("2")
        await stage.until_shown("Movement 130")
        await stage.press("g")
        await stage.until_shown("# came in", "= went out", "12,500.00")
        assert stage.text().isascii()
        chart = [line for line in stage.text().splitlines() if "came in" not in line]
        widths = {len(bar) for line in chart for bar in re.findall("#+|=+", line)}
        assert len(widths) == 1, "all are as wide, and none lies over another"


def test_whoever_sees_no_chart_imports_no_plotting() -> None:
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, cabinet_tui.app; print([m for m in sys.modules if 'plotext' in m])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "[]"
