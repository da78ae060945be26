"""Why a gift is not bought or not taken."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cabinet_tui.domain.errors import InvalidInput, Rejected
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.refusals import OutcomeFound
from cabinet_tui.locale import _, ngettext

if TYPE_CHECKING:
    from cabinet_tui.domain.gift import Gift


@dataclass(eq=False)
class BadRecipient(InvalidInput):
    """What was typed is neither an e-mail address nor a Telegram name."""

    code = "bad_recipient"

    def _what(self) -> str:
        return _("Type an e-mail address or a Telegram name like @maria.")


@dataclass(eq=False)
class MessageTooLong(InvalidInput):
    """The words that go with a gift are too many."""

    longest: int = 0
    code = "message_too_long"

    def _what(self) -> str:
        return ngettext(
            "The message may have {count} character at most.",
            "The message may have {count} characters at most.",
            self.longest,
        ).format(count=self.longest)


@dataclass(eq=False)
class GiftsClosed(Rejected):
    """The service sells no gifts now."""

    code = "gifts_closed"

    def _what(self) -> str:
        return _("This service sells no gifts now.")


@dataclass(eq=False)
class GiftRefused(Rejected):
    """A gift was not bought or not taken; ``reason`` is what of the known ones it was."""

    reason: str = ""
    code = "gift_refused"

    def _what(self) -> str:
        return {
            "own": _("This gift is from you: somebody else has to take it."),
            "self": _("A gift for yourself cannot be bought."),
            "unknown": _("There is no such gift."),
            "spent": _("This gift cannot be taken any more."),
            "short": _("This gift code is too short."),
        }.get(self.reason) or super()._what()


@dataclass(eq=False)
class GiftFound(OutcomeFound):
    """No clear answer came; ``gift`` is what was found among the sent ones, None for none."""

    gift: "Gift | None" = field(default=None, repr=False)

    def _what(self) -> str:
        if self.gift is not None and self.outcome is Outcome.NOT_CHARGED:
            return _("No clear answer came. The order is there, but nothing was paid for it.")
        return super()._what()
