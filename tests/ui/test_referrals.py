"""Referrals: the numbers, the link, who came and what they brought."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from textual.widget import Widget

from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.event import ReferralEarned
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.widgets.qr import QrCode
from cabinet_tui.widgets.referral_tables import EarningTable, ReferralTable
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

LINK = "https://t.me/vpn_bot?start=ref_ABC123"
DOWN = Unreachable(host="vpn.example.com")


def house_with(count: int = 120) -> House:
    house = full_house()
    now = house.clock.now()
    house.server.stats = ReferralStats(
        code="ABC123",
        link=LINK,
        total=count,
        active=17,
        trial_converted=5,
        earned=Kopeks(123_450),
        available=Kopeks(23_450),
        pending=Kopeks(1_000),
    )
    house.server.referrals = [
        Referral(
            id=number,
            name=f"Person {number}",
            username=f"person{number}",
            telegram_id=700 + number,
            registered_at=now - timedelta(hours=count - number),
            has_subscription=True,
            subscription_expires_at=now + timedelta(days=30),
            earned=Kopeks(100 * number),
            status="active",
        )
        for number in range(count, 0, -1)
    ]
    house.server.earnings = [
        Earning(
            id=number,
            amount=Kopeks(1_000),
            reason="subscription_purchase",
            referral_id=number,
            referral_name=f"payer{number}",
            created_at=now - timedelta(days=count - number),
        )
        for number in range(count, 0, -1)
    ]
    return house


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("5")
    await stage.until_shown("invited")


async def test_every_number_and_the_link_are_there() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown(LINK, "ABC123", "1,234.50 ₽", "234.50 ₽", "10.00 ₽")
        lines = [" ".join(line.split()) for line in stage.text().splitlines()]
        assert "invited 120 earned 1,234.50 ₽" in lines
        assert "active 17 to withdraw 234.50 ₽" in lines
        assert "after a trial 5 pending 10.00 ₽" in lines


async def test_what_the_server_does_not_count_is_left_out() -> None:
    house = house_with()
    house.server.stats = ReferralStats(code="ABC123", link=LINK, total=3, active=1)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("invited", "active")
        for word in ("after a trial", "to withdraw", "pending"):
            assert word not in stage.text()


async def test_scrolling_loads_every_referral() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown("Person 120", "Referrals 50 of 120")
        await stage.press("end")
        await stage.until_shown("Referrals 100 of 120")
        await stage.press("end")
        await stage.until_shown("Referrals 120 ")
        await stage.press("end")
        await stage.until_shown("Person 1 ")
        assert stage.house.wire.count("referrals") == 3


async def test_tab_leads_to_the_earnings_and_back_and_they_load_on_scroll() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown("Person 120")
        assert stage.house.wire.count("earnings") == 0
        await stage.press("tab")
        await stage.until_shown("@payer120", "Earnings 50 of 120", "+10.00 ₽")
        await stage.until(focus_on(stage, EarningTable))
        for loaded in ("100 of 120", "120 "):
            await stage.press("end")
            await stage.until_shown(f"Earnings {loaded}")
        await stage.press("end")
        await stage.until_shown("@payer1 ")
        await stage.press("tab")
        await stage.until_shown("Person 120")
        await stage.until(focus_on(stage, ReferralTable))


def focus_on(stage: Stage, kind: type[Widget]) -> Callable[[], bool]:
    return lambda: isinstance(stage.focused(), kind)


async def test_a_page_that_fails_keeps_what_is_loaded_and_end_asks_again() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown("Referrals 50 of 120")
        stage.house.wire.failures["referrals"] = DOWN
        await stage.press("end")
        await stage.until_shown("vpn.example.com cannot be reached.", "Referrals 50 of 120")
        del stage.house.wire.failures["referrals"]
        await stage.press("end")
        await stage.until_shown("Referrals 100 of 120")
        await stage.until_gone("cannot be reached")


async def test_enter_shows_all_of_a_referral() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown("Person 120")
        await stage.press("enter")
        await stage.until_shown("Telegram number", "820", "@person120")
        await stage.press("escape")
        await stage.until_gone("Telegram number")


async def test_the_link_is_copied_and_shown_as_a_code() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown(LINK)
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard == LINK)
        await stage.press("f")
        await stage.until(lambda: [code.shown for code in stage.app.screen.query(QrCode)] == [LINK])


async def test_a_wide_terminal_shows_the_code_beside_the_lists() -> None:
    async with staged(house_with(), size=(120, 36)) as stage:
        await opened(stage)
        await stage.until(lambda: stage.app.screen.query_one(QrCode).shown == LINK)
        await stage.until_shown("Person 120", "120.00 ₽")


async def test_sharing_hands_link_and_words_to_telegram() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown(LINK)
        await stage.press("s")
        await stage.until_shown("https://t.me/share/url")
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard.startswith("https://t.me/share/url?"))
        query = parse_qs(urlsplit(stage.app.clipboard).query)
        assert query["url"] == [LINK]
        assert "My VPN" in query["text"][0]


@pytest.mark.parametrize(("code", "link"), [("", ""), ("None", f"{LINK}None"), ("ABC", "")])
async def test_an_account_without_a_link_is_told_why_and_no_broken_one_is_offered(
    code: str, link: str
) -> None:
    house = house_with()
    house.server.stats = ReferralStats(code=code, link=link)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("This account has no invitation link yet.")
        assert "t.me" not in stage.text()
        await stage.press("y", "f", "s")
        assert len(stage.app.screen_stack) == 1
        assert stage.app.clipboard == ""


async def test_nobody_came_yet() -> None:
    house = house_with(0)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("Nobody has come by your link yet.")
        await stage.press("tab")
        await stage.until_shown("Nothing was earned yet")


async def test_numbers_that_cannot_be_had_say_so() -> None:
    house = house_with()
    house.wire.failures["stats"] = DOWN
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("5")
        await stage.until_shown("vpn.example.com cannot be reached.", "Person 120")


async def test_the_chart_counts_by_month_and_says_what_it_covers() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.until_shown("Person 120")
        await stage.press("g")
        await stage.until_shown("Earned by month", "Covers the newest 50 earnings of 120")
        await stage.press("m")
        await stage.until_shown("Covers the newest 100 earnings of 120")
        await stage.press("m")
        await stage.until_shown("Covers everything of the last 12 months.", "310.00 ₽")
        await stage.press("escape")
        await stage.until_shown("Person 120")


async def test_a_push_of_money_earned_shows_it() -> None:
    house = house_with(3)
    async with staged(house) as stage, house.watching():
        await opened(stage)
        await stage.press("tab")
        await stage.until_shown("Earnings 3")
        newest = Earning(id=99, amount=Kopeks(4_242), referral_name="fresh")
        house.server.earnings.insert(0, newest)
        house.listener.on_event(ReferralEarned(amount=Kopeks(4_242)))
        await house.clock.advance(1)
        await stage.until_shown("@fresh", "+42.42 ₽", "Earnings 4")


async def test_the_lists_fit_a_small_terminal() -> None:
    async with staged(house_with(), size=(60, 20)) as stage:
        await opened(stage)
        await stage.until_shown("Person 120", "120.00 ₽")
