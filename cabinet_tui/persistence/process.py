"""Which program wrote a line, and whether it may still be at it."""

import os
import platform
from datetime import datetime, timedelta

LONGEST = timedelta(minutes=2)
"""No request is waited for as long as this, with what is looked at afterwards."""


def this_process() -> str:
    """The name of this program among those of the user's computers."""
    return f"{platform.node()}:{os.getpid()}"


def may_run(process: str, since: datetime, now: datetime) -> bool:
    """Whether another program may still be waiting for the answer to what it sent then."""
    if process == this_process() or not timedelta() <= now - since < LONGEST:
        return False
    node, _, number = process.rpartition(":")
    if node != platform.node() or not number.isdecimal():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
