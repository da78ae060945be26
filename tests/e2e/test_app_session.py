"""Signing in, and how a session goes on or ends, over the real network."""

import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.live import ledger, live, renewals, rubles, state_of, waiting_payment
from tests.sandbox_server import SandboxServer


@pytest.mark.covers("GET /branding", "POST /auth/login-email")
async def test_the_demo_password_opens_home_with_what_the_sandbox_has(
    world: SandboxServer,
) -> None:
    books, account = ledger(world), state_of(world)
    newest = books.entries[0]
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("E-mail", "Password")
        await stage.type(DEMO_EMAIL)
        await stage.press("tab")
        await stage.type(DEMO_PASSWORD)
        await stage.press("enter")
        await stage.until_shown("Needs you", rubles(books.balance), f"{account['unread']} new")
        await stage.until_live()
        line = next(
            line
            for line in stage.text().splitlines()
            if newest.text in line and "Not completed" not in line
        )
        assert line.endswith(rubles(newest.kopeks, signed=True))
        await stage.until_shown("A payment of 500.00 ₽ is waiting", "23 days left")


async def test_a_wrong_password_is_refused_in_place(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await stage.sign_in(password="not the password")
        await stage.until_shown("Wrong e-mail or password.")
        assert stage.app.current_mode == "sign_in"
        await stage.sign_in()
        await stage.until_shown("Needs you")


async def test_too_many_tries_are_counted_down(world: SandboxServer) -> None:
    world.order("limits", enabled=True)
    for _ in range(5):
        world.token()
    async with live(world, signed_in=False) as stage:
        await stage.sign_in()
        await stage.until_shown("Too many tries. Wait ")
        first = seconds_left(stage.text())
        assert 50 <= first <= 60
        await stage.until(lambda: seconds_left(stage.text()) < first)


async def test_after_the_countdown_one_may_try_again(world: SandboxServer) -> None:
    world.order(
        "faults", path="/auth/login-email", status=429, headers={"Retry-After": "1"}, times=1
    )
    async with live(world, signed_in=False) as stage:
        await stage.sign_in()
        await stage.until_shown("Too many tries. Wait 1 second.")
        await stage.until_gone("Too many tries.")
        await stage.press("enter")
        await stage.until_shown("Needs you")


async def test_expired_access_tokens_are_renewed_without_a_word(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.until_shown(rubles(ledger(world).balance))
        world.order("tokens/expire")
        world.order(f"payments/{waiting_payment(world)}/finish")
        await stage.press("r")
        await stage.until_shown(rubles(ledger(world).balance))
        await stage.until_read()
        assert "As of" not in stage.text()
        assert stage.app.current_mode == "home"
        assert renewals(world) == 1


async def test_a_revoked_session_ends_says_so_and_signing_in_goes_back(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("autopay")
        world.order("tokens/revoke")
        await stage.press("r")
        await stage.until_shown("Your session has ended. Sign in again.")
        await stage.sign_in()
        await stage.until_shown("autopay", "https://sub.example.com/")
        assert stage.app.current_mode == "subscription"
        await stage.until_live()


def seconds_left(text: str) -> int:
    return int(text.partition("Too many tries. Wait ")[2].split()[0])
