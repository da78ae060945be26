"""Accounts and signing in: ``/auth``. The letters hold links; a link or its token does."""

from collections.abc import Sequence

from cabinet_tui.api.bedolaga.signed_in import SignedInReply
from cabinet_tui.api.call import Body, Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.account import User
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import Flag, Text, Wire
from cabinet_tui.domain.account import (
    Account,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.errors import BadCredentials, Blocked, NotSupported
from cabinet_tui.domain.session import SignedIn, Verified
from cabinet_tui.domain.sign_in_refusals import EmailUnverified, NoPassword

_UNVERIFIED = "verify your email"
_NO_PASSWORD = "not configured"  # noqa: S105 - words of the server, no password
_ACCEPTED = "accepted_legal_documents"


class RegisteredReply(Wire):
    """The answer to a registration: neither the user nor a session."""

    message: Text = ""
    email: Text = ""
    requires_verification: Flag = None


class Said(Wire):
    """An answer that is a sentence."""

    message: Text = ""


class BedolagaSession:
    """Satisfies ``services.gateways.SessionGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._campaign = ""

    async def register(self, registration: Registration) -> Registered:
        """Make an account; ConsentRequired until every document is accepted that must be."""
        body: dict[str, str | Sequence[str]] = {
            "email": registration.email,
            "password": registration.password,
        }
        optional = {
            "first_name": registration.first_name,
            "language": registration.language,
            "referral_code": registration.referral_code,
            "campaign_slug": registration.campaign,
        }
        body |= {name: value for name, value in optional.items() if value}
        if registration.accepted:
            body[_ACCEPTED] = list(registration.accepted)
        path = "/auth/email/register/standalone"
        call = Call("POST", path, body=body, rate=RateClass.AUTH, route=path, public=True)
        reply = await self._client.ask(call, RegisteredReply)
        self._campaign = registration.campaign
        # Left out, it means that the address has to be confirmed.
        must_verify = reply.requires_verification is not False
        return Registered(
            message=reply.message,
            email=reply.email or registration.email,
            verification_required=must_verify,
            sign_in_waits=must_verify,
        )

    async def register_standalone(self, registration: Registration) -> Registered:
        """The same: one request serves with and without an invitation."""
        return await self.register(registration)

    async def sign_in(self, email: str, password: str, accepted: Sequence[str] = ()) -> SignedIn:
        """Sign in; BadCredentials, NoPassword, EmailUnverified or RateLimited when refused."""
        body: dict[str, str | Sequence[str]] = {"email": email, "password": password}
        if accepted:
            body[_ACCEPTED] = list(accepted)
        try:
            reply = await self._client.ask(
                _public("/auth/email/login", body, sign_in=True), SignedInReply
            )
        except BadCredentials as error:
            if _NO_PASSWORD in error.detail.lower():
                raise NoPassword(detail=error.detail) from None
            raise
        except Blocked as error:
            if _UNVERIFIED in error.detail.lower():
                raise EmailUnverified(detail=error.detail) from None
            raise
        return reply.session(self._client)

    async def sign_out(self, tokens: Tokens) -> None:
        """Have the refresh token revoked; the access token stays good until it expires."""
        if tokens.refresh:
            await self._client.send(_public("/auth/logout", {"refresh_token": tokens.refresh}))

    async def sign_in_telegram(self, login: TelegramLogin) -> SignedIn:
        """Not here: the widget's page is of no use without a browser, and nobody offers it."""
        raise NotSupported

    async def sign_in_miniapp(self, login: MiniAppLogin) -> SignedIn:
        """Not here, as with the widget; the bot signs in by a deep link."""
        raise NotSupported

    async def me(self) -> Account:
        """Who is signed in."""
        user = await self._client.ask(Call("GET", "/auth/me"), User)
        return user.account()

    async def verify_email(self, code: str) -> Verified:
        """Confirm the address with the token of the mailed link, which signs in as well."""
        body = {"token": code}
        if self._campaign:
            # What a campaign gives comes with the session, so that is when it is asked for.
            body["campaign_slug"] = self._campaign
        reply = await self._client.ask(_public("/auth/email/verify", body), SignedInReply)
        self._campaign = ""
        return Verified(signed_in=reply.session(self._client))

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back."""
        return await self._say("/auth/password/forgot", {"email": email})

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password with the token of the mailed link; the server's own words."""
        return await self._say("/auth/password/reset", {"token": code, "password": password})

    async def _say(self, path: str, body: Body) -> str:
        reply = await self._client.ask(_public(path, body), Said)
        return reply.message


def _public(path: str, body: Body, *, sign_in: bool = False) -> Call:
    """A request without a token; asking twice does no harm, and each path has its own limit."""
    return Call(
        "POST",
        path,
        body=body,
        rate=RateClass.AUTH,
        route=path,
        public=True,
        sign_in=sign_in,
        repeatable=True,
    )
