"""The edge itself: nothing raw comes in, no kopek is lost, nothing but our own errors goes out."""

import contextlib
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cabinet_tui.api.wire import Wire, kopeks, roubles_number
from cabinet_tui.domain.errors import CabinetError, NotACabinet
from cabinet_tui.domain.money import Kopeks, to_roubles
from tests.api.operations import CALLS
from tests.api.rig import signed_in


@given(st.integers(-(10**13), 10**13))
def test_roubles_are_written_to_the_kopek(amount: int) -> None:
    text = json.dumps(roubles_number(Kopeks(amount)))
    assert Decimal(text) * 100 == amount


@given(st.integers(-(10**13), 10**13))
def test_either_spelling_gives_the_same_kopeks(amount: int) -> None:
    assert kopeks(None, to_roubles(Kopeks(amount))) == amount
    assert kopeks(amount, Decimal(999)) == amount


@pytest.mark.parametrize("exponent", ["1e9999999", "-1e9999999", "9e999999999"])
async def test_a_number_too_large_to_reckon_with_is_no_number(exponent: str) -> None:
    rig = await signed_in({"balance_kopeks": exponent})
    with pytest.raises(NotACabinet):
        await rig.api.balance.balance()


@pytest.mark.parametrize("exponent", ["1e-9999999", "-1e-999999999"])
async def test_a_number_too_small_to_see_is_no_kopek(exponent: str) -> None:
    rig = await signed_in({"balance_rubles": exponent})
    assert await rig.api.balance.balance() == 0


def _models(root: type[Wire]) -> set[type[Wire]]:
    return {root}.union(*(_models(model) for model in root.__subclasses__()))


KEYS = sorted(
    {name for model in _models(Wire) for name in model.model_fields}
    | {"detail", "code", "message", "loc", "msg", "success", "missing_amount", "channels"}
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals(allow_nan=False).map(str)
    | st.text(max_size=12)
    | st.sampled_from(["2024-01-15T10:30:00Z", "\x1b[31m", "\ud800", "eyJ.eyJ.x", "1e999999999"])
)
bodies = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=8)
    ),
    max_leaves=20,
)


@given(
    name=st.sampled_from(sorted(CALLS)),
    body=bodies,
    status=st.sampled_from([200, 200, 200, 200, 201, 400, 402, 403, 404, 418, 422, 500]),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_any_json_is_a_value_or_an_error_of_ours(
    name: str, body: object, status: int
) -> None:
    rig = await signed_in(body, status)
    said = "a value"
    try:
        await CALLS[name](rig.api)
    except CabinetError as error:
        said = str(error)
    assert said
    assert said.isprintable()


@given(name=st.sampled_from(sorted(CALLS)), content=st.binary(max_size=60))
@settings(max_examples=150, deadline=None)
async def test_any_bytes_are_a_value_or_an_error_of_ours(name: str, content: bytes) -> None:
    rig = await signed_in(content)
    with contextlib.suppress(CabinetError):
        await CALLS[name](rig.api)
    assert rig.requests
