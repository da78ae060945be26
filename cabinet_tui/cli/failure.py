"""The one line a failure becomes, and the exit code that goes with it."""

import os
import re
import sys
import traceback

from cabinet_tui.cli.exits import Exit, exit_code
from cabinet_tui.cli.output import flat
from cabinet_tui.domain.errors import BalanceTooLow, CabinetError, SignInRequired
from cabinet_tui.domain.refusals import MethodUnavailable, NotOffered, ServerRequired
from cabinet_tui.domain.text import TEXT, clean
from cabinet_tui.locale import _

DEBUG = "CABINET_DEBUG"
_HIDDEN = "[...]"
_SECRETS = re.compile(
    r"eyJ[\w-]{4,}(?:\.[\w-]*)*"
    r"|(?<=token=)[^\s&'\"]+"
    r"|(?<=[Bb]earer )\S+"
)
# What a message of a library may hold: the rest of an address, who somebody is, a named value.
_ADDRESS = re.compile(r"(\w[\w+.-]*://)(?:[^\s/@'\"]*@)?([\w.\[\]:-]*)[/?#]?[^\s'\"<>]*")
_PERSON = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NAMED = re.compile(
    r"(?i)((?:token|password|secret|key|hash|code|data|authorization|link)['\"]?\s*[=:]\s*['\"]?)"
    r"[^\s'\",&)}]+"
)
_CODE_LIKE = re.compile(r"(?=[\w+/=.~-]*\d)(?=[\w+/=.~-]*[A-Za-z])[\w+/=.~-]{12,}")


def without_secrets(text: str) -> str:
    """The text with everything that looks like a token left out."""
    return _SECRETS.sub(_HIDDEN, text)


def report(error: BaseException) -> str:
    """Where a bug went through, for whoever mends it: what it says is told without values."""
    lines = "".join(traceback.format_exception(error)).splitlines(keepends=True)
    return "".join(line if _is_place(line) else _bare(line) for line in lines)


def _is_place(line: str) -> bool:
    return re.match(r'\s*(?:\|\s*)?File "[^"]+", line \d+', line) is not None


def _bare(line: str) -> str:
    plain = clean(line, multiline=True, limit=TEXT)
    told = _ADDRESS.sub(rf"\1\2/{_HIDDEN}", without_secrets(plain))
    for pattern, left in ((_PERSON, _HIDDEN), (_NAMED, rf"\1{_HIDDEN}"), (_CODE_LIKE, _HIDDEN)):
        told = pattern.sub(left, told)
    return told


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
    from cabinet_tui.domain import trace

    trace.note(trace.Broke(error))
    if os.environ.get(DEBUG):
        sys.stderr.write(report(error))
    _complain(
        _(
            "This should not have happened ({kind}). Try again; with {debug}=1 a report is shown."
        ).format(kind=type(error).__name__, debug=DEBUG)
    )
    return Exit.FAILED


def _complain(text: str) -> None:
    print(f"cabinet-tui: {flat(without_secrets(text))}", file=sys.stderr)
