"""The one line a failure becomes, and the exit code that goes with it."""

import os
import re
import sys
import traceback

from cabinet_tui.cli.exits import Exit, exit_code
from cabinet_tui.cli.output import flat
from cabinet_tui.domain.errors import BalanceTooLow, CabinetError, SignInRequired
from cabinet_tui.domain.refusals import MethodUnavailable, NotOffered, ServerRequired
from cabinet_tui.locale import _

DEBUG = "CABINET_DEBUG"
_SECRETS = re.compile(
    r"eyJ[\w-]{4,}(?:\.[\w-]*)*"
    r"|(?<=token=)[^\s&'\"]+"
    r"|(?<=[Bb]earer )\S+"
)


def without_secrets(text: str) -> str:
    """The text with everything that looks like a token left out."""
    return _SECRETS.sub("[...]", text)


def expected(error: CabinetError) -> Exit:
    """Say what happened and what to do; the exit code for it."""
    _complain(f"{error.what} {_advice(error)}")
    return exit_code(error)


def _advice(error: CabinetError) -> str:
    """What to do, by the commands there are."""
    from cabinet_tui.cli import earlier
    from cabinet_tui.domain.journal_refusals import EarlierOne
    from cabinet_tui.domain.money_request import Entry

    match error:
        case SignInRequired():
            return _("Sign in with “cabinet-tui login”.")
        case BalanceTooLow(missing=int() as missing) if missing:
            from cabinet_tui.locale.formats import money

            return _("{amount} is missing: top up and try again.").format(amount=money(missing))
        case EarlierOne(entry=Entry() as entry) if not error.was_done:
            return earlier.advice(entry)
        case ServerRequired():
            return _("Name the VPN server with --server-uuid.")
        case NotOffered():
            return _("See “cabinet-tui tariffs” and “cabinet-tui renew --list”.")
        case MethodUnavailable():
            return _("See the ways to pay with “cabinet-tui topup --list”.")
        case _:
            return error.todo


def unexpected(error: BaseException) -> Exit:
    """Say that the program is at fault. Never the values of variables, never a token."""
    if os.environ.get(DEBUG):
        trace = "".join(traceback.format_exception(error))
        sys.stderr.write(without_secrets(trace))
    _complain(
        _(
            "This should not have happened ({kind}). Try again; with {debug}=1 a report is shown."
        ).format(kind=type(error).__name__, debug=DEBUG)
    )
    return Exit.FAILED


def _complain(text: str) -> None:
    print(f"cabinet-tui: {flat(without_secrets(text))}", file=sys.stderr)
