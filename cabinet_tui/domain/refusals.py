"""What is refused before it is sent, and what a money request may end in besides success."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import (
    CabinetError,
    InvalidInput,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
)
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.locale import _, ngettext

PASSWORD_LENGTH = 8


def _money(amount: Kopeks) -> str:
    # Babel is slow to import, and an error is rarely read.
    from cabinet_tui.locale.formats import money

    return money(amount)


@dataclass(eq=False)
class Busy(CabinetError):
    """The same is being done already; nothing was sent."""

    code = "busy"

    def _what(self) -> str:
        return _("This is being done already.")

    def _todo(self) -> str:
        return _("Wait until it has ended.")


@dataclass(eq=False)
class PlanOutdated(CabinetError):
    """The plan was carried out already, or no longer fits the account; nothing was sent."""

    code = "plan_outdated"

    def _what(self) -> str:
        return _("This plan is no longer good.")

    def _todo(self) -> str:
        return _("Look at the subscription and make a new one.")


@dataclass(eq=False)
class PriceChanged(PlanOutdated):
    """The price is no longer the one of the plan; nothing was sent. Prices in kopeks."""

    before: Kopeks = ZERO
    after: Kopeks = ZERO
    code = "price_changed"

    def _what(self) -> str:
        return _("The price has changed from {before} to {after}.").format(
            before=_money(self.before), after=_money(self.after)
        )

    def _todo(self) -> str:
        return _("Look at the new plan before you pay.")


@dataclass(eq=False)
class NotOffered(NotFound):
    """The tariff, the renewal option or the trial is not on offer (any more)."""

    code = "not_offered"

    def _what(self) -> str:
        return self.said or _("This is not on offer.")

    def _todo(self) -> str:
        return _("Look at what is on offer.")


@dataclass(eq=False)
class ServerRequired(Rejected):
    """The server wants to be told which of its servers to use; ``refused`` is the one we named."""

    refused: str = ""
    code = "server_required"

    def _what(self) -> str:
        if self.detail:
            return _("A server has to be named: {detail}").format(detail=self.detail)
        return _("A server has to be named.")

    def _todo(self) -> str:
        return _("Name the server and try again.")


@dataclass(eq=False)
class OutcomeFound(OutcomeUnknown):
    """A money request got no clear answer; ``outcome`` is what the account says of it.

    ``paid`` is what left the balance, in kopeks, when that was found.
    """

    outcome: Outcome = Outcome.UNKNOWN
    paid: Kopeks | None = None

    def _what(self) -> str:
        match self.outcome:
            case Outcome.CHARGED if self.paid:
                return _("No clear answer came, but it was done: {amount} was charged.").format(
                    amount=_money(self.paid)
                )
            case Outcome.CHARGED:
                return _("No clear answer came, but it was done.")
            case Outcome.NOT_CHARGED:
                return _("No clear answer came. So far nothing was charged.")
            case Outcome.UNKNOWN:
                return super()._what()

    def _todo(self) -> str:
        match self.outcome:
            case Outcome.CHARGED:
                return _("Do not send it again.")
            case Outcome.NOT_CHARGED:
                return _("You can try again.")
            case Outcome.UNKNOWN:
                return super()._todo()


@dataclass(eq=False)
class TooSoon(RateLimited):
    """The server does this once in a while only; ``retry_after`` is what is left of that."""

    code = "too_soon"

    def _what(self) -> str:
        return _("This was done a short time ago.")


@dataclass(eq=False)
class AmountRefused(InvalidInput):
    """The payment method does not take this amount; ``limit`` in kopeks."""

    limit: Kopeks = ZERO
    code = "amount_refused"


@dataclass(eq=False)
class AmountTooSmall(AmountRefused):
    """The amount is below the minimum of the method, which is ``limit``."""

    code = "amount_too_small"

    def _what(self) -> str:
        return _("The smallest amount is {amount}.").format(amount=_money(self.limit))


@dataclass(eq=False)
class AmountTooLarge(AmountRefused):
    """The amount is above the maximum of the method, which is ``limit``."""

    code = "amount_too_large"

    def _what(self) -> str:
        return _("The largest amount is {amount}.").format(amount=_money(self.limit))


@dataclass(eq=False)
class MethodUnavailable(InvalidInput):
    """The payment method cannot be used now."""

    method: str = ""
    code = "method_unavailable"

    def _what(self) -> str:
        return _("This way to pay is not available.")

    def _todo(self) -> str:
        return _("Choose another one.")


@dataclass(eq=False)
class PasswordTooShort(InvalidInput):
    """A new password has too few characters."""

    code = "password_too_short"

    def _what(self) -> str:
        return ngettext(
            "A password needs at least {count} character.",
            "A password needs at least {count} characters.",
            PASSWORD_LENGTH,
        ).format(count=PASSWORD_LENGTH)


@dataclass(eq=False)
class EmptyText(InvalidInput):
    """A message, a subject or a name has nothing in it."""

    code = "empty_text"

    def _what(self) -> str:
        return _("There is nothing to send.")


@dataclass(eq=False)
class BadCode(InvalidInput):
    """What was pasted holds no code from a letter, no invitation and no promo code."""

    code = "bad_code"

    def _what(self) -> str:
        return _("There is no code in this.")

    def _todo(self) -> str:
        return _("Paste the code, or the whole link that holds it.")


@dataclass(eq=False)
class BadTelegramLogin(InvalidInput):
    """What was pasted is not what Telegram's Login Widget gives."""

    code = "bad_telegram_login"

    def _what(self) -> str:
        return _("This is not what Telegram sends after a login.")

    def _todo(self) -> str:
        return _("Paste the JSON of the widget, or the whole address it leads to.")


@dataclass(eq=False)
class BadInitData(InvalidInput):
    """What was pasted is not the signed data of a Mini App."""

    code = "bad_init_data"

    def _what(self) -> str:
        return _("This is not the initData of a Telegram Mini App.")

    def _todo(self) -> str:
        return _("Paste it whole, from the first character to the last.")
