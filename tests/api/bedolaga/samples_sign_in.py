"""Recorded exchanges of signing in, signing up and signing out."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.account import Account, Registered, Registration, Tokens
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.errors import BadCredentials, Blocked, InvalidInput, RateLimited, Rejected
from cabinet_tui.domain.session import SignedIn, Verified
from cabinet_tui.domain.sign_in_refusals import ConsentRequired, DeepLinkGone, EmailUnverified
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, Do, fails

_NEW = Registration("new1@example.com", "NewUser123!", "Новый", language="ru")
_DOCUMENTS = ("public_offer", "privacy_policy")
_LATER = datetime(2030, 1, 1, tzinfo=UTC)


def _exp(token: str) -> datetime:
    part = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return datetime.fromtimestamp(claims["exp"], UTC)


def _session(body: Any) -> SignedIn:
    account: Account | None = expected.account(body["user"])
    tokens = Tokens(body["access_token"], body["refresh_token"], _exp(body["access_token"]))
    return SignedIn(tokens, account)


def _sign_in(email: str, password: str) -> Do:
    return lambda api: api.session.sign_in(email, password)


def _register(registration: Registration) -> Do:
    return lambda api: api.session.register(registration)


def _new(**other: Any) -> Registration:
    return Registration(**{"email": "new1@example.com", "password": "NewUser123!"} | other)


def _poll(token: str) -> Do:
    return lambda api: api.deep_link.poll_deep_link(DeepLink(token, "bedo_demo_bot", _LATER))


async def _ask_bot(api: BedolagaApi) -> object:
    link = await api.deep_link.request_deep_link()
    return (link.token, link.bot)


_TOKEN = "PZHYONd2zr0tTwuySkS9bu65139guBus"
_REFRESH = "zzz"

SIGN_IN: dict[str, Case] = {
    "auth_login_ok": Case(_sign_in("demo@example.com", "DemoPass123!"), _session),
    "auth_login_uppercase_email": Case(_sign_in("DEMO@Example.com", "DemoPass123!"), _session),
    "maintenance_login_still_200": Case(_sign_in("demo@example.com", "DemoPass123!"), _session),
    "auth_login_401": fails(_sign_in("demo@example.com", "wrong"), BadCredentials),
    "auth_login_unknown_401": fails(_sign_in("nobody@example.com", "wrong-pass"), BadCredentials),
    "auth_login_blocked_401": fails(
        _sign_in("blocked@example.com", "BlockPass123!"), BadCredentials
    ),
    "auth_login_unverified_403": fails(
        _sign_in("unverified@example.com", "UnverPass123!"), EmailUnverified
    ),
    "auth_login_429": fails(
        _sign_in("demo@example.com", "wrong"), RateLimited, retry_after=timedelta(seconds=60)
    ),
    "auth_login_422": Case(_sign_in("not-an-email", ""), error=InvalidInput, same_body=False),
    "auth_register_ok": Case(
        _register(
            _new(
                first_name="Новый",
                language="ru",
                referral_code="refDEMO2024",
                accepted=_DOCUMENTS,
            )
        ),
        lambda body: Registered(
            message=body["message"],
            email=body["email"],
            verification_required=True,
            sign_in_waits=True,
        ),
    ),
    "auth_register_400_duplicate": fails(
        _register(_new(first_name="Новый", language="ru", accepted=_DOCUMENTS)),
        Rejected,
        status=400,
    ),
    "auth_register_403_admin_email": fails(
        _register(_new(email="admin@example.com", first_name="Новый", language="ru")), Blocked
    ),
    "auth_register_422_short_password": fails(
        _register(_new(password="123", first_name="Новый", language="ru")), InvalidInput
    ),
    "auth_register_428_consent_required": fails(
        _register(_new(first_name="Новый", language="ru")), ConsentRequired, documents=_DOCUMENTS
    ),
    "auth_verify_ok": Case(
        lambda api: api.session.verify_email(
            "3cc5c61dd1487d4fe7711a43ee229f65e7ebb19169b4a69c7628ddbfb87d7e9a"
        ),
        lambda body: Verified(signed_in=_session(body)),
    ),
    "auth_verify_400_bad": fails(lambda api: api.session.verify_email("nope"), Rejected),
    "auth_forgot_ok": Case(
        lambda api: api.session.forgot_password("new1@example.com"), lambda body: body["message"]
    ),
    "auth_forgot_unknown_email": Case(
        lambda api: api.session.forgot_password("nobody@example.com"), lambda body: body["message"]
    ),
    "auth_forgot_429": fails(
        lambda api: api.session.forgot_password("nobody@example.com"), RateLimited
    ),
    "auth_reset_ok": Case(
        lambda api: api.session.reset_password(
            "7c156f6dce2a8e0ba06cb504e2c9d54b1b3a08b80379ad0ee07b79d64055bf96", "Another123!"
        ),
        lambda body: body["message"],
    ),
    "auth_reset_400_bad_token": fails(
        lambda api: api.session.reset_password("bad", "Another123!"), Rejected, status=400
    ),
    "auth_reset_422_short": fails(lambda api: api.session.reset_password("x", "1"), InvalidInput),
    "auth_logout_unknown_token": Case(
        lambda api: api.session.sign_out(Tokens("a", _REFRESH)), lambda _: None
    ),
    "auth_deeplink_request": Case(_ask_bot, lambda body: (body["token"], body["bot_username"])),
    "auth_deeplink_poll_202_pending": Case(_poll(_TOKEN), lambda _: None),
    "auth_deeplink_poll_200_linked": Case(_poll(_TOKEN), _session),
    "auth_deeplink_poll_410_consumed": fails(_poll(_TOKEN), DeepLinkGone),
    "auth_deeplink_poll_410_unknown": fails(_poll("A" * 32), DeepLinkGone),
    "auth_deeplink_poll_422_short": fails(_poll("x"), InvalidInput),
    "branding_email-auth": Case(
        lambda api: api.sign_in_ways.email_sign_in(),
        lambda body: EmailSignIn(body["enabled"], body["verification_enabled"]),
    ),
}
