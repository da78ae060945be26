"""Accounts and signing in."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.account import (
    Account,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
    Tokens,
)
from cabinet_tui.domain.session import SignedIn, Verified


class SessionGateway(Protocol):
    """Accounts: getting one, signing in, and who is signed in."""

    async def register(self, registration: Registration) -> Registered:
        """Make an account, with a referral or campaign code when there is one."""
        ...

    async def register_standalone(self, registration: Registration) -> Registered:
        """Make an account without referral or campaign."""
        ...

    async def sign_in(self, email: str, password: str, accepted: Sequence[str] = ()) -> SignedIn:
        """Sign in; BadCredentials when refused, RateLimited after too many tries.

        Some servers say EmailUnverified, or ConsentRequired until the documents are ``accepted``.
        """
        ...

    async def sign_out(self, tokens: Tokens) -> None:
        """Tell the server that these tokens are not needed any more, where it wants to know."""
        ...

    async def sign_in_telegram(self, login: TelegramLogin) -> SignedIn:
        """Sign in with what Telegram's Login Widget signed."""
        ...

    async def sign_in_miniapp(self, login: MiniAppLogin) -> SignedIn:
        """Sign in with a Mini App's ``initData``."""
        ...

    async def me(self) -> Account:
        """Who is signed in."""
        ...

    async def verify_email(self, code: str) -> Verified:
        """Confirm the address with a mailed code; some servers sign in by that."""
        ...

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back."""
        ...

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password with a mailed code; the server's own words come back."""
        ...
