"""Answers that are a little different are understood as far as they go, and never crash."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cabinet_tui.api.bedolaga.subscription_wire import SubscriptionData
from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.errors import CabinetError, NotACabinet
from cabinet_tui.domain.subscription import SubscriptionStatus
from tests.api.bedolaga import bodies
from tests.api.bedolaga.operations import OPERATIONS, Operation
from tests.api.bedolaga.rig import routed, saying
from tests.api.test_wire import bodies as any_bodies


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-03-02T10:20:30Z", datetime(2027, 3, 2, 10, 20, 30, tzinfo=UTC)),
        ("2027-03-02T10:20:30.000001Z", datetime(2027, 3, 2, 10, 20, 30, 1, tzinfo=UTC)),
        ("2027-03-02T10:20:30+00:00", datetime(2027, 3, 2, 10, 20, 30, tzinfo=UTC)),
        ("2027-03-02T13:20:30+03:00", datetime(2027, 3, 2, 10, 20, 30, tzinfo=UTC)),
        ("завтра", None),
        (None, None),
    ],
)
async def test_every_spelling_of_a_time(text: str | None, moment: datetime | None) -> None:
    rig = await saying({"message": "ok", "new_end_date": text})
    from cabinet_tui.domain.subscription import RenewalRequest

    assert (await rig.gate.subscription.renew(RenewalRequest(30))).expires_at == moment


@pytest.mark.parametrize(
    ("fields", "status", "is_trial"),
    [
        ({"status": "active", "is_trial": True}, SubscriptionStatus.ACTIVE, True),
        ({"status": "trial"}, SubscriptionStatus.ACTIVE, True),
        ({"status": "DISABLED"}, SubscriptionStatus.SUSPENDED, False),
        ({"status": "limited"}, SubscriptionStatus.LIMITED, False),
        ({"status": "pending"}, SubscriptionStatus.PENDING, False),
        ({"status": "frozen"}, "frozen", False),
        ({"is_expired": True}, SubscriptionStatus.EXPIRED, False),
        ({"is_limited": True}, SubscriptionStatus.LIMITED, False),
        ({"is_active": False}, SubscriptionStatus.SUSPENDED, False),
        ({}, SubscriptionStatus.ACTIVE, False),
    ],
)
def test_every_status(fields: dict[str, object], status: object, is_trial: bool) -> None:
    held = SubscriptionData.model_validate({"id": 1} | fields).subscription()
    assert (held.status, held.is_trial) == (status, is_trial)


@pytest.mark.parametrize(("limit", "bytes_"), [(0, None), (None, None), (3, 3 * 1024**3)])
def test_no_limit_is_a_nought(limit: int | None, bytes_: int | None) -> None:
    held = SubscriptionData.model_validate({"id": 1, "traffic_limit_gb": limit}).subscription()
    assert held.traffic.limit == bytes_


async def test_a_daily_tariff_is_held_with_its_price() -> None:
    daily = bodies.SUBSCRIPTION | {
        "is_daily": True,
        "is_daily_paused": True,
        "daily_price_kopeks": 900,
        "next_daily_charge_at": "2027-03-03T00:00:00.5Z",
    }
    rig = await saying(bodies.HELD | {"subscription": daily})
    held = await rig.gate.subscription.subscription()
    assert held is not None
    assert held.daily is not None
    assert (held.daily.is_paused, held.daily.price) == (True, 900)


@pytest.mark.parametrize(
    ("word", "sent", "amount"),
    [
        ("subscription_payment", 500, -500),
        ("withdrawal", -500, -500),
        ("gift_payment", 500, -500),
        ("deposit", 500, 500),
        ("poll_reward", 500, 500),
        ("new_kind", -500, -500),
    ],
)
async def test_what_is_spent_is_negative(word: str, sent: int, amount: int) -> None:
    row = bodies.DEPOSIT | {"type": word, "amount_kopeks": sent}
    rig = await saying(bodies.EMPTY_PAGE | {"items": [row]})
    (item,) = (await rig.gate.balance.transactions()).items
    assert item.amount == amount


async def test_money_that_has_not_come_is_not_money_received() -> None:
    rig = await saying(bodies.HISTORY)
    items = (await rig.gate.balance.transactions()).items
    received = [item.id for item in items if item.completed and item.amount > 0]
    assert received == [904, 902]
    assert items[1].kind is TransactionKind.REFUND


async def test_a_row_that_cannot_be_read_costs_itself_only() -> None:
    rig = await saying(bodies.EMPTY_PAGE | {"items": [5, {"id": "x"}, bodies.DEPOSIT], "total": 3})
    page = await rig.gate.balance.transactions()
    assert [item.id for item in page.items] == [904]
    assert page.total == 3


@pytest.mark.parametrize(
    "operation",
    [one for one in OPERATIONS if isinstance(one.answer, list)],
    ids=lambda one: one.name,
)
@pytest.mark.parametrize("body", [{"options": []}, "text", 7])
async def test_a_list_has_to_be_one(operation: Operation, body: object) -> None:
    rig = await saying(body)
    with pytest.raises(NotACabinet):
        await operation.do(rig.gate)


async def test_a_brand_without_news_still_lists_its_tickets() -> None:
    rig = await routed(
        {"GET /tickets": bodies.TICKETS, "GET /tickets/notifications": (500, {"detail": "no"})}
    )
    assert [ticket.unread for ticket in await rig.gate.tickets.tickets()] == [0, 0]


async def test_a_conversation_is_worth_reading_though_nobody_is_told() -> None:
    rig = await routed({"GET /tickets/33": bodies.TALK})
    assert len((await rig.gate.tickets.conversation(33)).messages) == 2
    assert rig.paths()[-1] == "POST /tickets/notifications/ticket/33/read"


async def test_nobody_is_told_when_nothing_was_new() -> None:
    answers: dict[str, object] = {
        "GET /tickets": bodies.TICKETS,
        "GET /tickets/notifications": bodies.NEWS,
        "GET /tickets/30": bodies.TALK,
    }
    rig = await routed(answers)
    await rig.gate.tickets.tickets()
    await rig.gate.tickets.conversation(30)
    assert rig.paths()[-1] == "GET /tickets/30"


def near(value: object) -> st.SearchStrategy[object]:
    """JSON that is this value, with parts of it changed, left out or replaced."""
    if isinstance(value, dict):
        exact = st.fixed_dictionaries(
            {}, optional={key: near(inner) for key, inner in value.items()}
        )
        return exact | any_bodies
    if isinstance(value, list):
        return st.lists(st.one_of([near(inner) for inner in value] or [any_bodies]), max_size=3)
    return st.just(value) | any_bodies


@st.composite
def answers(draw: st.DrawFn) -> tuple[Operation, object]:
    operation = draw(st.sampled_from(OPERATIONS))
    return operation, draw(near(operation.answer))


@given(
    case=answers(), status=st.sampled_from([200, 200, 200, 202, 400, 402, 403, 409, 410, 428, 503])
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
async def test_json_near_an_answer_is_a_value_or_an_error_of_ours(
    case: tuple[Operation, object], status: int
) -> None:
    operation, body = case
    rig = await saying(body, status)
    said = "a value"
    try:
        await operation.do(rig.gate)
    except CabinetError as error:
        said = str(error)
    assert said
    assert "\x1b" not in said


@given(operation=st.sampled_from(OPERATIONS), body=any_bodies)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
async def test_any_json_is_a_value_or_an_error_of_ours(operation: Operation, body: object) -> None:
    rig = await saying(body)
    with contextlib.suppress(CabinetError):
        await operation.do(rig.gate)
    assert rig.requests
