"""The history on the screen equals the ledger; the QR is the link."""

import re
from collections.abc import Sequence

import pytest
from textual.widgets import DataTable

from cabinet_tui.widgets.history_table import HistoryTable
from tests.e2e.dialects import BEDOLAGA, DOCUMENTED
from tests.e2e.live import LiveStage, ledger, live, rubles
from tests.picture import picture, qr_texts
from tests.sandbox_server import SandboxServer

# In the order in which the screen offers them.
TYPES = {
    "Top-up": "PAYMENT_COMPLETED",
    "Subscription": "SUBSCRIPTION_PURCHASE",
    "Renewal": "SUBSCRIPTION_RENEWAL",
    "Referral": "REFERRAL_EARNING",
    "Withdrawal": "WITHDRAWAL",
    "Bonus": "BONUS",
    "Refund": "REFUND",
}
NEVER_DONE = {DOCUMENTED: 0, BEDOLAGA: 2}
"""What moved no money and is told all the same: a payment that waits, a refund that failed."""
AMOUNT = re.compile(r"[+-][\d,]+\.\d\d ₽$")


async def test_each_type_shows_what_the_ledger_has_of_it(world: SandboxServer) -> None:
    books = ledger(world)
    assert len(books.entries) == 45
    async with live(world, size=(100, 60)) as stage:
        await opened(stage)
        everything = [rubles(entry.kopeks, signed=True) for entry in books.entries]
        await stage.until(lambda: amounts(stage) == everything)
        for label, kind in TYPES.items():
            ours = [entry for entry in books.entries if entry.kind == kind]
            wanted = [rubles(entry.kopeks, signed=True) for entry in ours]
            await stage.press("f", "down", "enter")
            await stage.until_shown(f"{len(ours)} of {len(ours)}")
            await stage.until(lambda wanted=wanted: amounts(stage) == wanted)  # type: ignore[misc] # bound now
            assert all(label in line for line in table(stage))
        await stage.press("escape")
        await stage.until(lambda: amounts(stage) == everything)


@pytest.mark.covers("GET /balance/transactions")
async def test_scrolling_meets_every_transaction_down_to_the_first(world: SandboxServer) -> None:
    books = ledger(world)
    count = len(books.entries) + NEVER_DONE[world.dialect]
    async with live(world) as stage:
        await opened(stage, count)
        rows: list[str] = []
        for _ in range(count):
            rows.append(under_cursor(stage))
            await stage.press("down")
        met = [row for row in rows if "Not completed:" not in row]
        assert all(entry.text in row for entry, row in zip(books.entries, met, strict=True))
        shown = [AMOUNT.search(row) for row in met]
        assert [match and match.group() for match in shown] == [
            rubles(entry.kopeks, signed=True) for entry in books.entries
        ]


async def test_the_qr_read_off_the_picture_is_the_link(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until(lambda: qr_texts(picture(stage.app)) == [link(world)])


async def opened(stage: LiveStage, count: int = 45) -> None:
    await stage.until_live()
    await stage.press("2")
    await stage.until_shown(f"{count} of {count}")


def table(stage: LiveStage) -> Sequence[str]:
    """The lines of the table that are in sight."""
    lines = (line.rstrip(" ▁▂▃▄▅▆▇█▎▊") for line in stage.text().splitlines())
    return [line for line in lines if AMOUNT.search(line)]


def amounts(stage: LiveStage) -> Sequence[str]:
    return [match.group() for line in table(stage) if (match := AMOUNT.search(line))]


def under_cursor(stage: LiveStage) -> str:
    """The line of the screen that the cursor of the table is on."""
    history = stage.app.screen.query_one(HistoryTable)
    assert isinstance(history, DataTable)
    row = history.region.y + 1 + history.cursor_row - history.scroll_offset.y
    return stage.text().splitlines()[row].rstrip(" ▁▂▃▄▅▆▇█▎▊")


def link(world: SandboxServer) -> str:
    reply = world.control.get(
        "/cabinet/subscription", headers={"authorization": f"Bearer {world.token()}"}
    )
    reply.raise_for_status()
    return str(reply.json()["config_link"])
