"""``login --telegram``: a link for the phone, and a wait until it is confirmed in the bot."""

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from cabinet_tui.cli import linear, output, qr
from cabinet_tui.domain.clock import Clock, SystemClock
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import countdown

if TYPE_CHECKING:
    from cabinet_tui.domain.deep_link import DeepLink, DeepLinkWait
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.state import AppState

_SECOND = 1.0
_WIPE = "\r\x1b[K"


async def sign_in(cabinet: "Cabinet", *, ascii_only: bool) -> None:
    """Sign in as whoever confirms the code; raises what ``DeepLinkService.sign_in`` raises."""
    teller = _Teller(SystemClock(), ascii_only=ascii_only)
    unsubscribe = cabinet.store.subscribe(teller.follow)
    counting = asyncio.create_task(teller.count())
    try:
        await cabinet.deep_link.sign_in()
    finally:
        unsubscribe()
        counting.cancel()
        with suppress(asyncio.CancelledError):
            await counting
        teller.wipe()


class _Teller:
    """Prints each code once, and how long it is still good on a line that is written over."""

    def __init__(self, clock: Clock, *, ascii_only: bool) -> None:
        self._clock = clock
        self._paper = output.Paper(ascii_only)
        self._ascii_only = ascii_only
        self._wait: DeepLinkWait | None = None

    def follow(self, state: "AppState") -> None:
        """Tell what is new."""
        before, self._wait = self._wait, state.deep_link
        wait = self._wait
        if wait is None:
            return
        if wait.link is not None and (before is None or before.link != wait.link):
            self._tell(wait.link, is_another=wait.renewals > 0)
        if wait.trouble is not None and (before is None or before.trouble is None):
            self.wipe()
            output.remark(" ".join((wait.trouble.what, _("It is tried again by itself."))))

    async def count(self) -> None:
        """Count down on a terminal, until cancelled."""
        while _is_terminal():
            if self._wait is not None and self._wait.link is not None:
                left = countdown(self._wait.link.left(self._clock.now()))
                waiting = _("Waiting for your answer there: {time} left.").format(time=left)
                print(f"{_WIPE}{output.flat(waiting)}", end="", file=sys.stderr, flush=True)
            await self._clock.sleep(_SECOND)

    def wipe(self) -> None:
        """Take the line of the countdown away."""
        if _is_terminal():
            print(_WIPE, end="", file=sys.stderr, flush=True)

    def _tell(self, link: "DeepLink", *, is_another: bool) -> None:
        self.wipe()
        if is_another:
            output.remark(_("The code before this one ran out."))
        how = _(
            "Scan the code or open the link, or send the second line to @{bot}; then press"
            " “Да, войти” there."
        )
        output.Paper(self._ascii_only, beside=True).line(how.format(bot=link.bot))
        self._paper.line(link.url)
        self._paper.line(link.command)
        if sys.stdout.isatty() and not linear.is_linear():
            # Last, so that the whole of it stays in sight on a small terminal.
            qr.show(link.url, ascii_only=self._ascii_only, robust=True)
        # Whoever reads this from a pipe has to answer before we go on.
        sys.stdout.flush()


def _is_terminal() -> bool:
    """Whether a line can be written over, and that is no noise."""
    return sys.stderr is not None and sys.stderr.isatty() and not linear.is_linear()
