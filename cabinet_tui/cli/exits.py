"""Exit codes: one table from what went wrong to what a script sees."""

from enum import IntEnum

from cabinet_tui.domain.errors import (
    BadCredentials,
    BadSetting,
    BalanceTooLow,
    Blocked,
    CabinetError,
    Maintenance,
    NotACabinet,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    SignInRequired,
    Unreachable,
)
from cabinet_tui.domain.promo_refusals import SubscriptionRequired
from cabinet_tui.domain.refusals import BadCode, EmptyText, MethodUnavailable
from cabinet_tui.domain.sales_refusals import SoldElsewhere
from cabinet_tui.domain.sign_in_refusals import Unconfirmed
from cabinet_tui.domain.subscriptions import ChoiceRequired


class Exit(IntEnum):
    """What a command tells the shell."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOTHING = 3
    SIGN_IN = 4
    BALANCE_TOO_LOW = 5
    RATE_LIMITED = 6
    UNREACHABLE = 7
    BLOCKED = 8
    OUTCOME_UNKNOWN = 9
    INTERRUPTED = 130
    BROKEN_PIPE = 141


_TABLE: tuple[tuple[type[CabinetError], Exit], ...] = (
    (BadSetting, Exit.USAGE),
    (EmptyText, Exit.USAGE),
    (BadCode, Exit.USAGE),
    (MethodUnavailable, Exit.NOTHING),
    (NotFound, Exit.NOTHING),
    (NotSupported, Exit.NOTHING),
    (SoldElsewhere, Exit.NOTHING),
    (ChoiceRequired, Exit.USAGE),
    (SubscriptionRequired, Exit.USAGE),
    (SignInRequired, Exit.SIGN_IN),
    (BadCredentials, Exit.SIGN_IN),
    (Unconfirmed, Exit.SIGN_IN),
    (BalanceTooLow, Exit.BALANCE_TOO_LOW),
    (RateLimited, Exit.RATE_LIMITED),
    (Unreachable, Exit.UNREACHABLE),
    (NotACabinet, Exit.UNREACHABLE),
    (Maintenance, Exit.UNREACHABLE),
    (Blocked, Exit.BLOCKED),
    (OutcomeUnknown, Exit.OUTCOME_UNKNOWN),
)


def exit_code(error: CabinetError) -> Exit:
    """The exit code for an expected failure; whatever is not in the table is plain failure."""
    for kind, code in _TABLE:
        if isinstance(error, kind):
            return code
    return Exit.FAILED


def signal_code(number: int) -> int:
    """The exit code of a program that ended because of a signal."""
    return 128 + number
