"""Money that comes in: from the key press to the books of the server, whatever end it takes."""

from datetime import datetime, timedelta

import pytest
from textual.widgets import Input

from cabinet_tui.domain.payment_watch import PaymentWatch
from cabinet_tui.screens.dialogs.payment import PaymentDialog
from cabinet_tui.screens.dialogs.top_up import TopUpDialog
from tests.e2e.dialects import BEDOLAGA, DOCUMENTED
from tests.e2e.live import WIDE, Entry, LiveStage, ledger, live, rubles, state_of
from tests.sandbox_server import SandboxServer

OFFERED = {
    DOCUMENTED: ("ЮKassa СБП", "from 100.00 ₽"),
    BEDOLAGA: ("ЮKassa", "Telegram Stars", "100.00 ₽ to"),
}
STARS = {DOCUMENTED: 2, BEDOLAGA: 6}
"""How far below the first method Telegram Stars are."""


NEVER_DONE = {DOCUMENTED: 0, BEDOLAGA: 2}
"""What the history has besides the books: a payment that waits, a refund that failed."""
NOT_YET = {DOCUMENTED: "Payment is not completed yet", BEDOLAGA: "Статус не изменился"}
STARS_FOR_100 = {DOCUMENTED: "200 stars", BEDOLAGA: "100 stars"}
SEVEN_DAYS = {DOCUMENTED: "+7 days", BEDOLAGA: "на 7 дней"}


def payments(sandbox: SandboxServer) -> dict[str, str]:
    """The payments of the demo account, with how they stand."""
    told = state_of(sandbox)["payments"]
    assert isinstance(told, dict)
    return told


async def ordered(stage: LiveStage, amount: str) -> str:
    """Order a payment by keys, with the first method; gives its number."""
    before = set(payments(stage.sandbox))
    await order(stage, amount)
    (number,) = set(payments(stage.sandbox)) - before
    return number


async def order(stage: LiveStage, amount: str, *, below: int = 0) -> None:
    """Order a payment by keys, with the method so many lines below the first."""
    await stage.until_live()
    await stage.press("t")
    await stage.until_shown(*OFFERED[stage.sandbox.dialect])
    await stage.press(*(["down"] * below), "enter")
    await stage.until(lambda: isinstance(stage.focused(), Input))
    await stage.paste(amount)
    await stage.press("enter")
    await stage.until_shown("waiting to be paid")


def decide(sandbox: SandboxServer, number: str, action: str) -> None:
    """Press a button of the checkout page, as the payer would."""
    reply = sandbox.control.post(f"/checkout/{number}", data={"action": action})
    assert reply.status_code == 303


def watch(stage: LiveStage) -> PaymentWatch:
    """The newest watch."""
    return stage.state().payment_watches[0]


@pytest.mark.covers(
    "GET /balance/payment-methods", "POST /balance/top-up", "WS payment_completed", "GET /balance"
)
async def test_a_payment_that_is_made_turns_to_paid_by_itself(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "1 500,50")
        await stage.until_shown("Payment of 1,500.50 ₽", f"{world.origin}/checkout/{number}")
        assert ledger(world) == books
        decide(world, number, "pay")
        await stage.until_shown("The money is in the balance.", rubles(books.balance + 150_050))
        entry = Entry("PAYMENT_COMPLETED", 150_050, "Пополнение баланса")
        assert ledger(world).entries == [entry, *books.entries]
        await stage.press("escape", "2")
        rows = len(books.entries) + 1 + NEVER_DONE[world.dialect]
        await stage.until_shown(rubles(ledger(world).balance), f"{rows} of {rows}")


@pytest.mark.covers("GET /balance/pending-payments")
async def test_a_payment_is_found_without_a_push_as_well(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "500")
        world.order("sockets/mute", muted=True)
        decide(world, number, "pay")
        await stage.until_shown("The money is in the balance.", rubles(books.balance + 50_000))
        assert not any("has arrived" in toast for toast in stage.toasts())


async def test_a_payment_that_is_declined_ends_and_a_new_one_is_offered(
    world: SandboxServer,
) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "500")
        decide(world, number, "decline")
        await stage.until_shown("declined", "The provider took no money")
        assert ledger(world) == books
        assert payments(world)[number] == "failed"
        await stage.press("n")
        await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
        await stage.until(lambda: stage.app.screen.query_one("#amount", Input).value == "500")


async def test_a_payment_that_expires_has_an_end_of_its_own(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "500")
        world.order(f"payments/{number}/expire")
        await stage.until_shown("expired", "Its time is over and no money has come.")
        assert ledger(world) == books


@pytest.mark.covers("POST /balance/check-payment/{payment_id}")
async def test_a_lost_notice_is_brought_in_by_a_check(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "500")
        await stage.press("c")
        await stage.until_shown(f"Checked: it is not paid yet. {NOT_YET[world.dialect]}")
        decide(world, number, "pay-silently")
        assert ledger(world) == books
        await stage.press("c")
        await stage.until_shown("The money is in the balance.", rubles(books.balance + 50_000))
        assert ledger(world).balance == books.balance + 50_000


async def test_a_payment_of_another_day_is_checked_from_the_list(world: SandboxServer) -> None:
    books = ledger(world)
    number = next(iter(payments(world)))
    async with live(world, size=WIDE) as stage:
        await stage.until_live()
        await stage.press("2")
        await stage.until_shown("1 payment waits")
        await stage.press("p")
        await stage.until_shown("Where to pay is not known here", number)
        decide(world, number, "pay-silently")
        await stage.press("c")
        await stage.until_shown("The money is in the balance.", rubles(books.balance + 50_000))
        await stage.press("escape")
        await stage.until_gone("payment waits")


