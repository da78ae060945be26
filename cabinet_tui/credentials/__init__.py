"""Where the tokens of a session are kept between runs. The password never is."""

from cabinet_tui.credentials.choose import PREFERENCES, choose
from cabinet_tui.credentials.lock import RefreshLock

__all__ = ["PREFERENCES", "RefreshLock", "choose"]
