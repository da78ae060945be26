"""Getting an account, confirming its address, a new password, and Telegram's ways in."""

import asyncio
import json
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from cabinet_tui.domain.account import CampaignBonus, MiniAppLogin, Registration, TelegramLogin
from cabinet_tui.domain.errors import BadCredentials, CabinetError, Rejected
from cabinet_tui.domain.refusals import BadCode, BadInitData, Busy, PasswordTooShort
from cabinet_tui.domain.session import Confirmed
from tests.held_clock import settle
from tests.services.house import House

IVAN = Registration("ivan@example.com", "longenough", "Ivan")
LOGIN = TelegramLogin(id=5, first_name="Ivan", auth_date=1, hash="ab" * 32)
DATA = urlencode({"user": json.dumps({"id": 5}), "auth_date": "1", "hash": "ab" * 32})


async def test_registering_signs_nobody_in() -> None:
    house = House()
    house.tokens.tokens = None
    await house.session.restore()
    registered = await house.session.register(IVAN)
    assert registered.verification_required
    assert house.server.sent == [IVAN]
    assert house.state().session.signed_in is False
    assert house.wire.calls == ["register"]


async def test_an_invitation_may_be_a_link() -> None:
    house = House()
    link = "https://t.me/vpn_bot?start=ref_ABC123XYZ"
    campaign = "https://vpn.example.com/?campaign=spring"
    await house.session.register(replace(IVAN, referral_code=link, campaign=campaign))
    assert house.server.sent == [replace(IVAN, referral_code="ABC123XYZ", campaign="spring")]


async def test_registering_without_either_is_a_request_of_its_own() -> None:
    house = House()
    await house.session.register_standalone(IVAN)
    assert house.wire.calls == ["register_standalone"]


@pytest.mark.parametrize(
    ("registration", "refusal"),
    [
        (replace(IVAN, password="1234567"), PasswordTooShort),
        (replace(IVAN, referral_code="what is this"), BadCode),
        (replace(IVAN, campaign="https://vpn.example.com/"), BadCode),
    ],
)
async def test_what_no_server_takes_is_not_sent(
    registration: Registration, refusal: type[CabinetError]
) -> None:
    house = House()
    with pytest.raises(refusal):
        await house.session.register(registration)
    assert house.wire.calls == []


async def test_a_password_is_checked_without_an_invitation_too() -> None:
    house = House()
    with pytest.raises(PasswordTooShort):
        await house.session.register_standalone(replace(IVAN, password="short"))
    assert house.wire.calls == []


async def test_a_key_pressed_twice_registers_once() -> None:
    house = House()
    house.wire.hold("register")
    first = asyncio.create_task(house.session.register(IVAN))
    await settle()
    with pytest.raises(Busy):
        await house.session.register(IVAN)
    with pytest.raises(Busy):
        await house.session.register_standalone(IVAN)
    house.wire.release("register")
    await first
    assert house.wire.calls == ["register"]


async def test_an_address_that_is_taken_is_told() -> None:
    house = House()
    house.wire.failures["register"] = Rejected(detail="Email already registered")
    with pytest.raises(Rejected, match="already"):
        await house.session.register(IVAN)


async def test_a_verified_address_shows_in_the_account() -> None:
    house = House()
    await house.session.refresh()
    said = await house.session.verify_email("https://vpn.example.com/verify-email?token=abc")
    assert said == Confirmed("Verified")
    assert house.server.sent == ["abc"]
    account = house.state().account.value
    assert account is not None
    assert account.email_verified


async def test_verifying_before_signing_in_reads_no_account() -> None:
    house = House()
    await house.session.verify_email("abc")
    assert house.wire.calls == ["verify_email"]
    with pytest.raises(BadCode):
        await house.session.verify_email("two words")


async def test_a_forgotten_password_is_asked_for_by_address() -> None:
    house = House()
    assert await house.session.forgot_password(" a@example.com ") == "Sent"
    assert house.server.sent == ["a@example.com"]


async def test_a_new_password_needs_a_code_and_eight_characters() -> None:
    house = House()
    assert await house.session.reset_password(" abc ", "longenough") == "Reset"
    assert house.server.sent == [("abc", "longenough")]
    with pytest.raises(PasswordTooShort):
        await house.session.reset_password("abc", "short")
    with pytest.raises(BadCode):
        await house.session.reset_password("", "longenough")
    assert house.wire.count("reset_password") == 1


async def test_telegrams_widget_signs_in() -> None:
    house = House()
    assert await house.session.sign_in_telegram(LOGIN) is None
    assert house.server.sent == [LOGIN]
    assert house.state().session.signed_in
    assert house.state().account.value == house.server.account


async def test_a_mini_app_signs_in_and_tells_of_its_bonus() -> None:
    house = House()
    bonus = await house.session.sign_in_miniapp(
        MiniAppLogin(f" {DATA}\n", referral_code="?ref=ABC", campaign="spring")
    )
    assert bonus == CampaignBonus(1, days=7)
    assert house.server.sent == [MiniAppLogin(DATA, "ABC", "spring")]
    assert house.state().session.signed_in


async def test_data_without_a_signature_is_not_sent() -> None:
    house = House()
    with pytest.raises(BadInitData):
        await house.session.sign_in_miniapp(MiniAppLogin("user=me"))
    assert house.wire.calls == []


async def test_a_refused_sign_in_changes_nothing() -> None:
    house = House()
    house.tokens.tokens = None
    await house.session.restore()
    before = house.state()
    house.wire.failures["*"] = BadCredentials()
    with pytest.raises(BadCredentials):
        await house.session.sign_in_telegram(LOGIN)
    with pytest.raises(BadCredentials):
        await house.session.sign_in_miniapp(MiniAppLogin(DATA))
    assert house.state() == before
