"""Home: the account at a glance."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.event import BalanceUpdated, TicketReplied
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import SubscriptionStatus
from tests.services.full_house import full_house
from tests.ui.stage import staged


async def test_home_shows_the_account_at_a_glance() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown(
            "1,540.50 ₽",
            "Standard, active",
            "23 days left, until 12 Feb 2024",
            "40 of 300 GB",
            "3 of 5 devices   NL DE   autopay off",
            "A payment of 500.00 ₽ is waiting",
            "2 replies in “Connection problem”",
            "The e-mail address is not verified",
            "+500.00 ₽",
            "2 new",
        )


async def test_enter_on_what_needs_the_user_opens_what_it_is_about() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("A payment of 500.00 ₽ is waiting")
        await stage.press("enter")
        await stage.until_shown("Payment of 500.00 ₽", "waiting to be paid")
        await stage.press("escape")
        await stage.until_shown("Needs you", "The e-mail address is not verified")
        await stage.press("end", "enter")
        await stage.until(lambda: stage.app.current_mode == "account")


async def test_a_pushed_balance_appears_without_a_key_press() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        house.server.balance = Kopeks(204_050)
        house.listener.on_event(BalanceUpdated(new_balance=Kopeks(204_050)))
        await stage.until_shown("2,040.50 ₽", "The balance is now 2,040.50 ₽")


async def test_a_pushed_reply_counts_in_the_header() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("2 new")
        house.server.tickets = [replace(house.server.tickets[0], unread=3)]
        house.listener.on_event(TicketReplied(ticket_id=1, text="Try again now"))
        await house.clock.advance(1)
        await stage.until_shown("3 new", "Support answered: Try again now")


async def test_the_header_tells_how_news_reach_us() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until(lambda: house.listener.starts == 1)
        house.listener.on_link(Link(LinkStatus.LIVE))
        await stage.until_shown("live")
        house.listener.on_link(Link(LinkStatus.RECONNECTING, retry_in=4))
        await stage.until_shown("reconnecting 4 s")
        house.listener.on_link(Link(LinkStatus.OFFLINE))
        await stage.until_shown("offline")


async def test_a_failed_refresh_keeps_the_values_and_tells_their_age() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        house.wire.failures["balance"] = Unreachable(host="vpn.example.com")
        await stage.press("r")
        await stage.until_shown("1,540.50 ₽", "As of ")


async def test_without_a_first_answer_the_error_says_what_to_do() -> None:
    house = full_house()
    house.wire.failures["*"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await stage.until_shown("vpn.example.com cannot be reached.", "Check the connection")


async def test_an_account_with_nothing_is_led_to_the_plans() -> None:
    house = full_house()
    house.server.subscription = None
    house.server.transactions, house.server.pending, house.server.tickets = [], [], []
    async with staged(house) as stage:
        await stage.until_shown("There is no subscription yet", "Nothing has happened yet.")


async def test_an_ending_subscription_stands_among_what_needs_the_user() -> None:
    house = full_house()
    assert house.server.subscription is not None
    soon = house.clock.now() + timedelta(hours=20)
    house.server.subscription = replace(house.server.subscription, expires_at=soon)
    async with staged(house) as stage:
        await stage.until_shown("The subscription ends soon", "20 hours left")


async def test_an_expired_subscription_says_so() -> None:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(
        house.server.subscription,
        status=SubscriptionStatus.EXPIRED,
        expires_at=house.clock.now() - timedelta(days=2),
    )
    async with staged(house) as stage:
        await stage.until_shown("The subscription has ended", "Standard, expired", "ended on")


async def test_markup_in_remote_text_is_shown_as_it_is() -> None:
    house = full_house()
    house.server.tickets = [
        replace(house.server.tickets[0], subject="[/bold] [@click=app.quit]x[/]")
    ]
    async with staged(house) as stage:
        await stage.until_shown("[/bold] [@click=app.quit]x[/]")


async def test_an_error_that_takes_two_lines_goes_on_under_itself() -> None:
    house = full_house()
    house.wire.failures["*"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await stage.until_told("Balance", "cannot be reached")
        rows = stage.text().splitlines()
        top = next(number for number, row in enumerate(rows) if row.startswith(" Balance"))
        columns = rows[top].index("Subscription")
        for row in rows[top + 1 : rows.index("", top + 1)]:
            for part in (row[1:columns], row[columns:]):
                assert not part.strip() or part.startswith("  "), row
