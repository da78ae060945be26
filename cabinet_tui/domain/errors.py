"""One tree of expected failures: what happened, what to do, and a code for machines.

The texts are made when they are read, so that they follow the language in use. Whatever the
server said is cleaned before it gets here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.server_words import field_name, in_our_words
from cabinet_tui.locale import _, ngettext


@dataclass(eq=False)
class CabinetError(Exception):
    """An expected failure. Subclasses say what happened and what to do."""

    code = "failed"

    @property
    def what(self) -> str:
        """What happened, in one sentence."""
        return self._what()

    @property
    def todo(self) -> str:
        """What to do about it, in one sentence; empty when there is nothing to do."""
        return self._todo()

    def _what(self) -> str:
        return _("Something went wrong.")

    def _todo(self) -> str:
        return ""

    def __str__(self) -> str:
        """What happened and what to do, on one line."""
        return " ".join(part for part in (self.what, self.todo) if part).replace("\n", " ")


@dataclass(eq=False)
class Unreachable(CabinetError):
    """No answer came: no route, refused, TLS failure or time-out before the request was sent."""

    host: str = ""
    reason: str = ""
    code = "unreachable"

    def _what(self) -> str:
        if self.reason:
            return _("{host} cannot be reached: {reason}.").format(
                host=self.host, reason=self.reason
            )
        return _("{host} cannot be reached.").format(host=self.host)

    def _todo(self) -> str:
        return _("Check the connection and the server address, then try again.")


@dataclass(eq=False)
class OutcomeUnknown(CabinetError):
    """A request that changes something was sent and its answer never came."""

    host: str = ""
    code = "outcome_unknown"

    def _what(self) -> str:
        return _("The request left, but no answer came: it is not known whether it was done.")

    def _todo(self) -> str:
        return _("Look at the balance and the history before you try again.")


@dataclass(eq=False)
class NotACabinet(CabinetError):
    """The server answered something that no cabinet says."""

    host: str = ""
    reason: str = ""
    code = "not_a_cabinet"

    def _what(self) -> str:
        if self.reason:
            return _("{host} did not answer like a cabinet: {reason}.").format(
                host=self.host, reason=self.reason
            )
        return _("{host} did not answer like a cabinet.").format(host=self.host)

    def _todo(self) -> str:
        return _("Check the server address.")


@dataclass(eq=False)
class NoCabinetThere(NotACabinet):
    """What answers at an address is no cabinet at all; ``host`` is the address in full."""

    code = "no_cabinet_there"

    def _what(self) -> str:
        return _("There is no cabinet at {address}: {reason}.").format(
            address=self.host, reason=self.reason
        )


@dataclass(eq=False)
class ServerChanged(CabinetError):
    """The server speaks differently from what was remembered of it: it was upgraded.

    ``nothing_done`` tells that nothing was changed on it so far: all may be done anew.
    """

    nothing_done: bool = True
    code = "server_changed"

    def _what(self) -> str:
        return _("The server was upgraded, and is spoken to in another way now.")

    def _todo(self) -> str:
        return _("Try again.")


@dataclass(eq=False)
class ServerFailure(CabinetError):
    """The server failed (5xx)."""

    status: int = 500
    detail: str = ""
    code = "server_failure"

    def _what(self) -> str:
        if self.detail:
            return _("The server failed ({status}): {detail}").format(
                status=self.status, detail=in_our_words(self.detail)
            )
        return _("The server failed ({status}).").format(status=self.status)

    def _todo(self) -> str:
        return _("Try again in a minute.")


@dataclass(eq=False)
class Maintenance(CabinetError):
    """The service is closed for maintenance (503 with the code ``maintenance``)."""

    detail: str = ""
    reason: str = ""
    code = "maintenance"

    def _what(self) -> str:
        # A detail that is known says no more than we do.
        is_known = in_our_words(self.detail) != self.detail
        why = (self.reason or ("" if is_known else self.detail)).rstrip(". ")
        if not why:
            return _("The service is under maintenance.")
        return _("The service is under maintenance: {reason}.").format(reason=why)

    def _todo(self) -> str:
        return _("Try again later.")


@dataclass(eq=False)
class RateLimited(CabinetError):
    """Too many requests (429)."""

    retry_after: timedelta = timedelta(seconds=60)
    code = "rate_limited"

    @property
    def seconds(self) -> int:
        """Whole seconds to wait, at least one."""
        return max(1, round(self.retry_after.total_seconds()))

    def _what(self) -> str:
        return _("Too many requests.")

    def _todo(self) -> str:
        return ngettext(
            "Try again in {seconds} second.", "Try again in {seconds} seconds.", self.seconds
        ).format(seconds=self.seconds)


@dataclass(eq=False)
class HeldBack(RateLimited):
    """Nothing was sent: it would have been too many requests, or the server wants a rest."""


@dataclass(eq=False)
class Rejected(CabinetError):
    """The server understood the request and refused it (4xx); ``detail`` is its own words."""

    status: int = 400
    detail: str = ""
    server_code: str = ""
    code = "rejected"

    @property
    def said(self) -> str:
        """The server's own words, in the language in use where they are known ones."""
        return in_our_words(self.detail)

    def _what(self) -> str:
        return self.said or _("The server refused the request ({status}).").format(
            status=self.status
        )


