"""/auth: registration, sign-in by e-mail, tokens, verification and password reset."""

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.bedolaga.schemas.auth import (
    Forgotten,
    Login,
    PasswordReset,
    Profile,
    Refreshed,
    RefreshToken,
    Registered,
    Registration,
    Said,
    Token,
)
from cabinet_tui.sandbox.bedolaga.sessions import access_seconds, sign_in
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.passwords import hash_password, password_matches
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.signup import open_account, send_mail, take_mail, with_email
from cabinet_tui.sandbox.tokens import TokenRefusedError

router = APIRouter(prefix="/auth")

ADMIN_EMAIL = "admin@example.com"


@router.post("/email/register/standalone")
async def register(box: Box, say: Say, body: Registration) -> WireJSON:
    """Register by e-mail; a published offer or privacy policy has to be agreed to first."""
    _ask_consent(box, body)
    if body.email.casefold() == ADMIN_EMAIL:
        raise HTTPException(403, "This email address cannot be used for registration.")
    if box.state.by_email(body.email) is not None:
        raise HTTPException(400, "This email is already registered")
    account = open_account(box, body.first_name or "", None, body.referral_code)
    account.language = body.language
    box.extras.of(account).legal_documents = tuple(body.accepted_legal_documents or ())
    with_email(box, account, body.email, body.password)
    return say(
        Registered(
            message="Verification email sent. Please check your inbox.",
            email=body.email,
            requires_verification=True,
        )
    )


@router.post("/email/login")
async def login(box: Box, say: Say, body: Login) -> WireJSON:
    """Sign in by e-mail and password, once the address is verified."""
    account = box.state.by_email(body.email)
    if account is None or box.extras.service.block == "inactive":
        raise HTTPException(401, "Invalid email or password")
    if account.password_hash is None:
        raise HTTPException(401, "Password login not configured for this account")
    if not password_matches(body.password, account.password_hash):
        raise HTTPException(401, "Invalid email or password")
    if not account.email_verified:
        raise HTTPException(403, "Please verify your email first")
    return say(sign_in(box, account, body.campaign_slug))


@router.post("/email/verify")
async def verify(box: Box, say: Say, body: Token) -> WireJSON:
    """Verify an address by the token of its link, which signs in as well."""
    letter = take_mail(box, "verification", body.token)
    account = box.state.by_email(letter.to) if letter else None
    if account is None:
        raise HTTPException(400, "Invalid verification token")
    account.email_verified = True
    return say(sign_in(box, account, body.campaign_slug))


@router.post("/email/resend")
async def resend(box: Box, caller: Caller, say: Say) -> WireJSON:
    """Send the link again; an account that could need it cannot sign in to ask."""
    if caller.email is None:
        raise HTTPException(400, "No email address to verify")
    if caller.email_verified:
        raise HTTPException(400, "Email is already verified")
    send_mail(box, caller.email, "verification")
    return say(Said(message="Verification email sent"))


@router.post("/refresh")
async def refresh(box: Box, say: Say, body: RefreshToken) -> WireJSON:
    """A new access token; the refresh token comes back as it was, its end unmoved."""
    try:
        account = box.tokens.read(body.refresh_token, "refresh", box.state)
    except TokenRefusedError:
        raise HTTPException(401, "Invalid or expired refresh token") from None
    if body.refresh_token in box.extras.service.revoked:
        raise HTTPException(401, "Refresh token not found or revoked")
    return say(
        Refreshed(
            access_token=box.tokens.issue(account, "access"),
            refresh_token=body.refresh_token,
            expires_in=access_seconds(box),
        )
    )


@router.post("/logout")
async def logout(box: Box, say: Say, body: RefreshToken) -> WireJSON:
    """Revoke a refresh token; the access token lives on until its end."""
    box.extras.service.revoked.add(body.refresh_token)
    return say(Said(message="Logged out successfully"))


@router.get("/me")
async def me(caller: Caller, say: Say) -> WireJSON:
    """The account itself."""
    return say(Profile.of(caller))


@router.get("/me/is-admin")
async def is_admin(_caller: Caller, say: Say) -> WireJSON:
    """Nobody here is one."""
    return say({"is_admin": False})


@router.get("/me/permissions")
async def permissions(_caller: Caller, say: Say) -> WireJSON:
    """Those of a plain user."""
    return say({"permissions": [], "roles": [], "role_level": 0})


@router.post("/password/forgot")
async def forgot(box: Box, say: Say, body: Forgotten) -> WireJSON:
    """Send a reset link; the reply never tells whether the address is known."""
    account = box.state.by_email(body.email)
    if account is not None and account.email is not None:
        send_mail(box, account.email, "reset")
    return say(Said(message="If the email exists, a password reset link has been sent"))


@router.post("/password/reset")
async def reset(box: Box, say: Say, body: PasswordReset) -> WireJSON:
    """Set a new password by a link's token; sessions go on."""
    known = any((m.kind, m.token) == ("reset", body.token) for m in box.state.mailbox)
    letter = take_mail(box, "reset", body.token)
    account = box.state.by_email(letter.to) if letter else None
    if account is None:
        raise HTTPException(400, "Reset token has expired" if known else "Invalid reset token")
    account.password_hash = hash_password(body.password)
    return say(Said(message="Password reset successfully"))


def _ask_consent(box: Sandbox, body: Registration) -> None:
    wanted = box.extras.service.legal_documents
    accepted = body.accepted_legal_documents or ()
    missing = [name for name in wanted if name not in accepted]
    if missing:
        refuse(
            428,
            "legal_consent_required",
            "Consent to the legal documents is required to create an account",
            documents=list(wanted),
            missing=missing,
            prechecked=False,
        )
