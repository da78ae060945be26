"""Textual's terminal driver for slow lines."""

from textual.drivers.linux_driver import LinuxDriver

CLICKS = "\x1b[?1000h"
DRAGS = "\x1b[?1002h"
WIDE_POSITIONS = "\x1b[?1006h"


class ClickDriver(LinuxDriver):
    """Asks the terminal for clicks, drags and the wheel, not for every movement of the mouse."""

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            for mode in (CLICKS, DRAGS, WIDE_POSITIONS):
                self.write(mode)
            self.flush()

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1002l")
        super()._disable_mouse_support()
