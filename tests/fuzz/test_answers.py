"""Whatever an operation is answered, it is a value that can be looked at or an error of ours."""

import asyncio
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.bedolaga.bare import Bare
from cabinet_tui.api.wire import Wire
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.text import clean
from tests.faults.calls import CALLS, RENEWAL, Doing
from tests.fuzz.desk import Desk, Said, seen
from tests.fuzz.effort import effort
from tests.fuzz.near_schema import Bodies, anything, mostly, near, pool_of

_GOOD = [200] * 8 + [201, 202, 204, 206]
_BAD = [400, 401, 402, 403, 404, 409, 410, 422, 428, 429, 500, 503]
_OPERATIONS = [
    pytest.param(dialect, name, doing, id=f"{dialect} {name}")
    for dialect, calls in CALLS.items()
    for name, doing in calls.items()
]


def _gateway(dialect: str, name: str) -> type:
    desk = Desk([Said({})])
    if name == RENEWAL:
        return type(desk.session)
    api = desk.bedolaga if dialect == "bedolaga" else desk.documented
    return type(getattr(api, name.partition(".")[0]))


async def _asked_for(doing: Doing, monkeypatch: pytest.MonkeyPatch) -> list[type[Wire]]:
    """The models that an answer of nothing is held against: those of the answer itself."""
    held: list[type[Wire]] = []
    validate = Wire.model_validate

    def recording(model: type[Wire], body: object, /) -> Wire:
        held.append(model)
        return cast("Wire", validate.__func__(model, body))  # type: ignore[attr-defined] # a class method's own function

    nothing: tuple[object, ...] = ({}, [])
    with monkeypatch.context() as patch:
        patch.setattr(Wire, "model_validate", classmethod(recording))
        for body in nothing:
            desk = Desk([Said(body)])
            await desk.sign_in()
            try:
                await doing.do(desk)
            except CabinetError:
                continue
    return held


def _bodies(wanted: list[type[Wire]], pool: list[type[Wire]]) -> Bodies:
    """Mostly what is asked for, else what another question is answered with."""
    right = [near(model, pool) for model in wanted]
    others = [near(model, pool) for model in pool] or right or [anything]
    lists = st.lists(st.one_of(others), max_size=3)
    if Bare in wanted or not right:
        return mostly(lists if Bare in wanted else anything, st.one_of(others))
    return mostly(st.one_of(right), st.one_of(others) | lists)


@st.composite
def _answers(draw: st.DrawFn, bodies: Bodies) -> Said:
    body = draw(bodies)
    if draw(st.integers(1, 5)) < 5:
        return Said(body, draw(st.sampled_from(_GOOD)))
    return Said({"detail": body} if draw(st.booleans()) else body, draw(st.sampled_from(_BAD)))


async def _look(doing: Doing, answers: list[Said]) -> None:
    """Ask, and look at whatever came of it; only a CabinetError may."""
    desk = Desk(answers)
    await desk.sign_in()
    try:
        value = await doing.do(desk)
    except CabinetError as error:
        value = error
    for part in seen(value):
        assert repr(part)
    told = str(value) if isinstance(value, CabinetError) else "a value"
    assert told == clean(told)


@pytest.mark.parametrize(("dialect", "name", "doing"), _OPERATIONS)
def test_it_is_a_value_or_an_error_of_ours(
    dialect: str, name: str, doing: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = pool_of(_gateway(dialect, name))
    with asyncio.Runner() as runner:
        wanted = runner.run(_asked_for(doing, monkeypatch))
        bodies = _bodies(wanted, pool)

        @effort(20)
        @given(answers=st.lists(_answers(bodies), min_size=1, max_size=3))
        def holds(answers: list[Said]) -> None:
            runner.run(_look(doing, answers))

        holds()
