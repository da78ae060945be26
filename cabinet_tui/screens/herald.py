"""News told outside of the screen: a bell, a notice on the desktop."""

from collections.abc import Callable

from cabinet_tui.domain.clock import Clock
from cabinet_tui.settings import Settings
from cabinet_tui.widgets.desktop_notice import desktop_notice

QUIET = 3.0
"""Seconds in which a burst of news rings once."""
_BELL = "\x07"


class Herald:
    """Rings as the settings say. ``write`` hands a sequence to the terminal."""

    def __init__(self, clock: Clock, write: Callable[[str], None], *, in_tmux: bool) -> None:
        self._clock = clock
        self._write = write
        self._in_tmux = in_tmux
        self._rang = -QUIET

    def ring(self, settings: Settings, title: str, text: str) -> None:
        """Tell of one thing; what comes within three seconds of the last is on the screen only."""
        now = self._clock.monotonic()
        notice = desktop_notice(settings.desktop, title, text, in_tmux=self._in_tmux)
        sequence = notice + (_BELL if settings.bell else "")
        if sequence and now - self._rang >= QUIET:
            self._rang = now
            self._write(sequence)

    def sample(self, settings: Settings, title: str, text: str) -> None:
        """Let a person hear at once what was switched on."""
        self._rang = -QUIET
        self.ring(settings, title, text)
