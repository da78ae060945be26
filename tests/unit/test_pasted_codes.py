"""Codes as people paste them."""

import pytest

from cabinet_tui.domain.codes import (
    campaign_code,
    check_password,
    mailed_code,
    promo_code,
    referral_code,
)
from cabinet_tui.domain.refusals import BadCode, PasswordTooShort

TOKEN = "x7-Kq_3.ZtYw0PdXn42"


@pytest.mark.parametrize(
    "pasted",
    [
        TOKEN,
        f"  {TOKEN}\n",
        f"<{TOKEN}>",
        f"https://vpn.example.com/verify-email?token={TOKEN}",
        f"https://vpn.example.com/reset?lang=ru&reset_token={TOKEN}&x=1",
        f"https://vpn.example.com/#/verify?code={TOKEN}",
        f"https://vpn.example.com/verify/{TOKEN}/",
    ],
)
def test_a_mailed_code_is_found_bare_and_in_its_link(pasted: str) -> None:
    assert mailed_code(pasted) == TOKEN


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "   ",
        "two words",
        "https://vpn.example.com/verify-email",
        "https://vpn.example.com/",
        "https://[broken/verify?token=x",
        "https://vpn.example.com/verify?token=a%20b",
        "код",
        "x" * 5000,
    ],
)
def test_what_holds_no_mailed_code_is_refused(pasted: str) -> None:
    with pytest.raises(BadCode):
        mailed_code(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "ABC123XYZ",
        " ABC123XYZ ",
        "https://vpn.example.com/login?ref=ABC123XYZ",
        "vpn.example.com/login?ref=ABC123XYZ",
        "?ref=ABC123XYZ",
        "ref=ABC123XYZ",
        "https://t.me/vpn_bot?start=ref_ABC123XYZ",
        "tg://resolve?domain=vpn_bot&start=ref_ABC123XYZ",
        "https://t.me/vpn_bot/app?startapp=ref_ABC123XYZ",
    ],
)
def test_an_invitation_is_found_bare_and_in_its_link(pasted: str) -> None:
    assert referral_code(pasted) == "ABC123XYZ"


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "a b",
        "x" * 65,
        "ABC;DROP",
        "https://t.me/vpn_bot",
        "https://t.me/vpn_bot?start=spring",
        "https://vpn.example.com/?ref=",
        "https://vpn.example.com/?ref=a%00b",
        "https://vpn.example.com/?ref=" + "x" * 65,
    ],
)
def test_what_holds_no_invitation_is_refused(pasted: str) -> None:
    with pytest.raises(BadCode):
        referral_code(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "spring",
        "https://vpn.example.com/?campaign=spring",
        "https://t.me/vpn_bot?start=spring",
    ],
)
def test_a_campaign_is_found_bare_and_in_its_link(pasted: str) -> None:
    assert campaign_code(pasted) == "spring"


def test_an_invitation_is_no_campaign() -> None:
    with pytest.raises(BadCode):
        campaign_code("https://t.me/vpn_bot?start=ref_ABC")


def test_a_promo_code_may_be_any_word() -> None:
    assert promo_code(" НОВЫЙ-2024! ") == "НОВЫЙ-2024!"
    for wrong in ("", "  ", "two words", "x" * 51):
        with pytest.raises(BadCode):
            promo_code(wrong)


def test_a_new_password_has_eight_characters() -> None:
    check_password("12345678")
    check_password("пароль!!")
    with pytest.raises(PasswordTooShort, match="8"):
        check_password("1234567")
