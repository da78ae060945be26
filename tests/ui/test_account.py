"""Account: who is signed in, how the session is kept, whom to turn to, and leaving."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.account_card import account_card
from cabinet_tui.domain.errors import Rejected, Unreachable
from cabinet_tui.domain.service import ServiceInfo
from tests.services.fakes import FakeInfo
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

SERVICE = ServiceInfo(
    name="My VPN",
    support_email="help@example.com",
    support_telegram="@vpn_support",
    terms_url="https://example.com/terms",
    privacy_url="https://example.com/privacy",
)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    async def info(_self: FakeInfo) -> ServiceInfo:
        return SERVICE

    monkeypatch.setattr(FakeInfo, "info", info)
    found = full_house()
    found.server.account = Account(
        id=7,
        email="ivan@example.com",
        email_verified=False,
        first_name="Ivan",
        last_name="Petrov",
        username="ivan_p",
        telegram_id=123456789,
        referral_code="ABC",
        language="ru",
        created_at=datetime(2023, 5, 1, tzinfo=UTC),
    )
    return found


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("7")
    await stage.until_shown("Ivan Petrov", "@vpn_support")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_everything_known_of_the_account_is_shown(
    house: House, size: tuple[int, int]
) -> None:
    house.tokens.ends_at = house.clock.now() + timedelta(days=6, hours=2)
    async with staged(house, size=size) as stage:
        await opened(stage)
        await stage.until_shown(
            "ivan@example.com, not confirmed yet",
            "@ivan_p, 123456789",
            "account number  7",
            "ABC",
            "Русский",
            "1 May 2023",
            "vpn.example.com",
            "memory only",
            "in 6 d",
            "help@example.com",
            "https://example.com/terms",
            "https://example.com/privacy",
        )


async def test_an_end_that_is_not_known_is_not_invented(house: House) -> None:
    async with staged(house) as stage:
        await opened(stage)
        assert "ends" not in stage.text()


async def test_the_address_is_confirmed_from_here(house: House) -> None:
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.until_shown("Code or link", "A letter was sent to ivan@example.com")
        await stage.type("https://vpn.example.com/verify?token=abc123")
        await stage.press("enter")
        await stage.until_shown("ivan@example.com, confirmed", "The e-mail address is confirmed.")
        assert house.server.sent == ["abc123"]
        await stage.until(lambda: "Confirm e-mail" not in stage.text())


async def test_a_wrong_code_is_told_in_place(house: House) -> None:
    house.wire.failures["verify_email"] = Rejected(detail="Invalid verification token")
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.until_shown("Code or link")
        await stage.type("abc123")
        await stage.press("enter")
        await stage.until_shown("This code is no longer good.")
        assert stage.app.screen.query_one(Input).value == "abc123"


async def test_an_account_without_an_address_has_nothing_to_confirm(house: House) -> None:
    house.server.account = replace(house.server.account, email="", email_verified=None)
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("e")
        await stage.press("question_mark")
        await stage.until_shown("Keys of this screen", "Copy card")
        assert "Confirm e-mail" not in stage.text()


async def test_one_key_copies_a_card_for_the_staff(house: House) -> None:
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("c")
        await stage.until_shown("Sent to the clipboard.")
        assert stage.app.clipboard == (
            "**Ivan Petrov** (My VPN)\n"
            "- account number: 7\n"
            "- Telegram number: 123456789\n"
            "- Telegram: `@ivan_p`\n"
            "- e-mail: `ivan@example.com` (not verified)"
        )


def test_a_name_cannot_mark_up_the_card() -> None:
    account = Account(id=1, first_name="*[x](http://e)`", username="a`b", email="a`@e.com")
    assert account_card(account) == (
        "**\\*\\[x\\](http://e)\\`**\n- account number: 1\n- Telegram: `@a'b`\n- e-mail: `a'@e.com`"
    )


async def test_a_contact_is_shown_with_its_code_copied_and_opened(house: House) -> None:
    async with staged(house, size=(100, 30)) as stage:
        await opened(stage)
        await stage.press("enter")
        await stage.until_shown("https://t.me/vpn_support", "Leads to t.me.", "▄")
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard == "https://t.me/vpn_support")
        await stage.press("o")
        await stage.until(lambda: stage.opened == ["https://t.me/vpn_support"])
        await stage.press("f")
        await stage.until(lambda: len(stage.app.screen_stack) == 3)
        await stage.press("escape", "escape")
        await stage.until_shown("This session")


async def test_a_mail_address_is_not_given_to_a_browser(house: House) -> None:
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("down", "enter")
        await stage.until_shown("mailto:help@example.com", "Copy link")
        await stage.press("o")
        await stage.pilot.pause()
        assert stage.opened == []
        assert "Open" not in stage.text().splitlines()[-1]


async def test_contacts_that_are_no_links_can_be_read_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def info(_self: FakeInfo) -> ServiceInfo:
        return replace(SERVICE, support_telegram="ask @ us", support_email="nobody")

    monkeypatch.setattr(FakeInfo, "info", info)
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7")
        await stage.until_shown("ask @ us", "nobody")
        await stage.press("enter")
        await stage.until_shown("Leads to example.com.", "https://example.com/terms")


async def test_a_service_that_names_nobody_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def info(_self: FakeInfo) -> ServiceInfo:
        return ServiceInfo(name="My VPN")

    monkeypatch.setattr(FakeInfo, "info", info)
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7")
        await stage.until_shown("The service names nobody to turn to.")


async def test_what_cannot_be_read_says_so_and_the_session_stays_in_sight(house: House) -> None:
    house.wire.failures["me"] = Unreachable(host="vpn.example.com")
    house.server.sends_account = False
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7")
        await stage.until_told("vpn.example.com cannot be reached.", "memory only", "@vpn_support")


async def test_settings_and_signing_out_are_a_key_away(house: House) -> None:
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("s")
        await stage.until_shown("Language", "Bell for news")
        await stage.press("escape", "o")
        await stage.until_shown("Sign out on this machine?")
        await stage.press("y")
        await stage.until_shown("Password", "Create an account")
