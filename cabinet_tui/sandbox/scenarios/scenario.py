"""What makes a scenario."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cabinet_tui.sandbox.faults import Fault
from cabinet_tui.sandbox.state import State

# A distortion changes the JSON of a reply in place, into what no response model would allow.
Distortion = Callable[[Any], None]


@dataclass(frozen=True)
class Scenario:
    """A world to start from, and what goes wrong in it.

    Distortions go by "METHOD /path"; `frames` are sent to every socket as soon as it is open.
    """

    build: Callable[[datetime, random.Random], State]
    faults: tuple[Fault, ...] = ()
    distortions: Mapping[str, Distortion] = field(default_factory=dict)
    drop_sockets_chance: float = 0.0
    frames: tuple[str, ...] = ()
