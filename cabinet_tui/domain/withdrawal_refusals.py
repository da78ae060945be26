"""Why money is not withdrawn."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import InvalidInput, OutcomeUnknown, Rejected
from cabinet_tui.locale import _, ngettext


@dataclass(eq=False)
class BadDetails(InvalidInput):
    """The payment details are too short or too long; lengths in characters."""

    shortest: int = 0
    longest: int = 0
    code = "bad_details"

    def _what(self) -> str:
        return _("Say where the money goes, in {shortest} to {longest} characters.").format(
            shortest=self.shortest, longest=self.longest
        )


@dataclass(eq=False)
class WithdrawalsClosed(Rejected):
    """This service pays nothing out now."""

    code = "withdrawals_closed"

    def _what(self) -> str:
        return _("This service pays no referral earnings out.")


@dataclass(eq=False)
class WithdrawalTooSoon(Rejected):
    """After a request, a cancelled one too, the next has to wait; ``days`` is how long."""

    days: int = 0
    code = "withdrawal_too_soon"

    def _what(self) -> str:
        return ngettext(
            "The next request can be made in {count} day.",
            "The next request can be made in {count} days.",
            self.days,
        ).format(count=self.days)

    def _todo(self) -> str:
        return _("A cancelled request counts too.")


@dataclass(eq=False)
class WithdrawalWaiting(Rejected):
    """There is a request that nobody has decided on yet."""

    code = "withdrawal_waiting"

    def _what(self) -> str:
        return _("A request is waiting already.")

    def _todo(self) -> str:
        return _("Wait until it is decided.")


@dataclass(eq=False)
class WithdrawalDecided(Rejected):
    """The request is no longer waiting, so that it cannot be cancelled."""

    code = "withdrawal_decided"

    def _what(self) -> str:
        return _("This request is decided already: it cannot be cancelled.")


@dataclass(eq=False)
class WithdrawalFound(OutcomeUnknown):
    """No clear answer came; ``request_id`` is the request found in the history, None for none.

    ``looked`` is whether the history could be read at all.
    """

    request_id: int | None = None
    looked: bool = True

    def _what(self) -> str:
        if self.request_id is not None:
            return _("No clear answer came, but the request was made: number {number}.").format(
                number=self.request_id
            )
        if self.looked:
            return _("No clear answer came. So far there is no such request.")
        return super()._what()

    def _todo(self) -> str:
        if self.request_id is not None:
            return _("Do not send it again.")
        return _("You can try again.") if self.looked else _("Look at the history first.")
