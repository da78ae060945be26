"""How the app is run: what the command line, the profile and the terminal say."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cabinet_tui.domain.clock import Clock, SystemClock
from cabinet_tui.domain.colour import Depth
from cabinet_tui.opening import Opener, Opening
from cabinet_tui.screens.key_setting import WantedKeys
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.settings import QrPicture

if TYPE_CHECKING:
    from cabinet_tui.widgets.qr_picture import Canvas


@dataclass(frozen=True)
class AppOptions:
    """``copy`` puts a text where the terminal's own clipboard sequence does not reach.

    ``depth`` and ``dark_ground`` are the colours of the terminal, ``canvas`` what it shows
    pictures with; ``half_blocks`` are there for QR codes even where all else is ASCII. ``greets``
    whoever sees the program for the first time.
    """

    profile: str = ""
    server: str = ""
    clock: Clock = field(default_factory=SystemClock)
    copy: Callable[[str], Awaitable[None]] | None = None
    open_link: Callable[[str], Awaitable[Opening]] = field(default_factory=Opener)
    tuning: Tuning = field(default_factory=Tuning)
    in_tmux: bool = False
    depth: Depth = Depth.FULL
    dark_ground: bool = True
    canvas: Callable[[QrPicture], "Canvas | None"] = lambda _wanted: None
    half_blocks: bool = False
    keys: WantedKeys = field(default_factory=WantedKeys)
    greets: bool = False
