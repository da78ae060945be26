"""The documented rate limits: so many requests in any 60 seconds, by class and by caller."""

import math
from collections import deque
from collections.abc import Callable
from typing import Literal

RateClass = Literal["auth", "payment", "other"]

PER_MINUTE: dict[RateClass, int] = {"auth": 5, "payment": 10, "other": 60}
WINDOW_SECONDS = 60.0

PAYMENT_ROUTES = frozenset(
    {
        "/balance/top-up",
        "/balance/stars-invoice",
        "/balance/check-payment",
        "/subscription/purchase-tariff",
        "/subscription/renew",
    }
)


def rate_class(method: str, path: str) -> RateClass:
    """The class of a path below /cabinet: everything that signs in, everything that pays."""
    if path.startswith("/auth/") and method == "POST":
        return "auth"
    if method == "POST" and path.startswith(tuple(PAYMENT_ROUTES)):
        return "payment"
    return "other"


class Limits:
    """Counts requests of each caller, in monotonic seconds: a fixed clock would never let go."""

    def __init__(self, monotonic: Callable[[], float], *, enabled: bool) -> None:
        self.enabled = enabled
        self._monotonic = monotonic
        self._seen: dict[tuple[RateClass, str], deque[float]] = {}
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def take(self, kind: RateClass, caller: str) -> int | None:
        """Count a request: None lets it in, else whole seconds until the next one may come."""
        if not self.enabled:
            return None
        now = self._monotonic()
        seen = self._seen.setdefault((kind, caller), deque())
        while seen and seen[0] <= now - WINDOW_SECONDS:
            seen.popleft()
        if len(seen) >= PER_MINUTE[kind]:
            return max(1, math.ceil(seen[0] + WINDOW_SECONDS - now))
        seen.append(now)
        return None

    def take_fixed(self, name: str, caller: str, allowed: int, seconds: float) -> bool:
        """Count a request in a window that begins with its first one; whether it may come in."""
        if not self.enabled:
            return True
        now = self._monotonic()
        begun, count = self._windows.get((name, caller), (now, 0))
        if now - begun >= seconds:
            begun, count = now, 0
        self._windows[name, caller] = begun, count + 1
        return count < allowed

    def forget(self) -> None:
        """Let everybody start anew."""
        self._seen.clear()
        self._windows.clear()
