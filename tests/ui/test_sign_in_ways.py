"""Getting an account, a confirmed address or a new password, and signing in with Telegram."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from textual.widgets import Button, Input
from textual.widgets._toast import Toast

from cabinet_tui.domain.account import (
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.errors import RateLimited, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.widgets.form import Form
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

HASH = "ab" * 32
WIDGET: dict[str, object] = {
    "id": 5,
    "first_name": "Ivan",
    "auth_date": 1_700_000_000,
    "hash": HASH,
}
INIT_DATA = urlencode({"user": '{"id":5}', "auth_date": 1_700_000_000, "hash": HASH})


def signed_out() -> House:
    house = full_house()
    house.tokens.tokens = None
    house.server.password = "longenough"
    return house


async def opened(stage: Stage, key: str, title: str) -> None:
    await stage.until_shown("Sign in", "Password")
    await stage.press(key)
    await stage.until_shown(title)


async def fill(stage: Stage, *values: str) -> None:
    """Type into one field after the other, and send."""
    for value in values:
        if value:
            await stage.type(value)
        await stage.press("enter")


async def register(stage: Stage, *, invitation: str = "", campaign: str = "") -> None:
    await opened(stage, "f3", "Create an account")
    secret = "longenough"
    await fill(stage, "new@example.com", secret, secret, "Ivan", "", invitation, campaign)


def toasts(stage: Stage) -> list[str]:
    """What the notices in the corner say, in plain spaces."""
    found = stage.app.screen.query(Toast)
    return [" ".join(str(toast.render()).replace("\u00a0", " ").split()) for toast in found]


async def test_registering_without_a_code_leads_to_the_letter_and_then_inside() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await register(stage)
        await stage.until_shown("The account was created.", "Paste the code from the letter")
        newcomer = Registration("new@example.com", "longenough", "Ivan", language="en")
        assert house.server.sent == [newcomer]
        assert house.wire.count("register_standalone") == 1
        await fill(stage, "https://vpn.example.com/verify?token=abc123")
        await stage.until_shown("1,540.50 ₽")
        assert house.server.sent[1:] == ["abc123"]
        assert house.tokens.tokens == Tokens(access="access of new@example.com")


async def test_a_code_or_its_link_makes_it_an_invited_registration() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await register(
            stage, invitation="https://vpn.example.com/login?ref=FRIEND", campaign="spring"
        )
        await stage.until_shown("The account was created.")
        assert house.wire.count("register") == 1
        (sent,) = house.server.sent
        assert isinstance(sent, Registration)
        assert (sent.referral_code, sent.campaign) == ("FRIEND", "spring")


async def test_the_address_can_be_confirmed_later() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await register(stage)
        await stage.until_shown("The account was created.")
        await stage.press("escape")
        await stage.until_shown("1,540.50 ₽", "The e-mail address is not verified")
        assert house.wire.count("verify_email") == 0


async def test_the_bonus_of_a_campaign_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    house = signed_out()
    bonus = CampaignBonus(1, Kopeks(10_000), 7)

    def welcome(registration: Registration) -> Registered:
        return Registered("", registration.email, verification_required=False, bonus=bonus)

    monkeypatch.setattr(house.server, "register", welcome)
    async with staged(house, size=(120, 36)) as stage:
        await register(stage, campaign="spring")
        sentence = "The account was created. Your bonus: 100.00 ₽, 7 days."
        await stage.until(lambda: sentence in toasts(stage))
        await stage.until_shown("Needs you")


async def test_what_is_wrong_is_told_beside_its_field_before_anything_is_sent() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f3", "Create an account")
        await fill(stage, "no address", "short", "other", "", "", "no code!", "a b")
        await stage.until_told(
            "This is not an e-mail address.",
            "A password needs at least 8 characters.",
            "This is not the same.",
            "Type it here.",
            "There is no code in this.",
        )
        assert house.server.sent == []


async def test_a_refusal_is_told_in_the_dialog_and_nothing_typed_is_lost() -> None:
    house = signed_out()
    house.wire.failures["register_standalone"] = Rejected(detail="Email already registered")
    async with staged(house) as stage:
        await register(stage)
        await stage.until_shown("This e-mail address has an account already.", "new@example.com")
        assert len([field for field in stage.app.screen.query(Input) if field.value]) == 4


async def test_too_many_tries_are_counted_down_in_the_dialog() -> None:
    house = signed_out()
    house.wire.failures["forgot_password"] = RateLimited(retry_after=timedelta(seconds=2))
    async with staged(house) as stage:
        await opened(stage, "f4", "Forgotten password")
        await fill(stage, "ivan@example.com")
        await stage.until_shown("Wait 2 seconds.")
        assert stage.app.screen.query_one("#submit", Button).disabled
        await stage.until_shown("Wait 1 second.")
        await stage.until_gone("Too many tries.")
        house.wire.failures.clear()
        await stage.press("enter")
        await stage.until_shown("New password")


async def test_a_forgotten_password_becomes_a_new_one_and_signs_in() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await stage.until_shown("Password")
        await stage.type("ivan@example.com")
        await opened(stage, "f4", "Forgotten password")
        await stage.until(lambda: isinstance(stage.focused(), Button))
        await stage.press("enter")
        await stage.until_told("If ivan@example.com has an account, a letter is on its way.")
        await fill(stage, "https://vpn.example.com/reset?token=xyz", "longenough", "longenough")
        await stage.until_shown("1,540.50 ₽")
        assert house.server.sent == ["ivan@example.com", ("xyz", "longenough")]


async def test_a_code_that_came_before_sets_the_password_without_a_new_letter() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f5", "Set the password")
        await fill(stage, "xyz", "longenough", "longenough")
        await stage.until_shown("The new password is set.", "Create an account")
        assert stage.app.screen.query_one("#password", Input).value == "longenough"
        assert stage.focused() is stage.app.screen.query_one("#email", Input)
        assert house.wire.count("forgot_password") == 0


async def test_an_address_is_confirmed_without_signing_in() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f6", "Confirm the e-mail address")
        await stage.until_shown("Code or link")
        await fill(stage, "abc123")
        await stage.until_shown("The e-mail address is confirmed.")
        assert stage.app.current_mode == "sign_in"
        assert house.server.sent == ["abc123"]


@pytest.mark.parametrize(
    "pasted",
    [
        json.dumps(WIDGET, indent=2),
        "https://vpn.example.com/auth?" + urlencode(WIDGET),
    ],
)
async def test_the_widgets_answer_signs_in_and_is_not_shown(pasted: str) -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f7", "Address or JSON")
        await stage.type(pasted)
        assert HASH not in stage.text()
        await stage.press("enter")
        await stage.until_shown("1,540.50 ₽")
        assert house.server.sent == [TelegramLogin(5, "Ivan", 1_700_000_000, HASH)]


async def test_what_telegram_never_sends_is_told_before_anything_is_sent() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f7", "Address or JSON")
        await fill(stage, json.dumps({**WIDGET, "hash": "short"}))
        await stage.until_told("This is not what Telegram sends after a login.")
        assert house.server.sent == []


async def test_a_mini_apps_data_signs_in_with_its_codes_and_tells_the_bonus() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f8", "initData")
        await fill(stage, INIT_DATA, "FRIEND", "spring")
        await stage.until_shown("1,540.50 ₽")
        await stage.until_shown("Your bonus: 7 days.")
        assert house.server.sent == [MiniAppLogin(INIT_DATA, "FRIEND", "spring")]


async def test_init_data_of_no_shape_is_told_before_anything_is_sent() -> None:
    house = signed_out()
    async with staged(house) as stage:
        await opened(stage, "f8", "initData")
        await fill(stage, "hash=1", "", "")
        await stage.until_told("This is not the initData of a Telegram Mini App.")
        assert house.server.sent == []


async def test_without_a_server_it_is_asked_for_first() -> None:
    async with staged(signed_out(), server="") as stage:
        await stage.until_shown("Server", "Password")
        await stage.press("f3")
        await stage.until_shown("Type it here.")
        await stage.type("vpn.example.org")
        await stage.press("f3")
        await stage.until_shown("Password again")
        await stage.press("escape")
        await stage.until_gone("Password again")
        assert stage.connected_to == ["vpn.example.org"]


async def test_the_server_is_connected_to_once_for_all_that_is_asked_of_it() -> None:
    house = signed_out()
    async with staged(house, server="") as stage:
        await stage.until_shown("Server", "Password")
        await stage.type("vpn.example.org")
        for tries in (1, 2):
            await opened(stage, "f6", "Code or link")
            await fill(stage, "abc123")
            await stage.until(lambda tries=tries: len(house.server.sent) == tries)  # type: ignore[misc]
            await stage.until_gone("Code or link")
        assert stage.connected_to == ["vpn.example.org"]


async def test_a_dialog_waits_for_its_answer() -> None:
    house = signed_out()
    house.wire.hold("forgot_password")
    async with staged(house) as stage:
        await opened(stage, "f4", "Forgotten password")
        await fill(stage, "ivan@example.com")
        await stage.until(lambda: house.wire.held("forgot_password") == 1)
        await stage.press("escape", "enter")
        await stage.until_shown("Sending…")
        house.wire.release("forgot_password")
        await stage.until_shown("Set the password")
        assert house.wire.count("forgot_password") == 1


async def test_the_ways_are_chosen_with_the_arrows_and_with_a_click() -> None:
    async with staged(signed_out()) as stage:
        await stage.until_shown("Password")
        await stage.press("tab", "tab", "tab", "down", "enter")
        await stage.until_shown("Send the letter")
        await stage.press("escape")
        await stage.until_gone("Send the letter")
        await stage.pilot.click("#ways", offset=(6, 0))
        await stage.until_shown("Password again")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("key", ["f3", "f4", "f5", "f6", "f7", "f8"])
async def test_every_form_fits_or_scrolls(key: str, size: tuple[int, int]) -> None:
    async with staged(signed_out(), size=size) as stage:
        await stage.until_shown("Password")
        await stage.press(key)
        await stage.until(lambda: len(stage.app.screen_stack) == 2)
        await stage.until(lambda: bool(stage.app.screen.query("Form #submit")))
        form = stage.app.screen.query_one(Form)
        for widget in form.query("Entry, Button"):
            stage.app.screen.set_focus(widget)
            await stage.until(lambda widget=widget: stage.app.screen.can_view_entire(widget))  # type: ignore[misc]
            assert widget.region.right <= size[0]
