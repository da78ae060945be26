"""What the server pushes is on the screen without a key press, and the link heals."""

from datetime import datetime

import pytest

from cabinet_tui.domain.link import LinkStatus
from tests.e2e.live import (
    WIDE,
    LiveStage,
    ledger,
    live,
    renewals,
    rubles,
    state_of,
    waiting_payment,
)
from tests.sandbox_server import SandboxServer


async def test_a_finished_payment_changes_the_balance_and_the_history(
    world: SandboxServer,
) -> None:
    async with live(world, size=WIDE) as stage:
        await stage.until_live()
        await stage.until_shown("A payment of 500.00 ₽ is waiting")
        await stage.press("2")
        await stage.until_shown("45 of 45")
        world.order(f"payments/{waiting_payment(world)}/finish")
        books = ledger(world)
        assert books.entries[0].kopeks == 50_000
        await stage.until_said("A payment of 500.00 ₽ has arrived")
        await stage.until_shown(rubles(books.balance), "46 of 46")
        await stage.until_said("A payment of 500.00 ₽ has arrived")
        await stage.press("1")
        await stage.until_shown(rubles(books.balance), "Lately")
        await stage.until_gone("is waiting")


async def test_each_push_says_its_sentence(world: SandboxServer) -> None:
    async with live(world, size=WIDE) as stage:
        await stage.until_live()
        await stage.press("2")
        await stage.until_shown("45 of 45")

        world.order("referral-earning", amount_rubles=12.5)
        await stage.until_said("A referral brought 12.50 ₽")
        await stage.until_shown(rubles(ledger(world).balance), "46 of 46")

        renew(world, days=30)
        await stage.until_said(f"The subscription goes on until {english(expiry(world))}")

        world.order("push", type="subscription_expires_soon", data={"days_left": 2})
        await stage.until_said("The subscription ends in 2 days")

        world.order(f"tickets/{open_ticket(world)}/reply", message="Try again now.")
        await stage.until_said("Support answered: Try again now.")

        world.order("push", type="balance_updated", data={"new_balance_rubles": 0.5})
        await stage.until_said("The balance is now 0.50 ₽")

        world.order("push", type="payment_completed", data={"amount_rubles": 7})
        await stage.until_said("A payment of 7.00 ₽ has arrived")
        await stage.until_shown(rubles(ledger(world).balance), "47 of 47")


async def test_a_reply_of_support_raises_the_count_in_the_header(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.until_shown("2 new")
        world.order(f"tickets/{open_ticket(world)}/reply", message="Try again now.")
        await stage.until_shown("3 new")


async def test_a_renewal_elsewhere_moves_the_date(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        before = english(expiry(world))
        await stage.until_shown(before)
        renew(world, days=30)
        after = english(expiry(world))
        assert after != before
        await stage.until(lambda: after in about(stage) and before not in about(stage))


async def test_the_sandbox_warns_of_an_end_that_is_near(world: SandboxServer) -> None:
    world.begin("poor")
    async with live(world) as stage:
        await stage.until_said("The subscription ends in 1 day")


async def test_the_link_heals_and_shows_what_was_missed(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        old = rubles(ledger(world).balance)
        await stage.until_shown(old)
        world.order("faults", path="/ws", status=503)
        world.order("sockets/drop", code=1012)
        await stage.until_shown("reconnecting")
        world.order(f"payments/{waiting_payment(world)}/finish")
        new = rubles(ledger(world).balance)
        assert new != old
        assert old in stage.text()
        world.clear_faults()
        await stage.until_live()
        await stage.until_shown(new)
        assert "has arrived" not in stage.text()


async def test_a_refused_link_gets_a_fresh_token_and_then_keeps_its_distance(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await stage.until_live()
        world.order("sockets/drop", code=1008)
        await stage.until(lambda: renewals(world) == 1)
        await stage.until_live()
        world.order("sockets/drop", code=1008)
        await stage.until_shown("news refused, again in 60 s")
        assert stage.state().link.refused
        assert stage.state().link.status is LinkStatus.RECONNECTING
        assert stage.app.current_mode == "home"


@pytest.mark.parametrize("code", [1000, 1011])
async def test_any_other_end_of_the_link_is_taken_up_again(world: SandboxServer, code: int) -> None:
    async with live(world) as stage:
        await stage.until_live()
        world.order("sockets/drop", code=code)
        await stage.until_shown("reconnecting")
        await stage.until_live()


def about(stage: LiveStage) -> str:
    """The facts of the subscription, without the notices in the corner."""
    return "\n".join(line for line in stage.text().splitlines() if "until" in line)


def open_ticket(world: SandboxServer) -> int:
    tickets = state_of(world)["tickets"]
    assert isinstance(tickets, dict)
    return next(int(number) for number, status in tickets.items() if status != "closed")


def expiry(world: SandboxServer) -> datetime:
    return datetime.fromisoformat(str(state_of(world)["subscription_expires_at"]))


def english(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%b} {local.year}"


def renew(world: SandboxServer, *, days: int) -> None:
    """Renew as another program of the same account would."""
    reply = world.control.post(
        "/cabinet/subscription/renew",
        json={"period_days": days},
        headers={"authorization": f"Bearer {world.token()}"},
    )
    reply.raise_for_status()
