"""Accounts and signing in: ``/auth``."""

from collections.abc import Sequence

from cabinet_tui.api.call import Body, Call
from cabinet_tui.api.claims import tokens_from
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.account import User, account_in, bonus_in
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import Flag, Integer, MaybeToken, Text, Token, Wire
from cabinet_tui.domain.account import (
    Account,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.session import SignedIn, Verified


class RegisteredReply(Wire):
    """The answer to a registration."""

    message: Text = ""
    email_verification_required: Flag = None
    user: object = None
    campaign_bonus: object = None


class SignedInReply(Wire):
    """The answer to a sign-in."""

    access_token: Token
    refresh_token: MaybeToken = ""
    expires_in: Integer = None
    user: object = None
    campaign_bonus: object = None


class Said(Wire):
    """An answer that is a sentence."""

    message: Text = ""


class DocumentedSession:
    """Satisfies ``services.gateways.SessionGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def register(self, registration: Registration) -> Registered:
        """Make an account, with a referral or campaign code when there is one."""
        codes = {
            "referral_code": registration.referral_code,
            "campaign_start_param": registration.campaign,
        }
        return await self._register("/auth/register-email", registration, codes)

    async def register_standalone(self, registration: Registration) -> Registered:
        """Make an account without referral or campaign."""
        return await self._register("/auth/register-email-standalone", registration, {})

    async def sign_in(self, email: str, password: str, accepted: Sequence[str] = ()) -> SignedIn:
        """Sign in; BadCredentials when refused, RateLimited after too many tries."""
        body = {"email": email, "password": password}
        return await self._sign_in(_public("/auth/login-email", body, sign_in=True))

    async def sign_in_telegram(self, login: TelegramLogin) -> SignedIn:
        """Sign in with what Telegram's Login Widget signed."""
        body: dict[str, str | int] = {
            "id": login.id,
            "first_name": login.first_name,
            "auth_date": login.auth_date,
            "hash": login.hash,
        }
        optional = {
            "last_name": login.last_name,
            "username": login.username,
            "photo_url": login.photo_url,
        }
        # What Telegram did not sign must not be sent, or the signature is wrong.
        body |= {name: value for name, value in optional.items() if value is not None}
        return await self._sign_in(_public("/auth/telegram-widget", body))

    async def sign_in_miniapp(self, login: MiniAppLogin) -> SignedIn:
        """Sign in with a Mini App's ``initData``."""
        body = {"init_data": login.init_data} | _given(
            {"referral_code": login.referral_code, "campaign_start_param": login.campaign}
        )
        return await self._sign_in(_public("/auth/telegram-miniapp", body))

    async def me(self) -> Account:
        """Who is signed in."""
        user = await self._client.ask(Call("GET", "/auth/me"), User)
        return user.account()

    async def sign_out(self, tokens: Tokens) -> None:
        """Nothing: this API has no request for it."""

    async def verify_email(self, code: str) -> Verified:
        """Confirm the address with a mailed code; the server's own words come back."""
        return Verified(await self._say("/auth/verify-email", {"verification_token": code}))

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back."""
        return await self._say("/auth/forgot-password", {"email": email})

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password with a mailed code; the server's own words come back."""
        body = {"reset_token": code, "new_password": password}
        return await self._say("/auth/reset-password", body)

    async def _register(
        self, path: str, registration: Registration, codes: dict[str, str]
    ) -> Registered:
        body = {
            "email": registration.email,
            "password": registration.password,
            "first_name": registration.first_name,
        } | _given({"last_name": registration.last_name} | codes)
        call = Call("POST", path, body=body, rate=RateClass.AUTH, public=True)
        reply = await self._client.ask(call, RegisteredReply)
        account = account_in(reply.user)
        return Registered(
            message=reply.message,
            email=(account.email if account else "") or registration.email,
            verification_required=reply.email_verification_required is True,
            account=account,
            bonus=bonus_in(reply.campaign_bonus),
        )

    async def _sign_in(self, call: Call) -> SignedIn:
        reply = await self._client.ask(call, SignedInReply)
        return SignedIn(
            tokens=tokens_from(
                access=reply.access_token,
                refresh=reply.refresh_token,
                expires_in=reply.expires_in,
                server_now=self._client.transport.server_now(),
            ),
            account=account_in(reply.user),
            bonus=bonus_in(reply.campaign_bonus),
        )

    async def _say(self, path: str, body: Body) -> str:
        reply = await self._client.ask(_public(path, body), Said)
        return reply.message


def _public(path: str, body: Body, *, sign_in: bool = False) -> Call:
    """A request without a token; asking twice does no harm."""
    return Call(
        "POST",
        path,
        body=body,
        rate=RateClass.AUTH,
        public=True,
        sign_in=sign_in,
        repeatable=True,
    )


def _given(optional: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in optional.items() if value}
