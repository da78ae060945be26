"""Accounts and signing in."""

from typing import Protocol

from cabinet_tui.domain.account import (
    Account,
    MiniAppLogin,
    Registered,
    Registration,
    TelegramLogin,
)
from cabinet_tui.domain.session import SignedIn


class SessionGateway(Protocol):
    """Accounts: getting one, signing in, and who is signed in."""

    async def register(self, registration: Registration) -> Registered:
        """Make an account, with a referral or campaign code when there is one."""
        ...

    async def register_standalone(self, registration: Registration) -> Registered:
        """Make an account without referral or campaign."""
        ...

    async def sign_in(self, email: str, password: str) -> SignedIn:
        """Sign in; BadCredentials when refused, RateLimited after too many tries."""
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

    async def verify_email(self, code: str) -> str:
        """Confirm the address with a mailed code; the server's own words come back."""
        ...

    async def forgot_password(self, email: str) -> str:
        """Ask for a reset by mail; the server's own words come back."""
        ...

    async def reset_password(self, code: str, password: str) -> str:
        """Set a new password with a mailed code; the server's own words come back."""
        ...
