"""Ten minutes of hasty keys never earn a 429 and never keep a person from doing something."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.services.cabinet import Cabinet
from tests.e2e.frantic import Frantic, beside, frantic, keys

TEN_MINUTES = 600.0


async def toggled(stage: Frantic, cabinet: Cabinet) -> float:
    """How long a change that a person makes takes, in seconds of the test's clock."""
    clock = stage.traffic.clock
    began = clock.monotonic()
    held = stage.state().subscription.value
    assert held is not None
    doing = asyncio.create_task(cabinet.subscription.set_autopay(enabled=not held.autopay))
    while not doing.done():
        await stage.traffic.until_idle()
        await asyncio.wait([doing], timeout=0)
        if not doing.done():
            await clock.advance(0.25)
    await doing
    return clock.monotonic() - began


async def glance(cabinet: Cabinet) -> None:
    """What a command in another terminal reads."""
    await asyncio.gather(
        cabinet.balance.refresh(), cabinet.subscription.refresh(), cabinet.tickets.refresh()
    )


@pytest.mark.timeout(240)
@pytest.mark.parametrize("dialect", ["documented", "bedolaga"])
async def test_ten_frantic_minutes(
    dialect: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    rng = random.Random(20261123)
    changes: list[float] = []
    glances: list[asyncio.Task[None]] = []
    async with frantic(dialect, monkeypatch) as stage, beside(stage) as command:
        cabinet = stage.app.cabinet
        assert cabinet is not None
        clock, pressed = stage.traffic.clock, keys(7)
        await cabinet.payments.refresh_methods()
        methods = stage.state().methods.told() or ()
        method = next(one.id for one in methods if one.enabled and not one.options)
        payment = await cabinet.payments.top_up(Kopeks(50_000), method)
        watching = asyncio.create_task(cabinet.payments.watch_payment(payment))
        due = 0.0
        while clock.monotonic() < TEN_MINUTES:
            await stage.hit(next(pressed))
            await stage.pass_time(rng.uniform(0.2, 1.8))
            if clock.monotonic() >= due:
                due += 20.0
                changes.append(await toggled(stage, cabinet))
                glances.append(asyncio.create_task(glance(command)))
        watching.cancel()
        for one in glances:
            one.cancel()
        await asyncio.wait([watching, *glances])
        told = stage.sandbox.look("requests")
        assert isinstance(told, list)
        seen = Counter(int(one["status"]) for one in told)
        refreshes = sum(one["path"] == "/auth/refresh" for one in told)
        record_property("keys", stage.presses)
        record_property("requests", len(told))
        record_property("traffic", stage.traffic.told())
        assert seen[429] == 0
        assert 3 <= refreshes <= 8
        # What a person changes is done at once, whatever was read before.
        assert len(changes) >= 29
        assert max(changes) <= 1
        traffic = stage.traffic
        for kind in ("other deed", "other deed change", "payment deed change"):
            assert (traffic.longest(kind) <= 1, traffic.refused[kind]) == (True, 0)
        # A section that is opened is read soon, however often the others were read anew.
        assert (traffic.longest("other read") <= 5, traffic.refused["other read"]) == (True, 0)
