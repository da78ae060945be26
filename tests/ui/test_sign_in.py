"""Signing in, as a person at the keyboard sees it."""

from datetime import timedelta

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.widgets import Button, Input

from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import InvalidInput, NotACabinet, RateLimited, Unreachable
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


def signed_out() -> House:
    house = full_house()
    house.tokens.tokens = None
    return house


async def fill(stage: Stage, email: str, password: str) -> None:
    await stage.until_shown("Sign in", "Password")
    await stage.type(email)
    await stage.press("enter")
    await stage.type(password)


async def test_a_right_password_opens_home_with_live_values() -> None:
    async with staged(signed_out()) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("1,540.50 ₽", "Standard, active", "My VPN")
        assert stage.app.current_mode == "home"


async def test_the_password_is_never_shown_and_not_kept_in_the_field() -> None:
    async with staged(signed_out()) as stage:
        await fill(stage, "ivan@example.com", "right")
        assert "right" not in stage.text()
        field = stage.app.screen.query_one("#password", Input)
        await stage.press("enter")
        await stage.until_shown("1,540.50 ₽")
        assert field.value == ""


@pytest.mark.parametrize(("ascii_only", "hidden"), [(False, "•••••"), (True, "*****")])
async def test_a_secret_is_drawn_with_the_signs_in_use(ascii_only: bool, hidden: str) -> None:
    async with staged(signed_out(), ascii_only=ascii_only) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.until_shown(hidden)


async def test_a_wrong_password_is_told_in_place_and_what_was_typed_stays() -> None:
    async with staged(signed_out()) as stage:
        await fill(stage, "ivan@example.com", "wrong")
        await stage.press("enter")
        await stage.until_shown("Wrong e-mail or password.", "ivan@example.com")
        assert stage.app.screen.query_one("#password", Input).value == "wrong"
        await stage.press("backspace")
        await stage.until_gone("Wrong e-mail or password.")


async def test_an_empty_field_is_told_before_anything_is_sent() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await stage.until_shown("Password")
        stage.app.screen.query_one("#submit", Button).press()
        await stage.until_shown("Type it here.")
        assert house.wire.count("sign_in") == 0


async def test_a_refused_field_is_told_beside_it() -> None:
    house = signed_out()
    house.wire.failures["sign_in"] = InvalidInput(fields={"email": "not an address"})
    async with staged(house) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("not an address")
        email = stage.app.screen.query_one("#email-error")
        assert email.display
        assert email.region.y == stage.app.screen.query_one("#email").region.bottom


async def test_what_cannot_be_an_address_is_told_before_anything_is_sent() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await fill(stage, "ivan", "right")
        await stage.press("enter")
        await stage.until_shown("This is not an e-mail address.")
        assert stage.focused() is stage.app.screen.query_one("#email", Input)
        assert house.wire.count("sign_in") == 0


async def test_too_many_tries_count_down_and_then_allow_another() -> None:
    house = signed_out()
    house.wire.failures["sign_in"] = RateLimited(retry_after=timedelta(seconds=2))
    async with staged(house) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("Wait 2 seconds.")
        button = stage.app.screen.query_one("#submit", Button)
        assert button.disabled
        await stage.until_shown("Wait 1 second.")
        await stage.until(lambda: not button.disabled)
        house.wire.failures.clear()
        button.press()
        await stage.until_shown("1,540.50 ₽")


