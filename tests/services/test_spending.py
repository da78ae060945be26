"""What costs money: once, looked after, and told truly when no answer comes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

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
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.refusals import (
    Busy,
    NotOffered,
    OutcomeFound,
    PlanOutdated,
    PriceChanged,
    ServerRequired,
)
from cabinet_tui.domain.subscription import (
    GIB,
    Channel,
    PurchaseRequest,
    Receipt,
    RenewalRequest,
    Server,
    Subscription,
    SubscriptionStatus,
    Traffic,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.services.spending import SECOND_LOOK
from tests.held_clock import START, settle
from tests.services.fake_server import BASIC, STANDARD
from tests.services.fakes import DOWN
from tests.services.house import House

EXPIRY = START + timedelta(days=10)
LOST = OutcomeUnknown(host="vpn.example.com")
PAGE = NotACabinet(host="vpn.example.com")


def rich_house() -> House:
    house = House()
    house.server.balance = Kopeks(200_000)
    house.server.subscription = Subscription(
        id=7,
        status=SubscriptionStatus.ACTIVE,
        plan="Standard",
        expires_at=EXPIRY,
        traffic=Traffic(used=GIB, limit=300 * GIB),
        devices_limit=5,
        servers=(Server("Amsterdam", "NL", "uuid-ams"),),
        autopay=False,
    )
    return house


def trial_house() -> House:
    house = House()
    house.server.subscription = None
    house.server.trial = TrialOffer(available=True, days=3, traffic_gb=5, devices=2)
    return house


class Deed:
    """One way to spend: how it is planned and done, and what the server calls it."""

    def __init__(self, call: str, house: House) -> None:
        self.call = call
        self.house = house

    async def plan(self) -> Plan:
        if self.call == "purchase":
            return await self.house.tariffs.plan(2, 30)
        if self.call == "renew":
            return await self.house.subscription.plan_renewal(30, 300)
        return await self.house.subscription.plan_trial()

    async def do(self, plan: Plan) -> Receipt:
        if self.call == "purchase":
            return await self.house.tariffs.buy(plan)
        if self.call == "renew":
            return await self.house.subscription.renew(plan)
        return await self.house.subscription.activate_trial(plan)


def deed(call: str) -> Deed:
    return Deed(call, trial_house() if call == "activate_trial" else rich_house())


EVERY = pytest.mark.parametrize("call", ["purchase", "renew", "activate_trial"])
PAID = pytest.mark.parametrize("call", ["purchase", "renew"])


async def unclear(house: House, work: Awaitable[Receipt]) -> CabinetError:
    """The error of a request whose answer never came, after both looks."""
    task = asyncio.ensure_future(work)
    await house.clock.advance(SECOND_LOOK)
    with pytest.raises(CabinetError) as caught:
        await task
    return caught.value


@EVERY
async def test_it_is_sent_once_and_everything_it_changed_is_read_again(call: str) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.calls.clear()
    receipt = await it.do(plan)
    assert it.house.wire.count(call) == 1
    state = it.house.state()
    assert state.subscription.value == it.house.server.subscription
    assert state.balance.value == it.house.server.balance
    assert [row.id for row in state.history.items.value or ()] == [
        row.id for row in it.house.server.transactions
    ]
    assert receipt.expires_at == plan.after.expires_at
    assert state.balance.value == plan.balance_after


async def test_what_is_sent_is_what_was_planned() -> None:
    house = rich_house()
    await house.tariffs.buy(await house.tariffs.plan(2, 90))
    assert house.server.sent == [PurchaseRequest(2, 90, "uuid-ams", 7)]
    house = rich_house()
    await house.subscription.renew(await house.subscription.plan_renewal(90))
    assert house.server.sent == [RenewalRequest(90, 300, 7)]
    house = trial_house()
    await house.subscription.activate_trial(await house.subscription.plan_trial(devices=1))
    assert house.server.sent == [TrialRequest(devices=1)]


@EVERY
async def test_a_key_pressed_twice_pays_once(call: str) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.hold(call)
    first = asyncio.create_task(it.do(plan))
    await settle()
    with pytest.raises(Busy):
        await it.do(plan)
    it.house.wire.release(call)
    await first
    with pytest.raises(PlanOutdated):
        await it.do(plan)
    assert it.house.wire.count(call) == 1


async def test_one_deed_at_a_time_whatever_it_is() -> None:
    house = rich_house()
    buying, renewing = await house.tariffs.plan(2), await house.subscription.plan_renewal(30)
    house.wire.hold("purchase")
    first = asyncio.create_task(house.tariffs.buy(buying))
    await settle()
    with pytest.raises(Busy):
        await house.subscription.renew(renewing)
    house.wire.release("purchase")
    await first
    # The subscription is another now: what was planned on the old one is no longer true.
    with pytest.raises(PlanOutdated):
        await house.subscription.renew(renewing)
    assert house.wire.count("renew") == 0


async def test_after_a_failure_the_same_plan_may_be_tried_again() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = Unreachable(host="vpn.example.com")
    with pytest.raises(Unreachable):
        await house.tariffs.buy(plan)
    house.wire.failures.clear()
    await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 2
    assert len(house.server.transactions) == 1


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
    assert state.intent.plan.missing == 4_910
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
    with pytest.raises(ServerRequired, match="Field required"):
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
    await house.tariffs.buy(await house.tariffs.plan(2))


async def test_a_purchase_takes_away_what_waited_for_money() -> None:
    house = rich_house()
    house.intents.want(await house.subscription.plan_renewal(30))
    await house.tariffs.buy(await house.tariffs.plan(2))
    assert house.state().intent is None


async def test_a_price_that_rose_is_not_paid() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(1)
    house.server.tariffs = [replace(BASIC, periods=(replace(BASIC.periods[0], price=Kopeks(1)),))]
    await house.clock.advance(61)
    with pytest.raises(PriceChanged) as caught:
        await house.tariffs.buy(plan)
    assert (caught.value.before, caught.value.after) == (10_000, 1)
    assert house.wire.count("purchase") == 0
    renewal = await house.subscription.plan_renewal(30)
    house.server.options = [replace(house.server.options[1], price=Kopeks(2))]
    await house.clock.advance(61)
    with pytest.raises(PriceChanged):
        await house.subscription.renew(renewal)


async def test_a_trial_that_costs_something_by_now_is_not_started() -> None:
    house = trial_house()
    plan = await house.subscription.plan_trial()
    house.server.trial = replace(house.server.trial, price=Kopeks(100))
    await house.clock.advance(61)
    with pytest.raises(PriceChanged):
        await house.subscription.activate_trial(plan)
    assert house.wire.count("activate_trial") == 0


async def test_what_is_sold_no_more_is_not_sent() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(1)
    house.server.tariffs = [STANDARD]
    await house.tariffs.refresh()
    with pytest.raises(NotOffered):
        await house.tariffs.buy(plan)
    with pytest.raises(NotOffered):
        await house.tariffs.plan(1)
    assert house.wire.count("purchase") == 0


async def test_a_subscription_that_changed_since_makes_the_plan_untrue() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    held = house.server.subscription
    assert held is not None
    house.server.subscription = replace(held, expires_at=EXPIRY + timedelta(days=30))
    with pytest.raises(PlanOutdated):
        await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 0
    assert house.state().subscription.value == house.server.subscription


async def test_traffic_used_since_leaves_the_plan_true() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    held = house.server.subscription
    assert held is not None
    house.server.subscription = replace(held, traffic=replace(held.traffic, used=9 * GIB))
    await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 1


async def test_a_session_that_ends_while_looking_pays_for_nobody() -> None:
    house = rich_house()
    await house.session.restore()
    plan = await house.tariffs.plan(2)
    house.wire.hold("transactions")
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    await house.session.sign_in("b@example.com", "right")
    house.wire.release("transactions")
    with pytest.raises(SignInRequired):
        await buying
    assert house.wire.count("purchase") == 0


@pytest.mark.parametrize("kind", [PlanKind.PURCHASE, PlanKind.RENEWAL, PlanKind.TRIAL])
async def test_each_service_carries_out_its_own_plans_only(kind: PlanKind) -> None:
    house = rich_house()
    plan = replace(await house.tariffs.plan(2), kind=kind)
    services: dict[PlanKind, Callable[[Plan], Awaitable[Receipt]]] = {
        PlanKind.PURCHASE: house.subscription.renew,
        PlanKind.RENEWAL: house.tariffs.buy,
        PlanKind.TRIAL: house.tariffs.buy,
    }
    with pytest.raises(PlanOutdated):
        await services[kind](plan)


async def test_a_plan_reads_what_it_stands_on_once() -> None:
    house = rich_house()
    await house.tariffs.plan(2, 30)
    assert sorted(house.wire.calls) == ["balance", "subscription", "tariffs"]
    await house.tariffs.plan(1)
    assert len(house.wire.calls) == 3
    await house.subscription.plan_renewal(30)
    assert house.wire.calls[3:] == ["options"]


@pytest.mark.parametrize("call", ["balance", "subscription", "tariffs"])
async def test_what_cannot_be_read_cannot_be_planned(call: str) -> None:
    house = rich_house()
    house.wire.failures[call] = DOWN
    with pytest.raises(Unreachable):
        await house.tariffs.plan(2, 30)


async def test_a_renewal_keeps_the_traffic_unless_told_otherwise() -> None:
    house = rich_house()
    assert (await house.subscription.plan_renewal(30)).price == 44_910
    assert (await house.subscription.plan_renewal(30, 100)).price == 29_900
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(30, 77)
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(31)


async def test_without_a_subscription_there_is_nothing_to_renew() -> None:
    house = trial_house()
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(30)


async def test_a_trial_that_is_not_offered_says_why() -> None:
    house = rich_house()
    house.server.trial = TrialOffer(available=False, reason="Used already")
    with pytest.raises(NotOffered, match="Used already"):
        await house.subscription.plan_trial()


async def test_a_trial_that_wants_a_channel_is_refused_in_the_servers_words() -> None:
    house = trial_house()
    house.server.trial = replace(house.server.trial, channels=(Channel("vpn"),))
    house.wire.failures["activate_trial"] = Rejected(detail="Subscribe to the channel first")
    with pytest.raises(Rejected, match="channel"):
        await house.subscription.activate_trial(await house.subscription.plan_trial())


async def test_autopay_is_switched_once_and_shown() -> None:
    house = rich_house()
    await house.subscription.refresh()
    assert await house.subscription.set_autopay(enabled=True)
    held = house.state().subscription.value
    assert held is not None
    assert held.autopay is True
    assert house.wire.count("autopay") == 1


async def test_autopay_pressed_twice_is_sent_once() -> None:
    house = rich_house()
    house.wire.hold("autopay")
    first = asyncio.create_task(house.subscription.set_autopay(enabled=True))
    await settle()
    with pytest.raises(Busy):
        await house.subscription.set_autopay(enabled=False)
    house.wire.release("autopay")
    await first
    assert house.wire.count("autopay") == 1


async def test_autopay_whose_answer_was_lost_is_what_the_subscription_says() -> None:
    house = rich_house()
    house.wire.failures["autopay"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.subscription.set_autopay(enabled=True)
    house.wire.got_through.add("autopay")
    assert await house.subscription.set_autopay(enabled=True)


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
