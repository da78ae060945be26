"""Buying, from the key press to the books of the server: exactly one charge each time."""

import pytest
from textual.widgets import Button

from cabinet_tui.screens.dialogs.intent import IntentDialog
from cabinet_tui.screens.dialogs.payment import PaymentDialog
from cabinet_tui.screens.dialogs.top_up import TopUpDialog
from tests.e2e.dialects import BEDOLAGA, DOCUMENTED
from tests.e2e.live import Entry, LiveStage, ledger, live, rubles, state_of, waiting_payment
from tests.sandbox_server import SandboxServer

STANDARD = 44_910
PURCHASE = "SUBSCRIPTION_PURCHASE"
RENEWAL = {DOCUMENTED: "SUBSCRIPTION_RENEWAL", BEDOLAGA: PURCHASE}
FIRST_METHOD = {DOCUMENTED: "ЮKassa СБП", BEDOLAGA: "ЮKassa"}
LONGEST = {DOCUMENTED: "360 days", BEDOLAGA: "365 days"}


async def plan_of_standard(stage: LiveStage) -> None:
    """The plan of the second tariff is on the screen, and nothing is sent yet."""
    await stage.until_live()
    await stage.press("3")
    await stage.until_shown("Стандарт", rubles(STANDARD))
    await stage.until_read()
    await stage.press("down", "enter")
    await choose_30_days(stage)
    await stage.until_shown("Стандарт, 30 days")


async def choose_30_days(stage: LiveStage) -> None:
    """Take the first of the periods, where a tariff has several."""
    if stage.sandbox.dialect == BEDOLAGA:
        await stage.until_shown("365 days", rubles(STANDARD))
        await stage.press("enter")


def new_entries(sandbox: SandboxServer, before: int) -> list[Entry]:
    """What was written into the books since there were so many entries."""
    entries = ledger(sandbox).entries
    return list(entries[: len(entries) - before])