async def test_an_unreachable_server_says_so_and_what_to_do() -> None:
    house = signed_out()
    house.wire.failures["sign_in"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("vpn.example.com cannot be reached.", "Check the connection")


async def test_without_a_server_the_form_asks_for_one_and_connects_to_it() -> None:
    async with staged(signed_out(), server="") as stage:
        await stage.until_shown("Server", "E-mail")
        await stage.type("vpn.example.org")
        await stage.press("enter")
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("1,540.50 ₽")
        assert stage.connected_to == ["vpn.example.org"]


async def test_an_address_that_is_no_cabinet_is_told_and_can_be_mended() -> None:
    async with staged(signed_out(), server="", refuse=NotACabinet(host="example.org")) as stage:
        await stage.until_shown("Server")
        await stage.type("example.org")
        await stage.press("enter")
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("example.org did not answer like a cabinet.")
        assert not stage.app.screen.query_one("#submit", Button).disabled


async def test_a_session_that_ends_leads_to_the_form_and_back_to_the_section() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_shown("3 of 5")
        house.session.session_ended()
        await stage.until_shown("Your session has ended. Sign in again.")
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("Standard, active", "3 of 5")
        assert stage.app.current_mode == "subscription"


async def test_signing_out_asks_first_and_forgets_what_was_shown() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7")
        await stage.until_shown("ivan@example.com")
        await stage.press("o")
        await stage.until_shown("Sign out on this machine?")
        await stage.press("n")
        await stage.until_gone("Sign out on this machine?")
        await stage.press("o")
        await stage.until_shown("Sign out on this machine?")
        await stage.press("y")
        await stage.until_shown("Password")
        assert house.tokens.tokens is None
        assert house.state().balance.value is None


async def test_enter_at_the_end_of_an_empty_form_says_what_is_missing() -> None:
    async with staged(signed_out(), server="") as stage:
        await stage.until_shown("Server", "Password")
        await stage.press("enter", "enter", "enter")
        await stage.until_shown("Type it here.")
        assert stage.text().count("Type it here.") == 3


@pytest.mark.parametrize("leads_on", ["tab", "enter", "down"])
async def test_what_is_typed_in_one_burst_lands_where_it_belongs(leads_on: str) -> None:
    async with staged(signed_out()) as stage:
        await stage.until_shown("Password")
        burst(stage, *"ivan@example.com", leads_on, *"right", "enter")
        await stage.until_shown("1,540.50 ₽")
        assert stage.house.tokens.tokens == Tokens(access="access of ivan@example.com")


async def test_going_back_in_a_burst_mends_the_field_before() -> None:
    async with staged(signed_out()) as stage:
        await stage.until_shown("Password")
        burst(stage, *"ivan@example.org", "tab", *"rig", "shift+tab", "end")
        burst(stage, "backspace", "backspace", "backspace", *"com", "tab", "end", *"ht", "enter")
        await stage.until_shown("1,540.50 ₽")
        assert stage.house.tokens.tokens == Tokens(access="access of ivan@example.com")


async def test_a_secret_cannot_be_copied_out_of_its_field() -> None:
    async with staged(signed_out()) as stage:
        await fill(stage, "ivan@example.com", "right")
        field = stage.app.screen.query_one("#password", Input)
        await stage.press("ctrl+shift+a", "ctrl+c")
        await stage.press("ctrl+x")
        await stage.until(lambda: field.value == "")
        assert stage.app.clipboard == ""
        assert stage.app.return_code is None


async def test_a_broken_up_paste_is_one_line() -> None:
    async with staged(signed_out()) as stage:
        await stage.until_shown("Password")
        await stage.type("ivan@exam\r\nple.com\x1b\n")
        await stage.until_shown("ivan@example.com")


async def test_signing_in_leaves_nothing_of_the_form_behind() -> None:
    async with staged(signed_out()) as stage:
        await fill(stage, "ivan@example.com", "right")
        await stage.press("enter")
        await stage.until_shown("1,540.50 ₽")
        stage.house.session.session_ended()
        await stage.until_shown("Your session has ended.")
        assert [field.value for field in stage.app.screen.query(Input)] == ["", ""]


def burst(stage: Stage, *keys: str) -> None:
    """Keys that come faster than the program can act on them."""
    for key in keys:
        character = key if len(key) == 1 else None
        name = key if character is None else _character_to_key(character)
        stage.app.post_message(Key(name, character))
