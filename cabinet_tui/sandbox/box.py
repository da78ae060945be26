"""One running sandbox: its state, clock, tokens, limits, faults and sockets."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from cabinet_tui.sandbox.bedolaga.extras import Extras
from cabinet_tui.sandbox.clock import Clock
from cabinet_tui.sandbox.faults import Faults, Sleep
from cabinet_tui.sandbox.hub import Hub
from cabinet_tui.sandbox.limits import Limits
from cabinet_tui.sandbox.scenarios import Scenario, load
from cabinet_tui.sandbox.state import Account, State
from cabinet_tui.sandbox.tokens import Lives, Tokens


@dataclass(frozen=True)
class Settings:
    """How a sandbox behaves; seconds. `reply_after` None: support never answers by itself."""

    secret: str
    scenario: str = "default"
    dialect: str = "documented"
    seed: int = 20261123
    limits: bool = True
    lives: Lives = field(default_factory=Lives)
    reply_after: float | None = 4.0
    tick: float = 0.5


Arrange = Callable[["Sandbox"], None]
"""What a dialect does to a scenario that has just been loaded."""

HappensTo = Callable[["Sandbox", Account], None]
"""What a dialect does to an account: when money has come in, when time has passed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came in, and what it got (0: the connection ended without a reply)."""

    method: str
    path: str
    status: int


class Sandbox:
    """Everything a request needs; `reset` starts a scenario anew."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        sleep: Sleep,
        monotonic: Callable[[], float],
        arrange: Arrange | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.sleep = sleep
        documented = settings.dialect == "documented"
        self.tokens = Tokens(settings.secret, clock, settings.lives, numbered=documented)
        self.limits = Limits(monotonic, enabled=settings.limits)
        self.hub = Hub(clock)
        self.requests: deque[Seen] = deque(maxlen=2_000)
        self.reply_after = settings.reply_after
        self.after_payment: HappensTo | None = None
        self.each_step: HappensTo | None = None
        self._arrange = arrange
        self._tasks: set[asyncio.Task[None]] = set()
        self.reset(settings.scenario)

    def reset(self, scenario: str) -> None:
        """Load a scenario from its seed; raises KeyError for an unknown name."""
        self.rng = random.Random(self.settings.seed)
        self.scenario: Scenario = load(scenario)
        self.state: State = self.scenario.build(self.clock.now(), self.rng)
        self.extras = Extras()
        self.faults = Faults(self.rng)
        self.faults.planted.extend(self.scenario.faults)
        self.limits.forget()
        self.hub.muted = False
        self.requests.clear()
        if self._arrange is not None:
            self._arrange(self)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something later than the request that caused it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Cancel what is still going on."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
