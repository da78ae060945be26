"""Money requests that were refused, or whose answer never came: each told truly."""

import asyncio
from collections.abc import Awaitable

import pytest

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    InvalidInput,
    NotACabinet,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    ServerFailure,
    SignInRequired,
    Unreachable,
)
from cabinet_tui.domain.intent import IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.refusals import (
    OutcomeFound,
    PlanOutdated,
    ServerRequired,
)
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
)
from cabinet_tui.services.money import SECOND_LOOK
from tests.held_clock import settle
from tests.services.deeds import deed, rich_house
from tests.services.fakes import DOWN
from tests.services.house import House

LOST = OutcomeUnknown(host="vpn.example.com")
PAGE = NotACabinet(host="vpn.example.com")
EVERY = pytest.mark.parametrize(
    "call", ["purchase", "renew", "activate_trial", "buy_slots", "buy_traffic"]
)
PAID = pytest.mark.parametrize("call", ["purchase", "renew", "buy_slots", "buy_traffic"])


async def unclear(house: House, work: Awaitable[Receipt]) -> CabinetError:
    """The error of a request whose answer never came, after both looks."""
    task = asyncio.ensure_future(work)
    await house.clock.advance(SECOND_LOOK)
    with pytest.raises(CabinetError) as caught:
        await task
    return caught.value


async def test_nothing_is_sent_when_nobody_can_look_first() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.failures["transactions"] = DOWN
    with pytest.raises(Unreachable):
        await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 0


@PAID
async def test_too_low_a_balance_is_told_and_remembered_with_what_is_missing(call: str) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.server.balance = Kopeks(40_000)
    with pytest.raises(BalanceTooLow):
        await it.do(plan)
    state = it.house.state()
    assert state.balance.value == 40_000
    assert state.intent is not None
    assert state.intent.state is IntentState.WAITING
    assert state.intent.plan.request == plan.request
    assert state.intent.plan.missing == plan.price - 40_000
    assert it.house.wire.count(call) == 1


async def test_the_servers_price_is_what_is_missing() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = BalanceTooLow(required=Kopeks(230_000))
    with pytest.raises(BalanceTooLow):
        await house.tariffs.buy(plan)
    intent = house.state().intent
    assert intent is not None
    assert intent.plan.missing == 30_000


async def test_a_refusal_that_is_about_the_server_asks_for_it() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.server.wants_server = "Server not found"
    with pytest.raises(ServerRequired, match="Server not found") as caught:
        await house.tariffs.buy(plan)
    assert caught.value.refused == "uuid-ams"
    house.server.wants_server = ""
    await house.tariffs.buy(plan.at_server("uuid-fra"))
    assert [
        item.server_uuid for item in house.server.sent if isinstance(item, PurchaseRequest)
    ] == [
        "uuid-ams",
        "uuid-fra",
    ]


async def test_a_field_that_is_missing_asks_for_the_server_too() -> None:
    house = rich_house()
    house.wire.failures["purchase"] = InvalidInput(fields={"server_squad_uuid": "Field required"})
    with pytest.raises(ServerRequired, match="server_squad_uuid: it is missing"):
        await house.tariffs.buy(await house.tariffs.plan(2))


@pytest.mark.parametrize(
    "refusal",
    [
        Rejected(detail="Not today"),
        Rejected(detail="The server is tired"),
        NotFound(),
        RateLimited(),
        SignInRequired(),
    ],
)
async def test_another_refusal_is_told_as_it_is(refusal: CabinetError) -> None:
    house = rich_house()
    house.wire.failures["purchase"] = refusal
    with pytest.raises(type(refusal)) as caught:
        await house.tariffs.buy(await house.tariffs.plan(2))
    assert caught.value is refusal
    assert house.state().intent is None
    assert house.wire.count("purchase") == 1


async def test_what_was_refused_is_offered_anew() -> None:
    house = rich_house()
    house.wire.failures["purchase"] = Rejected()
    with pytest.raises(Rejected):
        await house.tariffs.buy(await house.tariffs.plan(2))
    assert house.state().tariffs.stale


@pytest.mark.parametrize("lost", [LOST, PAGE, ServerFailure()])
@EVERY
async def test_an_answer_that_was_lost_is_found_in_the_account(
    call: str, lost: CabinetError
) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.failures[call] = lost
    it.house.wire.got_through.add(call)
    error = await unclear(it.house, it.do(plan))
    assert isinstance(error, OutcomeFound)
    assert error.outcome is Outcome.CHARGED
    assert error.paid == (plan.price or None)
    assert it.house.state().subscription.value == it.house.server.subscription
    assert it.house.state().balance.value == it.house.server.balance
    with pytest.raises(PlanOutdated):
        await it.do(plan)
    assert it.house.wire.count(call) == 1


@pytest.mark.parametrize("lost", [LOST, PAGE])
@EVERY
async def test_a_request_that_never_arrived_is_told_from_one_that_did(
    call: str, lost: CabinetError
) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.failures[call] = lost
    error = await unclear(it.house, it.do(plan))
    assert isinstance(error, OutcomeFound)
    assert error.outcome is Outcome.NOT_CHARGED
    it.house.wire.failures.clear()
    await it.do(plan)
    assert it.house.wire.count(call) == 2


async def test_a_server_that_failed_and_charged_nothing_is_told_as_that() -> None:
    house = rich_house()
    failure = ServerFailure(status=500)
    house.wire.failures["purchase"] = failure
    assert await unclear(house, house.tariffs.buy(await house.tariffs.plan(2))) is failure


async def test_a_request_that_is_still_under_way_is_seen_at_the_second_look() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = LOST
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    house.server.post(TransactionKind.PURCHASE, -plan.price)
    error = await unclear(house, buying)
    assert isinstance(error, OutcomeFound)
    assert error.outcome is Outcome.CHARGED


async def test_when_nobody_can_look_nothing_is_claimed() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.hold("purchase")
    house.wire.failures["purchase"] = LOST
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    house.wire.failures["transactions"] = DOWN
    house.wire.release("purchase")
    error = await unclear(house, buying)
    assert isinstance(error, OutcomeFound)
    assert error.outcome is Outcome.UNKNOWN
    house.wire.failures.clear()
    with pytest.raises(PlanOutdated):
        await house.tariffs.buy(plan)
    house.wire.pass_on("purchase")
    buying = asyncio.create_task(house.tariffs.buy(await house.tariffs.plan(2)))
    # The journal is not easy about the first one: it is looked at again before this one leaves.
    await house.clock.advance(SECOND_LOOK)
    await buying
    assert house.journal.standings == ["not_done", "done"]


async def test_what_another_account_has_says_nothing_of_a_lost_answer() -> None:
    house = rich_house()
    await house.session.restore()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = LOST
    house.wire.hold("purchase")
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    house.server.post(TransactionKind.PURCHASE, -plan.price)
    await house.session.sign_in("b@example.com", "right")
    house.wire.release("purchase")
    error = await unclear(house, buying)
    assert isinstance(error, OutcomeFound)
    assert error.outcome is Outcome.UNKNOWN


async def test_a_refusal_after_signing_out_leaves_nothing_behind() -> None:
    house = rich_house()
    await house.session.restore()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = BalanceTooLow()
    house.wire.hold("purchase")
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    await house.session.sign_out()
    before = house.state()
    house.wire.release("purchase")
    with pytest.raises(BalanceTooLow):
        await buying
    assert house.state() == before
