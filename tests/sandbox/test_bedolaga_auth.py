"""Signing in on the Bedolaga dialect: consent, verified addresses, the bot's button, sessions."""

from typing import Any

import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.sandbox.bedolaga_world import BedolagaWorld
from tests.sandbox.conftest import MakeBedolaga

NEW = {"email": "new@example.com", "password": "a-long-password"}
AGREED = {**NEW, "accepted_legal_documents": ["public_offer", "privacy_policy"]}


def letter(world: BedolagaWorld, kind: str) -> str:
    return next(m.token for m in reversed(world.box.state.mailbox) if m.kind == kind)


async def test_registering_asks_for_consent_and_then_for_the_link_of_the_letter(
    bedolaga: BedolagaWorld,
) -> None:
    asked = await bedolaga.post("/auth/email/register/standalone", NEW)
    assert asked.status_code == 428
    detail = asked.json()["detail"]
    assert detail["code"] == "legal_consent_required"
    assert detail["missing"] == (await bedolaga.get("/info/legal-consent")).json()["documents"]

    done = await bedolaga.post("/auth/email/register/standalone", AGREED)
    assert done.json()["requires_verification"] is True
    assert (await bedolaga.post("/auth/email/login", NEW)).status_code == 403

    token = letter(bedolaga, "verification")
    verified = await bedolaga.post("/auth/email/verify", {"token": token})
    assert verified.json()["user"]["email"] == NEW["email"]
    assert verified.json()["user"]["first_name"] is None
    assert (await bedolaga.post("/auth/email/verify", {"token": token})).status_code == 400
    assert (await bedolaga.post("/auth/email/login", NEW)).status_code == 200
    again = await bedolaga.post("/auth/email/register/standalone", AGREED)
    assert (again.status_code, again.json()["detail"]) == (
        400,
        "This email is already registered",
    )


async def test_no_documents_no_consent(bedolaga: BedolagaWorld) -> None:
    await bedolaga.control("consent", {"documents": []})
    assert (await bedolaga.get("/info/legal-consent")).json()["required"] is False
    assert (await bedolaga.post("/auth/email/register/standalone", NEW)).status_code == 200


async def test_the_button_in_the_bot_signs_in_once(bedolaga: BedolagaWorld) -> None:
    begun = (await bedolaga.post("/auth/deeplink/request")).json()
    order = {"token": begun["token"]}
    waiting = await bedolaga.post("/auth/deeplink/poll", order)
    assert (waiting.status_code, waiting.json()["detail"]) == (202, "Waiting for confirmation")
    await bedolaga.control("deeplink/confirm", order)
    signed_in = await bedolaga.post("/auth/deeplink/poll", order)
    assert signed_in.json()["user"]["email"] == DEMO_EMAIL
    assert (await bedolaga.post("/auth/deeplink/poll", order)).status_code == 410
    assert (await bedolaga.post("/auth/deeplink/poll", {"token": "short"})).status_code == 422


async def test_a_deep_link_is_over_after_five_minutes(bedolaga: BedolagaWorld) -> None:
    begun = (await bedolaga.post("/auth/deeplink/request")).json()
    await bedolaga.control("clock", {"advance_seconds": begun["expires_in"] + 1})
    late = await bedolaga.post("/auth/deeplink/poll", {"token": begun["token"]})
    assert (late.status_code, late.json()["detail"]) == (410, "Token expired or not found")


async def test_the_refresh_token_stays_the_same_and_ends_after_a_week(
    bedolaga: BedolagaWorld,
) -> None:
    first = await bedolaga.sign_in()
    order = {"refresh_token": first["refresh_token"]}
    for _ in range(2):
        await bedolaga.control("clock", {"advance_seconds": 3 * 24 * 3600})
        renewed = (await bedolaga.post("/auth/refresh", order)).json()
        assert renewed["refresh_token"] == first["refresh_token"]
        assert renewed["expires_in"] == 900
    await bedolaga.control("clock", {"advance_seconds": 24 * 3600})
    assert (await bedolaga.post("/auth/refresh", order)).status_code == 401


