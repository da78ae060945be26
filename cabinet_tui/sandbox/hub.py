"""The open WebSockets, and how a push reaches them."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from starlette.websockets import WebSocket

from cabinet_tui.sandbox.clock import Clock

PUSH_TYPES = (
    "payment_completed",
    "subscription_renewed",
    "subscription_expires_soon",
    "ticket_reply",
    "referral_earned",
    "balance_updated",
)


Interpret = Callable[[int, str, Mapping[str, object]], Iterable[tuple[str, Mapping[str, object]]]]
"""Turns what happened to an account into the events a dialect has for it: flat ones."""


@dataclass(frozen=True)
class Close:
    """An order to close a socket; `hard` cuts the connection without a close frame."""

    code: int
    reason: str = ""
    hard: bool = False


@dataclass(eq=False)
class Socket:
    """One accepted connection; what is put into `outbox` is sent in order."""

    account_id: int
    connection: WebSocket
    outbox: asyncio.Queue[str | Close] = field(default_factory=asyncio.Queue)


class Hub:
    """Hands pushes to every socket of an account; `muted` lets nothing out, as a dead line does."""

    def __init__(self, clock: Clock) -> None:
        self.muted = False
        self.interpret: Interpret | None = None
        self._clock = clock
        self._sockets: list[Socket] = []

    def join(self, socket: Socket) -> None:
        """Start sending pushes to a socket."""
        self._sockets.append(socket)

    def leave(self, socket: Socket) -> None:
        """Stop sending pushes to a socket."""
        self._sockets.remove(socket)

    def count(self, account_id: int | None = None) -> int:
        """How many sockets are open, of one account or of all."""
        return sum(1 for socket in self._sockets if account_id in {None, socket.account_id})

    def push(self, account_id: int, kind: str, data: Mapping[str, object]) -> int:
        """Tell what happened, in the words of the dialect; returns how many sockets got it."""
        if self.interpret is None:
            return self.send(account_id, kind, data)
        frames = self.interpret(account_id, kind, data)
        return max((self.send(account_id, name, fields) for name, fields in frames), default=0)

    def send(self, account_id: int, kind: str, data: object, timestamp: str | None = None) -> int:
        """Send one event as it is, in the dialect's envelope; returns how many sockets got it."""
        if self.interpret is not None:
            fields = data if isinstance(data, Mapping) else {}
            return self.send_text(account_id, json.dumps({"type": kind, **fields}))
        moment = timestamp or self._clock.now().isoformat().replace("+00:00", "Z")
        return self.send_text(
            account_id, json.dumps({"type": kind, "data": data, "timestamp": moment})
        )

    def send_text(self, account_id: int, text: str) -> int:
        """Send any text frame at all; returns how many sockets got it."""
        reached = [socket for socket in self._sockets if socket.account_id == account_id]
        for socket in reached:
            socket.outbox.put_nowait(text)
        return len(reached)

    def drop(self, order: Close) -> int:
        """Close every socket; returns how many."""
        for socket in self._sockets:
            socket.outbox.put_nowait(order)
        return len(self._sockets)
