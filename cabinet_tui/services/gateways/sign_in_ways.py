"""Which ways in a server offers."""

from typing import Protocol

from cabinet_tui.domain.sign_in_ways import EmailSignIn


class SignInWaysGateway(Protocol):
    """What can be asked without a session."""

    async def email_sign_in(self) -> EmailSignIn:
        """Whether e-mail and password serve here."""
        ...
