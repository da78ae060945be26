"""Why a sign-in or a registration is refused, where there is something else to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.errors import BadCredentials, Blocked, CabinetError, Rejected
from cabinet_tui.locale import _


@dataclass(eq=False)
class EmailUnverified(Blocked):
    """Nobody signs in with this address before it is confirmed."""

    code = "email_unverified"

    def _what(self) -> str:
        return _("This e-mail address is not confirmed yet.")

    def _todo(self) -> str:
        return _("Open the link in the letter, or paste it here: that signs you in.")


@dataclass(eq=False)
class NoPassword(BadCredentials):
    """The account has no password: it was made in Telegram or through another service."""

    code = "no_password"

    def _what(self) -> str:
        return _("This account has no password.")

    def _todo(self) -> str:
        return _("Sign in with Telegram, or set a password as if you had forgotten it.")


@dataclass(eq=False)
class ConsentRequired(Rejected):
    """The server wants the ``documents`` (its own names for them) accepted first (428)."""

    status: int = 428
    documents: Sequence[str] = ()
    code = "consent_required"

    def _what(self) -> str:
        return _("The service wants its documents accepted first.")


@dataclass(eq=False)
class DeepLinkGone(Rejected):
    """The code for the bot is used up, expired or unknown (410)."""

    status: int = 410
    code = "deep_link_gone"

    def _what(self) -> str:
        return _("This code is no longer good.")

    def _todo(self) -> str:
        return _("Ask for a new one.")


@dataclass(eq=False)
class Unconfirmed(CabinetError):
    """Nobody confirmed the sign-in in Telegram while there were codes for it."""

    code = "unconfirmed"

    def _what(self) -> str:
        return _("Nobody confirmed the sign-in in Telegram.")

    def _todo(self) -> str:
        return _("Try again when you have Telegram at hand.")
