"""When to try again."""

import pytest

from cabinet_tui.realtime.backoff import (
    HEALTHY_AFTER,
    LONGEST,
    SHORTEST,
    SLOW,
    Attempts,
    Ending,
    Outcome,
    Wait,
)

LOST = Outcome(Ending.LOST)
REFUSED = Outcome(Ending.REFUSED)


def waits(*outcomes: Outcome, chance: float = 1.0) -> list[Wait]:
    attempts = Attempts()
    found = []
    for outcome in outcomes:
        attempts = attempts.after(outcome)
        found.append(attempts.wait(outcome, chance))
    return found


def test_the_longest_waits_double_up_to_half_a_minute_and_go_on_without_end() -> None:
    seconds = [wait.seconds for wait in waits(*[LOST] * 2000)]
    assert seconds[:6] == [2, 4, 8, 16, 30, 30]
    assert set(seconds[5:]) == {LONGEST}


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
def test_a_wait_is_never_shorter_than_a_second_nor_longer_than_half_a_minute(
    chance: float,
) -> None:
    assert all(SHORTEST <= wait.seconds <= LONGEST for wait in waits(*[LOST] * 9, chance=chance))


def test_the_jitter_spreads_over_the_whole_range() -> None:
    assert waits(*[LOST] * 5, chance=0.0)[-1].seconds == 1
    assert waits(*[LOST] * 5, chance=0.5)[-1].seconds == 15.5


def test_a_healthy_link_starts_anew() -> None:
    healthy = Outcome(Ending.LOST, live_for=HEALTHY_AFTER)
    short = Outcome(Ending.LOST, live_for=HEALTHY_AFTER - 0.1)
    assert [wait.seconds for wait in waits(LOST, LOST, short, healthy)] == [2, 4, 8, 2]


def test_the_first_refusal_renews_at_once_and_the_next_ones_are_slow() -> None:
    assert waits(*[REFUSED] * 4) == [Wait(0.0, renew=True), Wait(SLOW), Wait(SLOW), Wait(SLOW)]


def test_a_refusal_after_health_renews_again() -> None:
    later = Outcome(Ending.REFUSED, live_for=HEALTHY_AFTER)
    assert waits(REFUSED, REFUSED, later) == [
        Wait(0.0, renew=True),
        Wait(SLOW),
        Wait(0.0, renew=True),
    ]


def test_a_loss_between_refusals_does_not_hide_them() -> None:
    assert waits(REFUSED, LOST, REFUSED)[-1] == Wait(SLOW)


def test_a_server_without_the_link_is_asked_slowly() -> None:
    assert waits(Outcome(Ending.ABSENT)) == [Wait(SLOW)]


def test_a_server_that_wants_peace_gets_it() -> None:
    assert waits(Outcome(Ending.LOST, at_least=45)) == [Wait(45)]
