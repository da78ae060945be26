"""What is looked at without risk: nothing of this dialect that changes the account gets out."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.api.bedolaga import BedolagaApi, connect
from cabinet_tui.api.read_only import ReadOnlyTransport
from cabinet_tui.api.transport import Line
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import BadSetting
from tests.api.rig import BASE, answer
from tests.fake_clock import FakeClock

CHANGES: dict[str, Callable[[BedolagaApi], Awaitable[object]]] = {
    "a card": lambda api: api.cards.remove_card(3),
    "a gift": lambda api: api.gifts.activate("GIFT-1"),
    "a withdrawal": lambda api: api.withdrawals.cancel(3),
    "a language": lambda api: api.language.choose("en"),
    "a link": lambda api: api.revoke.revoke_link(None),
    "a ticket": lambda api: api.tickets.open_ticket("Subject", "Text"),
}


@pytest.mark.parametrize("name", sorted(CHANGES))
async def test_nothing_that_changes_the_account_is_sent(name: str) -> None:
    sent: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return answer({})

    clock = FakeClock()
    transport = ReadOnlyTransport(
        Line(BASE), clock=clock, random=lambda: 1.0, wire=httpx.MockTransport(handler)
    )
    session = Session(transport, MemoryStore(), on_end=lambda: None)
    await session.start(Tokens("access-1", "refresh-1"))
    with pytest.raises(BadSetting, match="read-only"):
        await CHANGES[name](connect(transport, session))
    assert sent == []