async def test_a_closed_payment_goes_on_and_is_told_when_it_arrives(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        number = await ordered(stage, "500")
        await stage.press("escape")
        await stage.until_said("The payment of 500.00 ₽ goes on waiting.")
        assert payments(world)[number] == "pending"
        decide(world, number, "pay")
        await stage.until_said("A payment of 500.00 ₽ has arrived")
        await stage.until_shown(rubles(books.balance + 50_000))
        await stage.until(lambda: watch(stage).is_decided)


@pytest.mark.covers("POST /balance/stars-invoice")
async def test_a_stars_invoice_is_paid_in_telegram(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        await order(stage, "100", below=STARS[world.dialect])
        assert ledger(world) == books
        link = watch(stage).url
        await stage.until_shown("Payment of 100.00 ₽", STARS_FOR_100[world.dialect], link)
        assert link.startswith("https://t.me/$")
        world.order("invoices/pay", invoice_link=link)
        await stage.until_shown("The money is in the balance.", rubles(books.balance + 10_000))
        assert ledger(world).entries[0].kopeks == 10_000


async def test_what_the_server_refuses_is_said_in_place(world: SandboxServer) -> None:
    before = payments(world)
    async with live(world, size=WIDE) as stage:
        world.order(
            "faults", path="/balance/top-up", status=400, body='{"detail": "Closed for the night"}'
        )
        await stage.until_live()
        await stage.press("t")
        await stage.until_shown("ЮKassa СБП")
        await stage.press("enter")
        await stage.paste("500")
        await stage.press("enter")
        await stage.until_shown("Closed for the night")
        assert isinstance(stage.app.screen, TopUpDialog)
        assert payments(world) == before


async def test_a_payment_whose_answer_was_lost_is_found_among_the_waiting_ones(
    world: SandboxServer,
) -> None:
    before = payments(world)
    async with live(world, size=WIDE) as stage:
        world.order("faults", path="/balance/top-up", cut="after", times=1)
        await stage.until_live()
        await stage.press("t")
        await stage.until_shown("ЮKassa СБП")
        await stage.press("enter")
        await stage.paste("700")
        await stage.press("enter")
        await stage.until_shown("No answer came. Nothing is charged by this")
        assert len(payments(world)) == len(before) + 1
        await stage.press("escape", "2")
        await stage.until_shown("2 payments wait", rubles(120_000))


@pytest.mark.covers("POST /promocode/activate", "WS balance_updated")
async def test_a_promo_code_brings_money_once(world: SandboxServer) -> None:
    books = ledger(world)
    after = rubles(books.balance + 50_000)
    async with live(world, size=WIDE) as stage:
        await promo(stage, "NEWUSER2024")
        await stage.until_shown("+500.00 ₽", f"{rubles(books.balance)} → {after}")
        assert ledger(world).entries[0] == Entry("BONUS", 50_000, "Промокод NEWUSER2024")
        await stage.paste("NEWUSER2024")
        await stage.press("enter")
        await stage.until_shown("You have used this promo code already.")
        assert ledger(world).balance == books.balance + 50_000


@pytest.mark.covers("WS subscription_renewed")
async def test_a_promo_code_brings_days(world: SandboxServer) -> None:
    before = expiry(world)
    async with live(world, size=WIDE) as stage:
        await promo(stage, "week7")
        await stage.until_shown(SEVEN_DAYS[world.dialect])
        assert expiry(world) - before == timedelta(days=7)
        await stage.until_shown(f"{english(before)} → {english(expiry(world))}")


async def test_a_promo_code_brings_gigabytes(world: SandboxServer) -> None:
    async with live(world, size=WIDE) as stage:
        await promo(stage, "GIGA50")
        await stage.until_shown("+50 GB", "300 GB → 350 GB")


async def test_a_promo_code_that_is_over_changes_nothing(world: SandboxServer) -> None:
    books = ledger(world)
    async with live(world, size=WIDE) as stage:
        await promo(stage, "SUMMER2023")
        await stage.until_told("There is no such promo code, or it has expired.")
        assert ledger(world) == books


@pytest.mark.parametrize("scenario", ["empty", "poor", "huge", "hostile"])
async def test_every_world_lets_one_pay(world: SandboxServer, scenario: str) -> None:
    world.begin(scenario)
    before = set(payments(world))
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("t")
        await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
        await stage.until_shown("from 100.00", "Create the payment")
        await stage.press("enter")
        await stage.paste("100")
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, PaymentDialog))
        await stage.until_shown("Payment of 100.00 ₽")
        assert "\x1b" not in stage.text()
        assert len(set(payments(world)) - before) == 1


async def promo(stage: LiveStage, code: str) -> None:
    """Redeem a code by keys."""
    await stage.until_live()
    await stage.press("2")
    await stage.until_read()
    await stage.press("c")
    await stage.until_shown("Paste or type the code")
    await stage.until(lambda: stage.state().subscription.is_known)
    await stage.paste(code)
    await stage.press("enter")


def expiry(sandbox: SandboxServer) -> datetime:
    return datetime.fromisoformat(str(state_of(sandbox)["subscription_expires_at"]))


def english(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%b} {local.year}"
