"""Signing in and up in the Bedolaga dialect: what is sent, what each refusal means."""

import base64
import json
import logging
import traceback
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.domain.account import (
    Account,
    CampaignBonus,
    MiniAppLogin,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.errors import (
    BadCredentials,
    Blocked,
    CabinetError,
    NotACabinet,
    NotFound,
    NotSupported,
    RateLimited,
    Rejected,
    ServerFailure,
    SignInRequired,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.sign_in_refusals import (
    ConsentRequired,
    DeepLinkGone,
    EmailUnverified,
    NoPassword,
)
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from tests.api.bedolaga.rig import BedolagaRig
from tests.api.rig import answer
from tests.fake_clock import START

SECRET = "kQ7zR2mNw9XcVb4TyHs6Lp0aJd8Ff3Ge"


def jwt(kind: str, expires: datetime) -> str:
    """A token that is signed by nobody."""

    def part(claims: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    claims = part({"sub": "71", "type": kind, "exp": int(expires.timestamp())})
    return f"{part({'alg': 'HS256'})}.{claims}.c2lnbmVk"


ACCESS = jwt("access", START + timedelta(minutes=15))
REFRESH = jwt("refresh", START + timedelta(days=7))
USER: dict[str, object] = {
    "id": 71,
    "telegram_id": None,
    "username": None,
    "first_name": "Петра",
    "last_name": None,
    "email": "petra@example.net",
    "email_verified": True,
    "balance_kopeks": 4_205,
    "balance_rubles": 42.05,
    "referral_code": None,
    "language": "ru",
    "created_at": "2023-12-01T09:08:07.123456Z",
    "auth_type": "email",
}
SESSION: dict[str, object] = {
    "access_token": ACCESS,
    "refresh_token": REFRESH,
    "token_type": "bearer",
    "expires_in": 900,
    "user": USER,
    "campaign_bonus": None,
}
PETRA = Account(
    id=71,
    email="petra@example.net",
    email_verified=True,
    first_name="Петра",
    balance=Kopeks(4_205),
    language="ru",
    created_at=datetime(2023, 12, 1, 9, 8, 7, 123_456, tzinfo=UTC),
    auth_type="email",
)
NEWCOMER = Registration("petra@example.net", "longenough", "Петра", language="ru")
LINK = DeepLink(SECRET, "our_vpn_bot", START + timedelta(minutes=5))


def saying(body: object, status: int = 200, **headers: str) -> BedolagaRig:
    return BedolagaRig(lambda _: answer(body, status, **headers))


async def test_a_password_signs_in_with_the_whole_account() -> None:
    rig = saying(SESSION)
    signed = await rig.gate.session.sign_in("petra@example.net", "secret-8")
    assert rig.paths() == ["POST /auth/email/login"]
    assert rig.body() == {"email": "petra@example.net", "password": "secret-8"}
    assert "authorization" not in rig.requests[0].headers
    assert signed.account == PETRA
    assert signed.tokens == Tokens(ACCESS, REFRESH, START + timedelta(minutes=15))
    assert signed.bonus is None


async def test_the_session_ends_with_its_refresh_token() -> None:
    rig = saying(SESSION)
    signed = await rig.gate.session.sign_in("petra@example.net", "secret-8")
    await rig.session.start(signed.tokens)
    assert rig.session.ends_at == START + timedelta(days=7)


async def test_what_a_campaign_gives_comes_with_the_session() -> None:
    bonus = {
        "campaign_name": "Осень",
        "bonus_type": "subscription",
        "balance_kopeks": 0,
        "subscription_days": 5,
        "tariff_name": "Проба",
    }
    rig = saying(SESSION | {"campaign_bonus": bonus})
    signed = await rig.gate.session.sign_in("petra@example.net", "secret-8")
    assert signed.bonus == CampaignBonus(None, days=5)


@pytest.mark.parametrize(
    ("status", "detail", "kind"),
    [
        (401, "Invalid email or password", BadCredentials),
        (401, "Password login not configured for this account", NoPassword),
        (403, "Please verify your email first", EmailUnverified),
        (403, "Something else", Blocked),
        (429, "Too many requests", RateLimited),
    ],
)
async def test_a_refused_sign_in_says_why(
    status: int, detail: str, kind: type[CabinetError]
) -> None:
    rig = saying({"detail": detail}, status)
    with pytest.raises(CabinetError) as caught:
        await rig.gate.session.sign_in("petra@example.net", "wrong")
    assert type(caught.value) is kind
    assert len(rig.requests) == 1


async def test_documents_that_are_accepted_go_along() -> None:
    wanted = {
        "code": "legal_consent_required",
        "message": "Consent needed",
        "documents": ["privacy_policy", "public_offer"],
        "missing": ["public_offer"],
        "prechecked": True,
    }

    def handler(request: httpx.Request) -> httpx.Response:
        if "accepted_legal_documents" not in json.loads(request.content):
            return answer({"detail": wanted}, 428)
        return answer({"message": "Sent", "email": "petra@example.net"})

    rig = BedolagaRig(handler)
    with pytest.raises(ConsentRequired) as caught:
        await rig.gate.session.register(NEWCOMER)
    assert caught.value.documents == ("public_offer",)
    agreed = Registration(
        "petra@example.net", "longenough", "", referral_code="FRIEND", campaign="autumn",
        accepted=("public_offer",),
    )  # fmt: skip
    registered = await rig.gate.session.register_standalone(agreed)
    assert rig.body() == {
        "email": "petra@example.net",
        "password": "longenough",
        "referral_code": "FRIEND",
        "campaign_slug": "autumn",
        "accepted_legal_documents": ["public_offer"],
    }
    assert registered.sign_in_waits
    assert registered.account is None


async def test_an_account_that_needs_no_confirmation_may_sign_in_at_once() -> None:
    rig = saying({"message": "Ok", "email": "petra@example.net", "requires_verification": False})
    registered = await rig.gate.session.register(NEWCOMER)
    assert (registered.verification_required, registered.sign_in_waits) == (False, False)
    assert rig.paths() == ["POST /auth/email/register/standalone"]
    assert rig.body() == {
        "email": "petra@example.net",
        "password": "longenough",
        "first_name": "Петра",
        "language": "ru",
    }


async def test_a_confirmed_address_signs_in() -> None:
    rig = saying(SESSION)
    verified = await rig.gate.session.verify_email("0a1b2c")
    assert rig.paths() == ["POST /auth/email/verify"]
    assert rig.body() == {"token": "0a1b2c"}
    assert verified.signed_in is not None
    assert verified.signed_in.account == PETRA


async def test_a_new_password_by_letter() -> None:
    rig = saying({"message": "Done"})
    assert await rig.gate.session.forgot_password("petra@example.net") == "Done"
    assert rig.body() == {"email": "petra@example.net"}
    assert await rig.gate.session.reset_password("0a1b2c", "longenough") == "Done"
    assert rig.body() == {"token": "0a1b2c", "password": "longenough"}
    assert rig.paths() == ["POST /auth/password/forgot", "POST /auth/password/reset"]


async def test_signing_out_has_the_refresh_token_revoked() -> None:
    rig = saying({"message": "Bye"})
    await rig.gate.session.sign_out(Tokens(ACCESS, REFRESH))
    assert rig.paths() == ["POST /auth/logout"]
    assert rig.body() == {"refresh_token": REFRESH}
    await rig.gate.session.sign_out(Tokens(ACCESS))
    assert len(rig.requests) == 1


async def test_a_widget_is_of_no_use_here() -> None:
    rig = saying({})
    with pytest.raises(NotSupported):
        await rig.gate.session.sign_in_telegram(TelegramLogin(1, "P", 1, "h"))
    with pytest.raises(NotSupported):
        await rig.gate.session.sign_in_miniapp(MiniAppLogin("hash=h"))
    assert not rig.requests


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_only_a_refusal_ends_the_session(status: int) -> None:
    rig = saying({"detail": "Invalid or expired refresh token"}, status)
    await rig.session.start(Tokens(ACCESS, REFRESH, START))
    with pytest.raises(SignInRequired):
        await rig.session.access()
    assert rig.ended == ["ended"]


@pytest.mark.parametrize("status", [404, 409, 428, 429, 500, 502, 503])
async def test_nothing_else_ends_it(status: int) -> None:
    rig = saying({"detail": "Not now"}, status)
    await rig.session.start(Tokens(ACCESS, REFRESH, START))
    with pytest.raises(CabinetError):
        await rig.session.access()
    assert rig.ended == []
    assert rig.session.ends_at == START + timedelta(days=7)


async def test_the_same_refresh_token_comes_back_and_lasts_no_longer() -> None:
    newer = jwt("access", START + timedelta(minutes=30))
    rig = saying({"access_token": newer, "refresh_token": REFRESH, "expires_in": 900})
    await rig.session.start(Tokens(ACCESS, REFRESH, START))
    assert await rig.session.access() == newer
    assert rig.body() == {"refresh_token": REFRESH}
    assert rig.session.ends_at == START + timedelta(days=7)


async def test_a_code_for_the_bot() -> None:
    rig = saying({"token": SECRET, "bot_username": "@our_vpn_bot", "expires_in": 300})
    link = await rig.gate.deep_link.request_deep_link()
    assert rig.paths() == ["POST /auth/deeplink/request"]
    assert rig.requests[0].content == b""
    assert link == LINK
    assert link.url == f"https://t.me/our_vpn_bot?start=webauth_{SECRET}"
    assert link.command == f"/start webauth_{SECRET}"


@pytest.mark.parametrize(
    "body",
    [
        {"token": SECRET, "bot_username": "evil.example.com/x?", "expires_in": 300},
        {"token": "a&start=other-token-x", "bot_username": "our_vpn_bot", "expires_in": 300},
        {"token": SECRET, "bot_username": ""},
        {"bot_username": "our_vpn_bot"},
    ],
)
async def test_a_code_that_leads_elsewhere_is_none(body: object) -> None:
    with pytest.raises(NotACabinet):
        await saying(body).gate.deep_link.request_deep_link()


async def test_an_old_bot_has_no_codes() -> None:
    with pytest.raises(NotFound):
        await saying({"detail": "Not Found"}, 404).gate.deep_link.request_deep_link()


async def test_a_success_may_mean_not_yet() -> None:
    rig = saying({"detail": "Waiting for confirmation"}, 202)
    assert await rig.gate.deep_link.poll_deep_link(LINK) is None
    assert rig.paths() == ["POST /auth/deeplink/poll"]
    assert rig.body() == {"token": SECRET}


async def test_a_confirmed_code_signs_in() -> None:
    signed = await saying(SESSION).gate.deep_link.poll_deep_link(LINK)
    assert signed is not None
    assert signed.account == PETRA


async def test_a_code_that_is_gone() -> None:
    with pytest.raises(DeepLinkGone):
        await saying({"detail": "Token expired"}, 410).gate.deep_link.poll_deep_link(LINK)


async def test_a_minute_has_room_for_every_look_and_for_what_a_person_does() -> None:
    rig = saying({"detail": "Waiting"}, 202)
    for _ in range(24):
        await rig.gate.deep_link.poll_deep_link(LINK)
        rig.clock.advance(2.5)
    assert rig.clock.naps == []


async def test_too_many_looks_do_not_stop_anything_else() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/poll"):
            return answer({"detail": "Too many requests"}, 429, retry_after="60")
        return answer({"enabled": False, "verification_enabled": True})

    rig = BedolagaRig(handler)
    for _ in range(2):
        with pytest.raises(RateLimited):
            await rig.gate.deep_link.poll_deep_link(LINK)
    assert rig.paths() == ["POST /auth/deeplink/poll"]
    assert await rig.gate.sign_in_ways.email_sign_in() == EmailSignIn(enabled=False)


@pytest.mark.parametrize("status", [400, 403, 500])
async def test_the_code_is_in_no_log_and_no_traceback(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rig = saying({"detail": "No"}, status)
    with pytest.raises((Rejected, ServerFailure)) as caught:
        await rig.gate.deep_link.poll_deep_link(LINK)
    told = "".join(traceback.format_exception(caught.value))
    assert SECRET not in told
    assert SECRET not in repr(LINK)
    assert SECRET not in caplog.text


@pytest.mark.parametrize("body", [{}, {"enabled": None}, {"enabled": "yes, of course"}])
async def test_e_mail_serves_unless_it_is_said_not_to(body: object) -> None:
    assert await saying(body).gate.sign_in_ways.email_sign_in() == EmailSignIn()


async def test_other_tokens_are_told_of_once() -> None:
    newer = jwt("access", START + timedelta(minutes=30))
    rig = saying({"access_token": newer, "refresh_token": REFRESH, "expires_in": 900})
    told: list[str] = []
    session = Session(rig.transport, rig.store, on_renew=lambda: told.append("renewed"))
    await session.start(Tokens(ACCESS, REFRESH, START))
    await session.access()
    await session.access()
    assert told == ["renewed"]
