"""No state is told by a colour alone: each has a word of its own, and the word is on the screen."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.balance import PaymentCheck, PaymentState
from cabinet_tui.domain.gift import GiftStatus
from cabinet_tui.domain.labels import (
    gift_status_label,
    link_label,
    subscription_status_label,
    ticket_status_label,
    withdrawal_status_label,
)
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.subscription import SubscriptionStatus
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.domain.withdrawal import WithdrawalStatus
from cabinet_tui.widgets.payment_wording import check_line
from tests.services.full_house import full_house
from tests.ui.stage import staged

WORDS: tuple[tuple[type[StrEnum], Callable[..., str]], ...] = (
    (SubscriptionStatus, subscription_status_label),
    (TicketStatus, ticket_status_label),
    (WithdrawalStatus, withdrawal_status_label),
    (GiftStatus, gift_status_label),
    (PaymentState, lambda state: check_line(PaymentCheck(state))),
    (LinkStatus, lambda status: link_label(Link(status))),
)


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_every_state_has_a_word_of_its_own(language: str) -> None:
    locale.use(language)
    for states, word in WORDS:
        said = [word(state) for state in states]
        assert all(text.strip() for text in said), states
        assert len(set(said)) == len(said), (states, said)


async def test_the_words_are_on_the_screen() -> None:
    house = full_house()
    server = house.server
    assert server.subscription is not None
    server.transactions[0] = replace(server.transactions[0], completed=False)
    server.tickets = [
        Ticket(number, f"Matter {number}", status, unread=int(number == 1))
        for number, status in enumerate(TicketStatus, 1)
    ]
    async with staged(house, size=(120, 36)) as stage:
        await stage.until_shown("1 new", "connecting", "Standard, active")
        await stage.press("2")
        await stage.until_shown("Not completed: Movement 130")
        await stage.press("6")
        await stage.until_shown("1 new Matter 1", *map(ticket_status_label, TicketStatus))
        await stage.press("4")
        for status in (SubscriptionStatus.LIMITED, SubscriptionStatus.EXPIRED):
            server.subscription = replace(server.subscription, status=status)
            await stage.press("r")
            await stage.until_told(f"Standard, {subscription_status_label(status)}", "autopay off")
        server.subscription = replace(server.subscription, autopay=True)
        await stage.press("r")
        await stage.until_told("autopay on")
