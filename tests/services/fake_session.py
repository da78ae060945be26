"""The session in memory: its gateway, its tokens and where they are kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_tui.domain.account import (
    Account,
    CampaignBonus,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.errors import BadCredentials
from cabinet_tui.domain.session import SignedIn, Verified
from tests.services.fake_server import Server

if TYPE_CHECKING:
    from datetime import datetime


class FakeSession:
    """Satisfies ``SessionGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def register(self, registration: Registration) -> Registered:
        return await self._server.wire.change(
            "register", lambda: self._server.register(registration)
        )

    async def register_standalone(self, registration: Registration) -> Registered:
        return await self._server.wire.change(
            "register_standalone", lambda: self._server.register(registration)
        )

    async def sign_in(self, email: str, password: str, accepted: Sequence[str] = ()) -> SignedIn:
        if password != self._server.password:
            raise BadCredentials
        account = self._server.account if self._server.sends_account else None
        signed = SignedIn(Tokens(access=f"access of {email}"), account)
        return await self._server.wire.answer("sign_in", signed)

    async def sign_in_telegram(self, login: TelegramLogin) -> SignedIn:
        self._server.sent.append(login)
        signed = SignedIn(Tokens(access=f"access of {login.id}"), self._server.account)
        return await self._server.wire.answer("sign_in_telegram", signed)

    async def sign_in_miniapp(self, login: MiniAppLogin) -> SignedIn:
        self._server.sent.append(login)
        bonus = CampaignBonus(1, days=7) if login.campaign else None
        signed = SignedIn(Tokens(access="access of a mini app"), self._server.account, bonus)
        return await self._server.wire.answer("sign_in_miniapp", signed)

    async def me(self) -> Account:
        return await self._server.wire.answer("me", self._server.account)

    async def sign_out(self, tokens: Tokens) -> None:
        await self._server.wire.change("sign_out", lambda: self._server.sent.append(tokens))

    async def verify_email(self, code: str) -> Verified:
        said = await self._server.wire.change("verify_email", lambda: self._server.verify(code))
        return Verified(said, self._server.verified_as)

    async def forgot_password(self, email: str) -> str:
        self._server.sent.append(email)
        return await self._server.wire.answer("forgot_password", "Sent")

    async def reset_password(self, code: str, password: str) -> str:
        self._server.sent.append((code, password))
        return await self._server.wire.answer("reset_password", "Reset")


class FakeTokens:
    """Satisfies ``SessionTokens``: remembers what it was told."""

    def __init__(self, kept: Tokens | None = None) -> None:
        self.tokens = kept
        self.ends_at: datetime | None = None
        self.subject = "1"

    async def restore(self) -> bool:
        return self.tokens is not None

    async def start(self, tokens: Tokens) -> None:
        self.tokens = tokens

    async def end(self) -> Tokens | None:
        before, self.tokens = self.tokens, None
        return before

    async def access(self, *, renew: bool = False) -> str:
        raise NotImplementedError


class FakeTokenStore:
    """Satisfies ``TokenStore``: only its name matters here."""

    name = "memory"

    async def load(self) -> Tokens | None:
        return None

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        return None

    async def clear(self, refused: Tokens | None = None) -> None:
        return None
