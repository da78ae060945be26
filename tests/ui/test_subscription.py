"""Subscription: the facts and the QR that a phone reads."""

from dataclasses import replace

import pytest

from cabinet_tui.domain.subscription import Traffic
from tests.picture import picture, qr_texts
from tests.services.full_house import LINK, full_house
from tests.ui.stage import Stage, staged


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("4")
    await stage.until_shown("Standard, active", "until    12 Feb 2024")


def scanned(stage: Stage) -> list[str]:
    return qr_texts(picture(stage.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 45)])
async def test_the_qr_read_off_the_screen_is_the_link(size: tuple[int, int]) -> None:
    async with staged(full_house(), size=size) as stage:
        await opened(stage)
        await stage.until(lambda: scanned(stage) == [LINK])


async def test_the_facts_are_all_there_at_80_columns() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.until_shown(
            "12 Feb 2024, 23 days", "40 of 300 GB", "3 of 5", "NL Amsterdam", "autopay  off"
        )


async def test_a_long_link_says_what_is_missing_and_fits_a_larger_terminal() -> None:
    house = full_house()
    long = "vless://" + "a1b2c3d4" * 33
    assert house.server.subscription is not None
    house.server.subscription = replace(house.server.subscription, link=long)
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("more rows")
        assert scanned(stage) == []
        await stage.pilot.resize_terminal(200, 60)
        await stage.until(lambda: scanned(stage) == [long])


async def test_the_qr_takes_the_whole_screen_and_gives_it_back() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("f")
        await stage.until(lambda: "Standard, active" not in stage.text())
        await stage.until(lambda: scanned(stage) == [LINK])
        await stage.press("escape")
        await stage.until_shown("Standard, active")


async def test_the_link_is_sent_to_the_clipboard() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("y")
        await stage.until_shown("Sent to the clipboard.")
        assert stage.app.clipboard == LINK


async def test_the_link_can_be_shown_whole_to_be_selected() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("l")
        await stage.until_shown(LINK, "Select it")


async def test_unlimited_traffic_has_no_bar() -> None:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(
        house.server.subscription, traffic=Traffic(used=10**9, limit=None)
    )
    async with staged(house) as stage:
        await opened(stage)
        await stage.until_shown("unlimited")
        assert "░" not in stage.text()


async def test_no_subscription_invites_and_has_no_keys_of_a_link() -> None:
    house = full_house()
    house.server.subscription = None
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_shown("There is no subscription yet.")
        assert "Copy link" not in stage.text()
