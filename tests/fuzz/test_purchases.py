"""People buy while everything goes wrong: never a charge without a yes, nor two for one."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cabinet_tui.api import http
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import Plan
from tests.fuzz.buyers import BUYING, Buyer, Told, books, settled, together
from tests.fuzz.effort import FACTOR
from tests.sandbox_server import SandboxServer

T = TypeVar("T")
_PATIENCE, _LATE = 0.5, 0.7
_EXAMPLES, _STEPS = 12, 30
_ENOUGH = 200_000
_LOST: dict[str, dict[str, Any] | None] = {
    "nothing": None,
    "cut before": {"cut": "before"},
    "cut after": {"cut": "after"},
    "cut midway": {"cut": "midway"},
    "500": {"status": 500},
    "502": {"status": 502, "body": "<html>", "content_type": "text/html"},
    "503": {"status": 503},
    "429": {"status": 429, "headers": {"Retry-After": "3"}},
    "a page": {"status": 200, "body": "<html>", "content_type": "text/html"},
    "nothing in it": {"status": 200, "body": ""},
    "late": {"delay": _LATE},
    "late and cut": {"delay": _LATE, "cut": "after"},
}
_READS: dict[str, dict[str, Any] | None] = {
    "nothing": None,
    "no history": {"path": "/balance/transactions", "cut": "before"},
    "no subscription": {"path": "/subscription", "status": 503},
    "no balance": {"path": "/balance", "status": 500},
}
_who = st.integers(0, 1)
_lost = st.sampled_from(sorted(_LOST)) | st.just("nothing")
_reads = st.sampled_from(["nothing", "nothing", "nothing", *sorted(_READS)])
_times = st.integers(1, 20)
_tariffs = st.sampled_from([1, 2, 3, None])


class Tally:
    """What all the runs together did."""

    steps = yeses = charges = unknown = judged = 0

    def __str__(self) -> str:
        return (
            f"{self.steps} steps, {self.yeses} times yes, {self.charges} charges,"
            f" {self.unknown} ends unknown, {self.judged} words held against the books"
        )


@dataclass(frozen=True)
class Hearsay:
    """What people are told; ``is_sure`` when nothing was in the way of finding it out."""

    each: list[Told]
    is_sure: bool


@dataclass(frozen=True)
class Mishap:
    """What goes wrong with the request, and with so many of the looks around it."""

    lost: str
    reads: str = "nothing"
    times: int = 12


class Purchases(RuleBasedStateMachine):
    """Two people with one account; ``sandbox`` has the books."""

    def __init__(self, sandbox: SandboxServer, tally: Tally) -> None:
        super().__init__()
        self.sandbox = sandbox
        self.tally = tally
        self.yeses = 0
        self.gone = 0
        self.charged: list[Plan] = []
        self.runner = asyncio.Runner()
        sandbox.begin("default")
        self.people = [self._run(Buyer.at(sandbox)) for _ in range(2)]
        self.first = self.before = books(sandbox)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @rule(who=_who, tariff_id=_tariffs, days=st.sampled_from([30, 90]), lost=_lost, reads=_reads)
    def buy(self, who: int, tariff_id: int | None, days: int, lost: str, reads: str) -> None:
        """Somebody looks at a plan and says yes to it."""
        self._run(self.people[who].plan(tariff_id, days))
        if self.people[who].plans:
            self._one_yes(who, self.people[who].plans[-1], Mishap(lost, reads))

    @rule(who=_who, which=st.integers(0, 2), lost=_lost, reads=_reads, times=_times)
    def press_twice(self, who: int, which: int, lost: str, reads: str, times: int) -> None:
        """Somebody says yes to an old plan or to the newest one, with two presses of a key."""
        plans = self.people[who].plans
        if plans:
            mishap = Mishap(lost, reads, times)
            self._one_yes(who, plans[which % len(plans)], mishap, presses=2)

    @precondition(lambda self: all(person.plans for person in self.people))
    @rule(lost=_lost)
    def both_say_yes(self, lost: str) -> None:
        """Two people at the same moment, each to a plan of his own."""
        deeds = [(person, person.plans[-1]) for person in self.people]
        self._happen(deeds, Mishap(lost), yeses=2)

    @rule(who=_who, what=st.sampled_from(["money", "put away", "look", "later", "anew"]))
    def meanwhile(self, who: int, what: str) -> None:
        """Money comes, somebody looks at what was unclear, time passes, a program starts anew."""
        person = self.people[who]
        match what:
            case "money":
                self.sandbox.order("referral-earning", amount_rubles=1500)
            case "put away":
                self._run(person.put_away())
            case "look":
                self._run(person.look_again())
            case "later":
                person.clock.advance(700)
            case "anew":
                self._run(person.close())
                self.gone += person.sent
                self.people[who] = self._run(Buyer.at(self.sandbox))

    @invariant()
    def the_books_are_right(self) -> None:
        now = books(self.sandbox)
        assert now.total == now.balance >= 0
        # Whatever was done since the last yes was seen to: nothing is charged without one.
        assert now.charges == self.before.charges
        assert now.charges - self.first.charges <= self.yeses
        assert now.asked == self.before.asked
        assert now.asked <= self.yeses
        self.tally.steps += 1

    def teardown(self) -> None:
        self.sandbox.clear_faults()
        for person in self.people:
            self._run(person.close())
        self.runner.close()
        self.tally.yeses += self.yeses
        self.tally.charges += self.before.charges - self.first.charges

    def _one_yes(self, who: int, plan: Plan, mishap: Mishap, *, presses: int = 1) -> None:
        # The second press is no second yes.
        told, charged = self._happen([(self.people[who], plan)] * presses, mishap, yeses=1)
        if charged:
            assert not any(plan is one for one in self.charged), "one plan was charged twice"
            self.charged.append(plan)
        if told.is_sure:
            self.tally.judged += 1
            outcomes = {one.outcome for one in told.each}
            assert not charged or outcomes & {Outcome.CHARGED, Outcome.UNKNOWN}
            assert charged or Outcome.CHARGED not in outcomes

    def _happen(
        self, deeds: list[tuple[Buyer, Plan]], mishap: Mishap, *, yeses: int
    ) -> tuple[Hearsay, int]:
        """Have these plans carried out while things go wrong; what was told and was charged."""
        if self.before.balance < _ENOUGH:
            self.sandbox.order("referral-earning", amount_rubles=_ENOUGH / 100)
        self._plant(mishap)
        sent = self._sent()
        self.yeses += yeses
        for person, _ in deeds:
            person.waits.clear()
        told = self._run(together([person.say_yes(plan) for person, plan in deeds]))
        waits = [seconds for person, _ in deeds[:yeses] for seconds in person.waits]
        sent = self._sent() - sent
        assert sent <= yeses
        # What nobody waited for any more may still be carried out.
        now = settled(self.sandbox, self.before.asked + sent)
        self.sandbox.clear_faults()
        charged = now.charges - self.before.charges
        assert now.asked - self.before.asked == sent
        assert sum(1 for one in told if one.receipt is not None) <= charged <= sent
        self.before = now
        self.tally.unknown += sum(1 for one in told if one.outcome is Outcome.UNKNOWN)
        # Nobody gave up waiting for the one answer that counts.
        in_time = len(waits) == sent and max(waits, default=0.0) < 0.8 * _PATIENCE
        return Hearsay(told, is_sure=in_time and mishap.reads == "nothing"), charged

    def _sent(self) -> int:
        return self.gone + sum(person.sent for person in self.people)

    def _plant(self, mishap: Mishap) -> None:
        if fault := _LOST[mishap.lost]:
            for path in BUYING:
                self.sandbox.order("faults", path=path, method="POST", times=1, **fault)
        if fault := _READS[mishap.reads]:
            self.sandbox.order("faults", times=mishap.times, **fault)


@pytest.fixture(params=["documented", "bedolaga"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(dialect=request.param) as server:
        yield server


@pytest.mark.timeout(120 * FACTOR)
def test_the_books_are_right_whatever_goes_wrong(
    sandbox: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    timeout = httpx.Timeout(connect=10, read=_PATIENCE, write=10, pool=5)
    monkeypatch.setattr(http, "_TIMEOUT", timeout)
    tally = Tally()
    run_state_machine_as_test(
        lambda: Purchases(sandbox, tally),  # type: ignore[arg-type] # it takes what makes one too
        settings=settings(
            max_examples=_EXAMPLES * FACTOR,
            stateful_step_count=_STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property(sandbox.dialect, str(tally))
    sys.stdout.write(f"{sandbox.dialect}: {tally}\n")
    assert tally.charges
