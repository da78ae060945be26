"""/auth: registration, sign-in, tokens, verification and password reset."""

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.accounts import BOT_TOKEN
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.passwords import hash_password, password_matches
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.auth import (
    BriefProfile,
    CampaignBonus,
    Forgotten,
    InvitedRegistration,
    Login,
    MiniAppLogin,
    PasswordReset,
    Profile,
    Refresh,
    Refreshed,
    Registered,
    Registration,
    Said,
    SignedIn,
    Verification,
    WidgetLogin,
)
from cabinet_tui.sandbox.signup import (
    grant_campaign,
    open_account,
    send_mail,
    take_mail,
    with_email,
    with_telegram,
)
from cabinet_tui.sandbox.state import Account
from cabinet_tui.sandbox.telegram import (
    SignatureRefusedError,
    TelegramUser,
    check_init_data,
    check_widget,
)
from cabinet_tui.sandbox.tokens import TokenRefusedError

router = APIRouter(prefix="/auth")


@router.post("/register-email", response_model=Registered, responses=errors(400))
async def register_email(box: Box, say: Say, body: InvitedRegistration) -> WireJSON:
    """Register by e-mail, perhaps invited or through a campaign."""
    return say(_register(box, body, body.referral_code, body.campaign_start_param))


@router.post("/register-email-standalone", response_model=Registered, responses=errors(400))
async def register_email_standalone(box: Box, say: Say, body: Registration) -> WireJSON:
    """Register by e-mail on one's own."""
    return say(_register(box, body, None, None))


@router.post("/login-email", response_model=SignedIn, responses=errors(400, 401))
async def login_email(box: Box, say: Say, body: Login) -> WireJSON:
    """Sign in by e-mail and password."""
    account = box.state.by_email(body.email)
    if account is None or not password_matches(body.password, account.password_hash):
        raise HTTPException(401, "Invalid email or password")
    return say(_signed_in(box, account))


@router.post("/telegram-widget", response_model=SignedIn, responses=errors(400, 401))
async def telegram_widget(box: Box, say: Say, body: WidgetLogin) -> WireJSON:
    """Sign in with what Telegram's login widget signed."""
    try:
        user = check_widget(body.model_dump(), BOT_TOKEN, box.clock.now())
    except SignatureRefusedError:
        raise HTTPException(401, "Invalid Telegram authentication data") from None
    return say(_signed_in(box, _of_telegram(box, user, None, None)))


@router.post("/telegram-miniapp", response_model=SignedIn, responses=errors(400, 401))
async def telegram_miniapp(box: Box, say: Say, body: MiniAppLogin) -> WireJSON:
    """Sign in with a Mini App's signed initData."""
    try:
        user = check_init_data(body.init_data, BOT_TOKEN, box.clock.now())
    except SignatureRefusedError:
        raise HTTPException(401, "Invalid Telegram init data") from None
    account = _of_telegram(box, user, body.referral_code, body.campaign_start_param)
    return say(_signed_in(box, account))


@router.post("/refresh", response_model=Refreshed, responses=errors(400, 401))
async def refresh(box: Box, say: Say, body: Refresh) -> WireJSON:
    """A new access token for a refresh token, which stays as it is."""
    try:
        account = box.tokens.read(body.refresh_token, "refresh", box.state)
    except TokenRefusedError:
        raise HTTPException(401, "Invalid or expired refresh token") from None
    return say(Refreshed(access_token=box.tokens.issue(account, "access")))


@router.get("/me", response_model=Profile, responses=errors(401))
async def me(caller: Caller, say: Say) -> WireJSON:
    """The account itself."""
    return say(Profile.of(caller))


@router.post("/verify-email", response_model=Said, responses=errors(400))
async def verify_email(box: Box, say: Say, body: Verification) -> WireJSON:
    """Confirm an address by the code it was sent."""
    letter = take_mail(box, "verification", body.verification_token)
    account = box.state.by_email(letter.to) if letter else None
    if account is None:
        raise HTTPException(400, "Invalid or expired verification token")
    account.email_verified = True
    return say(Said(message="Email verified successfully"))


@router.post("/forgot-password", response_model=Said, responses=errors(400))
async def forgot_password(box: Box, say: Say, body: Forgotten) -> WireJSON:
    """Send a reset token; the reply never tells whether the address is known."""
    account = box.state.by_email(body.email)
    if account is not None and account.email is not None:
        send_mail(box, account.email, "reset")
    return say(Said(message="Password reset instructions sent to email"))


@router.post("/reset-password", response_model=Said, responses=errors(400))
async def reset_password(box: Box, say: Say, body: PasswordReset) -> WireJSON:
    """Set a new password by a reset token; every older session ends."""
    letter = take_mail(box, "reset", body.reset_token)
    account = box.state.by_email(letter.to) if letter else None
    if account is None:
        raise HTTPException(400, "Invalid or expired reset token")
    account.password_hash = hash_password(body.new_password)
    account.access_epoch += 1
    account.refresh_epoch += 1
    return say(Said(message="Password reset successfully"))


def _register(
    box: Sandbox, body: Registration, referral_code: str | None, start_param: str | None
) -> Registered:
    if box.state.by_email(body.email) is not None:
        raise HTTPException(400, "Email already registered")
    account = open_account(box, body.first_name, body.last_name, referral_code)
    with_email(box, account, body.email, body.password)
    campaign = grant_campaign(box, account, start_param)
    bonus = None
    if campaign is not None:
        bonus = CampaignBonus(
            campaign_id=campaign.id,
            bonus_balance_kopeks=campaign.bonus_kopeks,
            bonus_days=campaign.bonus_days,
        )
    return Registered(
        message="User registered successfully",
        email_verification_required=True,
        user=Profile.of(account),
        campaign_bonus=bonus,
    )


def _of_telegram(
    box: Sandbox, user: TelegramUser, referral_code: str | None, start_param: str | None
) -> Account:
    account = box.state.by_telegram(user.id)
    if account is None:
        account = open_account(box, user.first_name, user.last_name, referral_code)
        with_telegram(account, user)
        grant_campaign(box, account, start_param)
    return account


def _signed_in(box: Sandbox, account: Account) -> SignedIn:
    return SignedIn(
        access_token=box.tokens.issue(account, "access"),
        refresh_token=box.tokens.issue(account, "refresh"),
        user=BriefProfile(
            id=account.id,
            email=account.email,
            first_name=account.first_name,
            balance_rubles=account.ledger.balance / 100,
            referral_code=account.referral_code,
        ),
    )