@pytest.mark.covers(
    "GET /subscription/tariffs", "POST /subscription/purchase-tariff", "GET /subscription"
)
async def test_a_tariff_is_bought_once(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await plan_of_standard(stage)
        left = rubles(books.balance - STANDARD)
        await stage.until_shown(rubles(books.balance), left, f"Pay {rubles(STANDARD)}")
        assert ledger(world) == books
        await stage.press("y")
        await stage.until_shown(
            "Bought.", f"paid     {rubles(STANDARD)}", "https://sub.example.com/"
        )
        (entry,) = new_entries(world, len(books.entries))
        assert (entry.kind, entry.kopeks) == (PURCHASE, -STANDARD)
        await stage.press("escape")
        await stage.until_shown(f"balance {rubles(ledger(world).balance)}")


async def test_a_key_held_down_on_a_slow_line_buys_once(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await plan_of_standard(stage)
        world.order("faults", path="/subscription/purchase-tariff", delay=1)
        await stage.press("y", "y", "y", "enter", "y")
        await stage.until_shown(f"balance {rubles(books.balance - STANDARD)}")
        assert len(new_entries(world, len(books.entries))) == 1


async def test_an_answer_that_was_cut_off_is_found_in_the_books(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await plan_of_standard(stage)
        world.order("faults", path="/subscription/purchase-tariff", cut="after", times=1)
        await stage.press("y")
        await stage.until_shown("Bought.", f"it was done: {rubles(STANDARD)}")
        assert len(new_entries(world, len(books.entries))) == 1


async def test_a_request_that_never_arrived_charges_nothing_and_can_be_repeated(
    world: SandboxServer,
) -> None:
    books = ledger(world)
    async with live(world) as stage:
        await plan_of_standard(stage)
        world.order("faults", path="/subscription/purchase-tariff", cut="before", times=1)
        await stage.press("y")
        await stage.until_shown("So far nothing was charged.", f"Pay {rubles(STANDARD)}")
        assert ledger(world) == books
        await stage.press("y")
        await stage.until_shown("Bought.")
        assert len(new_entries(world, len(books.entries))) == 1


@pytest.mark.covers("POST /balance/top-up")
async def test_a_purchase_waits_for_its_money_and_is_bought_once_it_is_there(
    world: SandboxServer,
) -> None:
    world.begin("poor")
    books = ledger(world)
    missing = STANDARD - books.balance
    async with live(world) as stage:
        await plan_of_standard(stage)
        await stage.until_shown(f"{rubles(missing)} missing", f"Top up {rubles(missing)}")
        await stage.press("t")
        await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
        await stage.until_shown(FIRST_METHOD[world.dialect], f"missing {rubles(missing)}")
        await stage.until(lambda: not stage.app.screen.query_one("#create", Button).disabled)
        await stage.pilot.click("#create")
        await stage.until(lambda: isinstance(stage.app.screen, PaymentDialog))
        world.order(f"payments/{waiting_payment(world)}/finish")
        await stage.until(lambda: isinstance(stage.app.screen, IntentDialog))
        await stage.until_shown("The balance is enough now.", f"Pay {rubles(STANDARD)}")
        (paid_in,) = new_entries(world, len(books.entries))
        assert paid_in.kopeks == missing
        await stage.press("y")
        await stage.until_shown("Bought.")
        bought, _ = new_entries(world, len(books.entries))
        assert (bought.kind, bought.kopeks) == (PURCHASE, -STANDARD)


@pytest.mark.covers("GET /subscription/renewal-options", "POST /subscription/renew")
async def test_a_subscription_is_renewed_once(world: SandboxServer) -> None:
    books, until = ledger(world), state_of(world)["subscription_expires_at"]
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("37.4 of 300 GB")
        await stage.press("n")
        await stage.until_shown(rubles(STANDARD), "-10%", LONGEST[world.dialect])
        if world.dialect == DOCUMENTED:
            await stage.until_shown("300 GB")
            await stage.press("down")
        await stage.press("enter")
        await stage.until_shown("Renewal", ", 30 days", f"Pay {rubles(STANDARD)}")
        assert ledger(world) == books
        await stage.press("y")
        await stage.until_shown("Renewed.", rubles(books.balance - STANDARD))
        (entry,) = new_entries(world, len(books.entries))
        assert (entry.kind, entry.kopeks) == (RENEWAL[world.dialect], -STANDARD)
        assert str(state_of(world)["subscription_expires_at"]) > str(until)
        await stage.press("escape")
        await stage.until_shown("53 days")


@pytest.mark.covers("POST /subscription/autopay")
async def test_autopay_is_switched_on_and_off(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("autopay  off")
        for words, now in (("on", True), ("off", False)):
            await stage.press("a")
            await stage.until_shown(f"Switch autopay {words}?")
            await stage.press("y")
            await stage.until_shown(f"autopay  {words}")
            assert state_of(world)["autopay"] is now


@pytest.mark.covers("GET /subscription/trial-info", "POST /subscription/activate-trial")
async def test_the_trial_begins(world: SandboxServer) -> None:
    world.begin("empty")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("There is no subscription yet.", "Trial: 3 days, 5 GB, 2 devices")
        await stage.press("g")
        await stage.until_shown("Start for free")
        assert state_of(world)["subscription_active"] is False
        await stage.press("y")
        await stage.until_shown("The trial has begun.", "https://sub.example.com/")
        assert state_of(world)["subscription_active"] is True
        assert ledger(world).entries == []
        await stage.press("escape")
        await stage.until_shown("Trial, active")


async def test_the_trial_begins_once_the_channel_is_joined(world: SandboxServer) -> None:
    world.begin("empty")
    world.order("channel", joined=False)
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("There is no subscription yet.", "Trial: 3 days, 5 GB, 2 devices")
        await stage.press("g")
        await stage.until_shown("Join the channel first:", "https://t.me/vpn_channel", "2 of 2")
        await stage.press("minus")
        await stage.until_shown("1 of 2 devices", "Start for free")
        await stage.press("y")
        await stage.until_shown(
            "Join, then try again: https://t.me/vpn_channel", "I joined, try again"
        )
        assert state_of(world)["subscription_active"] is False
        world.order("channel", joined=True)
        await stage.press("y")
        await stage.until_shown("The trial has begun.", "https://sub.example.com/")
        assert state_of(world)["subscription_active"] is True
        assert ledger(world).entries == []
        await stage.press("escape")
        await stage.until_shown("Trial, active", "1 of 2")