async def test_a_logout_ends_every_session_of_its_second_but_no_access_token(
    bedolaga: BedolagaWorld,
) -> None:
    one, other = await bedolaga.sign_in(), await bedolaga.sign_in()
    assert one["refresh_token"] == other["refresh_token"]
    order = {"refresh_token": one["refresh_token"]}
    assert (await bedolaga.post("/auth/logout", order)).status_code == 200
    refused = await bedolaga.post("/auth/refresh", order)
    assert refused.json()["detail"] == "Refresh token not found or revoked"
    assert (await bedolaga.get("/auth/me")).status_code == 200
    assert (await bedolaga.post("/auth/logout", {"refresh_token": "zzz"})).status_code == 200


async def test_a_password_is_reset_by_the_link_and_sessions_go_on(bedolaga: BedolagaWorld) -> None:
    await bedolaga.post("/auth/password/forgot", {"email": DEMO_EMAIL})
    order = {"token": letter(bedolaga, "reset"), "password": "another-password"}
    assert (await bedolaga.post("/auth/password/reset", order)).status_code == 200
    assert (await bedolaga.get("/auth/me")).status_code == 200
    old = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    assert (await bedolaga.post("/auth/email/login", old)).status_code == 401
    again = await bedolaga.post("/auth/password/reset", order)
    assert again.json()["detail"] == "Invalid reset token"

    await bedolaga.post("/auth/password/forgot", {"email": DEMO_EMAIL})
    order = {"token": letter(bedolaga, "reset"), "password": "third-password"}
    await bedolaga.control("clock", {"advance_seconds": 3601})
    late = await bedolaga.post("/auth/password/reset", order)
    assert late.json()["detail"] == "Reset token has expired"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("maintenance", 503, "maintenance"),
        ("channel", 403, "channel_subscription_required"),
        ("blacklisted", 403, "blacklisted"),
        ("deleted", 403, "account_deleted"),
        ("inactive", 403, None),
    ],
)
async def test_a_block_keeps_out_what_is_signed_in(
    bedolaga: BedolagaWorld, kind: str, status: int, code: str | None
) -> None:
    await bedolaga.control("block", {"kind": kind})
    refused = await bedolaga.get("/balance")
    detail: Any = refused.json()["detail"]
    assert refused.status_code == status
    assert (detail["code"] if code else detail) == (code or "User account is not active")
    assert (await bedolaga.get("/info/service")).status_code == 200
    await bedolaga.control("block", {"kind": "none"})
    assert (await bedolaga.get("/balance")).status_code == 200


async def test_who_is_not_signed_in_is_told_how_to(bedolaga: BedolagaWorld) -> None:
    nobody = await bedolaga.client.get("/cabinet/auth/me")
    assert nobody.json()["detail"] == "Authentication required"
    assert nobody.headers["WWW-Authenticate"] == "Bearer"
    await bedolaga.control("tokens/expire")
    assert (await bedolaga.get("/auth/me")).json()["detail"] == "Invalid or expired token"


async def test_an_account_that_is_gone_is_not_found(bedolaga: BedolagaWorld) -> None:
    del bedolaga.box.state.accounts[bedolaga.demo.id]
    gone = await bedolaga.get("/auth/me")
    assert (gone.status_code, gone.json()["detail"]) == (404, "User not found")


async def test_only_some_routes_are_limited_and_the_wait_is_the_whole_minute(
    make_bedolaga: MakeBedolaga,
) -> None:
    world = await make_bedolaga(limits=True)
    for _ in range(3):
        assert (
            await world.post("/auth/password/forgot", {"email": "x@example.com"})
        ).status_code == 200
    late = await world.post("/auth/password/forgot", {"email": "x@example.com"})
    assert (late.status_code, late.headers["Retry-After"]) == (429, "60")
    assert late.json() == {"detail": "Too many requests"}
    for _ in range(70):
        assert (await world.get("/balance")).status_code == 200
