"""The documented limits hold, by class and by caller."""

import pytest

from cabinet_tui.sandbox.limits import Limits, rate_class
from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import OPERATIONS

BAD_LOGIN = {"email": "x@example.com", "password": "y"}


class Seconds:
    """A monotonic clock that a test winds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o['method']} {o['path']}")
def test_an_operation_is_of_the_listed_class(operation: dict[str, str]) -> None:
    path = operation["path"].replace("{payment_id}", "1").replace("{ticket_id}", "1")
    assert rate_class(operation["method"], path) == operation["rate_class"]


def test_no_more_than_the_limit_in_any_minute() -> None:
    seconds = Seconds()
    limits = Limits(seconds, enabled=True)
    for _ in range(5):
        assert limits.take("auth", "a") is None
        seconds.now += 10
    assert limits.take("auth", "a") == 10
    assert limits.take("auth", "b") is None
    assert limits.take("other", "a") is None
    seconds.now += 10
    assert limits.take("auth", "a") is None
    assert limits.take("auth", "a") == 10


def test_a_refused_request_does_not_push_the_end_of_the_wait_back() -> None:
    seconds = Seconds()
    limits = Limits(seconds, enabled=True)
    for _ in range(5):
        limits.take("auth", "a")
    seconds.now += 59.5
    assert limits.take("auth", "a") == 1
    seconds.now += 0.5
    assert limits.take("auth", "a") is None


async def test_the_sixth_sign_in_of_a_minute_is_a_429(make_world: MakeWorld) -> None:
    world = await make_world(limits=True)
    replies = [await world.post("/auth/login-email", BAD_LOGIN) for _ in range(5)]
    assert [reply.status_code for reply in replies] == [401, 401, 401, 401, 429]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 60
    assert replies[-1].json() == {"detail": "Too many requests"}


async def test_classes_are_counted_apart(make_world: MakeWorld) -> None:
    world = await make_world(limits=True)
    body = {"amount_rubles": 500, "payment_method": "YOOKASSA_SBP"}
    paid = [(await world.post("/balance/top-up", body)).status_code for _ in range(11)]
    assert paid == [200] * 10 + [429]
    read = [(await world.get("/balance")).status_code for _ in range(61)]
    assert read == [200] * 60 + [429]


async def test_accounts_are_counted_apart(make_world: MakeWorld) -> None:
    world = await make_world(limits=True)
    body = {"email": "b@example.com", "password": "long-enough", "first_name": "B"}
    await world.post("/auth/register-email-standalone", body)
    first = [(await world.get("/info")).status_code for _ in range(61)]
    assert first[-1] == 429
    await world.sign_in("b@example.com", "long-enough")
    assert (await world.get("/info")).status_code == 200


async def test_limits_can_be_switched(make_world: MakeWorld) -> None:
    world = await make_world(limits=True)
    await world.control("limits", {"enabled": False})
    assert {(await world.get("/info")).status_code for _ in range(70)} == {200}


def test_a_fixed_window_begins_with_its_first_request_and_ends_whole() -> None:
    seconds = Seconds()
    limits = Limits(seconds, enabled=True)

    def let_in() -> bool:
        return limits.take_fixed("login", "address", 2, 60)

    assert [let_in() for _ in range(3)] == [True, True, False]
    seconds.now += 59
    assert not let_in()
    seconds.now += 1
    assert let_in()
    limits.forget()
    assert [let_in() for _ in range(3)] == [True, True, False]