@dataclass(eq=False)
class InvalidInput(Rejected):
    """The server did not accept what was sent (422); ``fields`` maps a field to its complaint."""

    status: int = 422
    fields: Mapping[str, str] = field(default_factory=dict)
    code = "invalid_input"

    def _what(self) -> str:
        if self.detail:
            return self.said
        said = ((field_name(name), in_our_words(text)) for name, text in self.fields.items())
        listed = "; ".join(f"{name}: {text}" if name else text for name, text in said)
        return listed or _("The server did not accept the input.")


@dataclass(eq=False)
class BadCredentials(Rejected):
    """Signing in was refused (401 on an authentication request)."""

    status: int = 401
    code = "bad_credentials"

    def _what(self) -> str:
        return _("Wrong e-mail or password.")


@dataclass(eq=False)
class SignInRequired(CabinetError):
    """There is no session, or the server ended it."""

    ended: bool = False
    code = "sign_in_required"

    def _what(self) -> str:
        return _("The session has ended.") if self.ended else _("You are not signed in.")

    def _todo(self) -> str:
        return _("Sign in.")


@dataclass(eq=False)
class NotFound(Rejected):
    """What was asked for is not there (404)."""

    status: int = 404
    code = "not_found"

    def _what(self) -> str:
        return self.said or _("There is nothing there.")


@dataclass(eq=False)
class Blocked(Rejected):
    """The account may not do this (403)."""

    status: int = 403
    links: Sequence[str] = ()
    code = "blocked"

    def _what(self) -> str:
        return self.said or _("The account is not allowed to do this.")


@dataclass(eq=False)
class ChannelsRequired(Blocked):
    """Nothing is given before these channels of the service are joined."""

    channels: Sequence[Channel] = ()
    code = "channels_required"

    def _what(self) -> str:
        return _("The service wants you to be in its channels.")

    def _todo(self) -> str:
        missing = "; ".join(str(channel) for channel in self.channels if not channel.joined)
        return _("Join, then try again: {channels}").format(channels=missing) if missing else ""


@dataclass(eq=False)
class AccountBlocked(Blocked):
    """The account was shut out by the service."""

    code = "account_blocked"

    def _what(self) -> str:
        blocked = _("This account is blocked.")
        is_known = in_our_words(self.detail) != self.detail
        return f"{blocked} {self.detail}" if self.detail and not is_known else blocked

    def _todo(self) -> str:
        return _("Write to the support of the service.")


@dataclass(eq=False)
class AccountDeleted(Blocked):
    """The account is deactivated; the bot at ``link`` takes it up again."""

    link: str = ""
    code = "account_deleted"

    def _what(self) -> str:
        return _("This account is deactivated.")

    def _todo(self) -> str:
        if not self.link:
            return _("Open the bot of the service and press Start to take it up again.")
        return _("Open the bot and press Start to take it up again: {link}").format(link=self.link)


@dataclass(eq=False)
class BalanceTooLow(Rejected):
    """The balance does not cover the price; amounts in kopeks, None when the server did not say.

    ``cart_saved`` tells that the server keeps the order, and may carry it out after a top-up.
    """

    required: Kopeks | None = None
    available: Kopeks | None = None
    missing: Kopeks | None = None
    cart_saved: bool = False
    code = "balance_too_low"

    def _what(self) -> str:
        return _("The balance is too low.")

    def _todo(self) -> str:
        if self.cart_saved:
            return _("Top up: the service keeps the order and may then carry it out by itself.")
        return _("Top up and try again.")


@dataclass(eq=False)
class NotSupported(CabinetError):
    """This server has no such thing."""

    code = "not_supported"

    def _what(self) -> str:
        return _("This service does not offer that.")


@dataclass(eq=False)
class BadSetting(CabinetError):
    """A setting or an option cannot be used; ``reason`` says which and why."""

    reason: str = ""
    advice: str = ""
    code = "bad_setting"

    def _what(self) -> str:
        return self.reason

    def _todo(self) -> str:
        return self.advice
