"""Accounts, from the keys a person presses to what the sandbox knows afterwards."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from textual.widgets import Button, Input

from cabinet_tui.sandbox.accounts import (
    BOT_TOKEN,
    DEMO_EMAIL,
    DEMO_PASSWORD,
    DEMO_TELEGRAM_ID,
)
from cabinet_tui.sandbox.telegram import sign_init_data, sign_widget
from tests.e2e.dialects import BEDOLAGA, DOCUMENTED, path
from tests.e2e.live import LiveStage, ledger, live, renewals, rubles, state_of
from tests.sandbox_server import SandboxServer

SUPPORT = {DOCUMENTED: "support@example.com", BEDOLAGA: "help@example.com"}
NEW, SECRET = "new@example.com", "long enough"
RESET_BY_MAIL = "https://vpn.example.com/reset-password?token={code}"
VERIFY_BY_MAIL = "https://vpn.example.com/verify-email?token={code}"


async def opened(stage: LiveStage, key: str, title: str) -> None:
    await stage.until_shown("E-mail", "Password")
    await stage.press(key)
    await stage.until_shown(title)


async def fill(stage: LiveStage, *values: str) -> None:
    """Fill one field after the other, and send."""
    for value in values:
        if value:
            await stage.paste(value)
        await stage.press("enter")


async def register(stage: LiveStage, *codes: str) -> None:
    await opened(stage, "f3", "Create an account")
    invitation, campaign = codes or ("", "")
    last_name = [""] if stage.sandbox.dialect == DOCUMENTED else []
    await fill(stage, NEW, SECRET, SECRET, "Ivan", *last_name, invitation, campaign)
    if stage.sandbox.dialect == BEDOLAGA:
        await stage.until_shown("Public offer", "Privacy policy")
        await stage.press("a")
    await stage.until_shown("The account was created.")


def account(world: SandboxServer, email: str = NEW) -> Mapping[str, object]:
    told = world.look("state", email)
    assert isinstance(told, dict)
    return told


def today(world: SandboxServer) -> int:
    """The sandbox's clock, which Telegram's dates are measured by, in seconds."""
    return world.order("clock", advance_seconds=0)


def widget_answer(world: SandboxServer, **changes: object) -> dict[str, object]:
    """What the Login Widget hands over for the demo account."""
    fields: dict[str, object] = {
        "id": DEMO_TELEGRAM_ID,
        "first_name": "Демо",
        "username": "demo",
        "auth_date": today(world),
    } | changes
    return fields | {"hash": sign_widget(fields, BOT_TOKEN)}


def init_data(world: SandboxServer, number: int) -> str:
    user = json.dumps({"id": number, "first_name": "Мини & Ко"}, ensure_ascii=False)
    return sign_init_data({"user": user, "auth_date": today(world), "query_id": "q"}, BOT_TOKEN)


@pytest.mark.covers(
    "POST /auth/register-email-standalone",
    "POST /auth/verify-email",
    "GET /auth/me",
)
async def test_a_stranger_registers_confirms_the_address_and_is_in(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await register(stage)
        assert account(world)["email_verified"] is False
        await fill(stage, VERIFY_BY_MAIL.format(code=world.mailed("verification", NEW)))
        await stage.until_shown("There is no subscription yet")
        assert account(world)["email_verified"] is True
        await stage.press("7")
        await stage.until_shown(f"{NEW}, confirmed", "Ivan", str(account(world)["id"]))


@pytest.mark.covers("POST /auth/register-email")
async def test_an_invitation_and_a_campaign_count_and_the_bonus_is_shown(
    world: SandboxServer,
) -> None:
    before = account(world, DEMO_EMAIL)["referrals"]
    assert isinstance(before, int)
    async with live(world, signed_in=False) as stage:
        await register(stage, "https://vpn.example.com/login?ref=ABC123XYZ", "spring")
        if world.dialect == BEDOLAGA:
            await fill(stage, VERIFY_BY_MAIL.format(code=world.mailed("verification", NEW)))
            await stage.until_said("Your bonus: 100.00 ₽.")
        else:
            await stage.until_told("Your bonus: 100.00 ₽, 7 days.")
        assert account(world)["balance_kopeks"] == 10_000
        assert account(world, DEMO_EMAIL)["referrals"] == before + 1
        await stage.press("escape")
        await stage.until_shown("100.00 ₽")
        if world.dialect == DOCUMENTED:
            await stage.until_shown("The e-mail address is not verified")


async def test_an_address_that_has_an_account_is_refused_in_place(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f3", "Create an account")
        await fill(stage, DEMO_EMAIL, SECRET, SECRET, "Ivan", "", "", "")
        await stage.until_shown("This e-mail address has an account already.")
        assert stage.app.screen.query_one("#email", Input).value == DEMO_EMAIL


@pytest.mark.covers("POST /auth/forgot-password", "POST /auth/reset-password")
async def test_a_forgotten_password_becomes_a_new_one(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("E-mail", "Password")
        await stage.paste(DEMO_EMAIL)
        await stage.press("f4")
        await stage.until(lambda: isinstance(stage.focused(), Button))
        await stage.press("enter")
        await stage.until_told(f"If {DEMO_EMAIL} has an account, a letter is on its way.")
        code = world.mailed("reset")
        await fill(stage, RESET_BY_MAIL.format(code=code), SECRET, SECRET)
        await stage.until_shown("Needs you", rubles(ledger(world).balance))
    assert world.token(DEMO_EMAIL, SECRET)
    where = path("POST /auth/login-email", world.dialect)
    refused = world.control.post(
        f"/cabinet{where}", json={"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    )
    assert refused.status_code == 401


async def test_a_used_code_is_refused_in_place(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f5", "Set the password")
        await fill(stage, "A" * 32, SECRET, SECRET)
        await stage.until_shown("This code is no longer good.")
    assert world.token()


@pytest.mark.covers("POST /auth/telegram-widget")
@pytest.mark.parametrize("as_address", [False, True])
async def test_the_telegram_widget_signs_in_to_its_account(
    world: SandboxServer, *, as_address: bool
) -> None:
    answer = widget_answer(world)
    pasted = (
        f"https://vpn.example.com/auth/telegram?{urlencode(answer)}"
        if as_address
        else json.dumps(answer)
    )
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f7", "Address or JSON")
        await fill(stage, pasted)
        await stage.until_shown("Needs you", rubles(ledger(world).balance))
        assert state_of(world)["sockets"] in {0, 1}
        account_now = stage.state().account.value
        assert account_now is not None
        assert account_now.id == account(world, DEMO_EMAIL)["id"]


async def test_a_login_telegram_did_not_sign_is_refused_in_place(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f7", "Address or JSON")
        await fill(stage, json.dumps(widget_answer(world) | {"first_name": "Somebody"}))
        await stage.until_shown("This is not what Telegram sends after a login.")
        assert stage.app.current_mode == "sign_in"


@pytest.mark.covers("POST /auth/telegram-miniapp")
async def test_mini_app_data_makes_an_account_with_its_codes(world: SandboxServer) -> None:
    before = account(world, DEMO_EMAIL)["referrals"]
    assert isinstance(before, int)
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f8", "initData")
        await fill(stage, init_data(world, 5_000_001), "ABC123XYZ", "spring")
        await stage.until_shown("There is no subscription yet", "100.00 ₽")
        await stage.press("7")
        await stage.until_shown("Мини & Ко", "5000001")
    assert account(world, DEMO_EMAIL)["referrals"] == before + 1


@pytest.mark.covers("GET /info")
async def test_the_service_says_where_it_can_be_reached(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("7")
        await stage.until_shown(SUPPORT[world.dialect])


async def test_the_address_is_confirmed_on_the_account_screen(world: SandboxServer) -> None:
    assert account(world, DEMO_EMAIL)["email_verified"] is False
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("7")
        await stage.until_shown("not confirmed yet", "support@example.com")
        await stage.press("e")
        await stage.until_shown("Code or link")
        await fill(stage, world.mailed("verification"))
        await stage.until_shown(f"{DEMO_EMAIL}, confirmed")
        assert account(world, DEMO_EMAIL)["email_verified"] is True
        await stage.press("1")
        await stage.until_shown("Needs you")
        await stage.until_gone("The e-mail address is not verified")


@pytest.mark.covers("POST /auth/refresh")
async def test_a_session_goes_on_when_its_access_token_is_over(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("7")
        await stage.until_shown("in 6 d", "memory only")
        world.order("tokens/expire")
        await stage.press("r")
        await stage.until(lambda: renewals(world) == 1)
        await stage.until_read()
        await stage.until_shown(DEMO_EMAIL, "in 6 d")
        assert stage.app.current_mode == "account"


async def test_signing_out_leads_to_the_sign_in_and_back_into_another_account(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("7")
        await stage.until_shown(DEMO_EMAIL)
        await stage.press("o")
        await stage.until_shown("Sign out on this machine?")
        await stage.press("y")
        await register(stage)
        await stage.press("escape")
        await stage.until_shown(NEW, "not confirmed yet")
        await stage.until(lambda: account(world)["sockets"] == 1)
        assert account(world, DEMO_EMAIL)["sockets"] == 0
        assert DEMO_EMAIL not in stage.text()


async def test_a_sixth_try_in_a_minute_is_counted_down_in_a_dialog(world: SandboxServer) -> None:
    world.order("limits", enabled=True)
    for _ in range(5):
        world.token()
    async with live(world, signed_in=False) as stage:
        await opened(stage, "f4", "Forgotten password")
        await fill(stage, DEMO_EMAIL)
        await stage.until_shown("Too many tries. Wait ")
        assert stage.app.screen.query_one("#submit", Button).disabled


@pytest.mark.covers(
    "WS payment_completed",
    "WS balance_updated",
    "WS subscription_renewed",
    "WS subscription_expires_soon",
    "WS ticket_reply",
    "WS referral_earned",
)
async def test_the_list_has_every_push_and_one_of_a_kind_nobody_knows(
    world: SandboxServer,
) -> None:
    async with live(world, size=(120, 36)) as stage:
        await stage.until_live()
        pushes: Mapping[str, Mapping[str, object]] = {
            "payment_completed": {"amount_rubles": 7},
            "balance_updated": {"new_balance_rubles": 0.5},
            "subscription_renewed": {"expires_at": "2030-05-01T12:00:00Z"},
            "subscription_expires_soon": {"days_left": 2},
            "ticket_reply": {"ticket_id": 1, "message": "Try \x1b]0;again\x07now."},
            "referral_earned": {"amount_rubles": 12.5},
            "gift_received": {"text": "A present"},
        }
        for kind, data in pushes.items():
            assert world.order("push", type=kind, data=data) == 1
        await stage.until(lambda: len(stage.state().notices) == len(pushes))
        await stage.press("v")
        await stage.until_shown(
            "A payment of 7.00 ₽ has arrived",
            "The balance is now 0.50 ₽",
            "The subscription goes on until 1 May 2030",
            "The subscription ends in 2 days",
            "Support answered: Try now.",
            "A referral brought 12.50 ₽",
            "gift_received",
        )
        assert len(stage.toasts()) <= 1
