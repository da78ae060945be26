"""People with one account who buy and renew, what they are told, and the books of the sandbox."""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cabinet_tui.bootstrap import MEMORY, Target, connect
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.refusals import OutcomeFound
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store
from tests.fake_clock import FakeClock
from tests.faults.proxy import Asked, Exchange, Fault, FaultProxy
from tests.sandbox_server import SandboxServer

BUYING = ("/subscription/purchase-tariff", "/subscription/renew")
_LOOKS = 400


@dataclass(frozen=True)
class Books:
    """The account as the sandbox has it: what was charged, and the requests that may charge."""

    charges: int
    balance: int
    total: int
    asked: int


def books(sandbox: SandboxServer) -> Books:
    """The books now."""
    # In this order: what a request that has ended did is in the ledger by now.
    requests = _look(sandbox, "requests")
    ledger = _look(sandbox, "ledger")
    return Books(
        charges=sum(1 for entry in ledger["entries"] if entry["amount_kopeks"] < 0),
        balance=ledger["balance_kopeks"],
        total=ledger["sum_kopeks"],
        asked=sum(1 for seen in requests if seen["method"] == "POST" and seen["path"] in BUYING),
    )


def settled(sandbox: SandboxServer, asked: int) -> Books:
    """The books once so many requests were carried out or given up by the server."""
    for _ in range(_LOOKS):
        now = books(sandbox)
        if now.asked >= asked:
            return now
    raise AssertionError(f"{asked} requests were never seen to end")


def _look(sandbox: SandboxServer, path: str) -> Any:
    return sandbox.look(path)


def is_buying(asked: Asked) -> bool:
    """Whether a request may charge."""
    return asked.method == "POST" and asked.path.endswith(BUYING)


def closing(waits: list[float]) -> Fault:
    """Says what the server says, as far as it says it, and ends the connection.

    How many seconds each request that may charge waited for that goes into ``waits``.
    """

    async def say(exchange: Exchange) -> None:
        began = time.monotonic()
        try:
            answer = await exchange.answer()
        finally:
            if is_buying(exchange.asked):
                waits.append(time.monotonic() - began)
        if answer.head:
            await exchange.say(answer.head + b"\r\nconnection: close\r\n\r\n" + answer.body)
        exchange.hang_up()

    return say


@dataclass
class Buyer:
    """Somebody with a program of his own, whose requests pass a proxy that counts them."""

    cabinet: Cabinet
    clock: FakeClock
    proxy: FaultProxy
    waits: list[float]
    plans: list[Plan] = field(default_factory=list)

    @classmethod
    async def at(cls, sandbox: SandboxServer) -> "Buyer":
        """Signed in, on a clock that waits for nothing."""
        clock = FakeClock(datetime.now(UTC))
        waits: list[float] = []
        proxy = await FaultProxy(sandbox.url, closing(waits)).__aenter__()
        cabinet = await connect(Target("test", proxy.url, MEMORY), Store(), clock)
        await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        return cls(cabinet, clock, proxy, waits)

    @property
    def sent(self) -> int:
        """How many requests that may charge have left so far."""
        return sum(1 for asked in self.proxy.asked if is_buying(asked))

    async def plan(self, tariff_id: int | None, days: int) -> None:
        """Look at what a purchase, or a renewal, would do; nothing when that cannot be told."""
        cabinet = self.cabinet
        try:
            if tariff_id is None:
                plan = await cabinet.subscription.plan_renewal(days)
            else:
                plan = await cabinet.tariffs.plan(tariff_id)
        except CabinetError:
            return
        self.plans = [*self.plans[-2:], plan]

    async def say_yes(self, plan: Plan) -> "Told":
        """Carry out a plan; what the person is told of it."""
        try:
            return Told(await self.cabinet.intents.carry_out(plan))
        except CabinetError as error:
            return Told(error=error)

    async def put_away(self) -> None:
        """Have looked at whatever had no known end."""
        try:
            for entry in await self.cabinet.journal.entries():
                await self.cabinet.journal.dismiss(entry.id)
        except CabinetError:
            return

    async def look_again(self) -> None:
        """See what became of what had no known end, and be told."""
        try:
            await self.cabinet.journal.reconcile()
            await self.cabinet.journal.told(await self.cabinet.journal.entries())
        except CabinetError:
            return

    async def close(self) -> None:
        """End the program."""
        await self.cabinet.close()
        await self.proxy.__aexit__(None, None, None)


@dataclass(frozen=True)
class Told:
    """What somebody who said yes is told."""

    receipt: Receipt | None = None
    error: CabinetError | None = None

    @property
    def outcome(self) -> Outcome:
        """Whether it was charged, in his eyes; an error that says nothing means it was not."""
        if self.receipt is not None:
            return Outcome.CHARGED
        return self.error.outcome if isinstance(self.error, OutcomeFound) else Outcome.NOT_CHARGED

    @property
    def paid(self) -> Kopeks | None:
        """How much, if he is told."""
        if self.receipt is not None:
            return self.receipt.paid
        return self.error.paid if isinstance(self.error, OutcomeFound) else None


async def together(deeds: Sequence[Awaitable[Told]]) -> list[Told]:
    """All of them at the same time."""
    return list(await asyncio.gather(*deeds))
