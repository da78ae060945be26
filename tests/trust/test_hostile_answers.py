"""Whatever a server writes into its answers, no call of any gateway lets it in as it was."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cabinet_tui.api.bedolaga import events as flat
from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.api.bedolaga.events_wire import Push
from cabinet_tui.api.documented import events as wrapped
from cabinet_tui.api.documented.events import DocumentedEvents
from cabinet_tui.api.wire import Wire
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.sandbox.scenarios.venom import TEXTS as KNOWN
from tests.trust.gateway_calls import APIS, calls
from tests.trust.recorded import Recorded, Replayed, attempt, recorded
from tests.trust.steering import steering_in, texts_in
from tests.trust.venom import TEXTS, WAYS, poisoned, spread

TOKENS = Tokens("access", "refresh")
Codec: TypeAlias = DocumentedEvents | BedolagaEvents
CODECS: dict[str, tuple[Codec, Sequence[str], type[Wire]]] = {
    "documented": (DocumentedEvents(), tuple(wrapped._EVENTS), wrapped.Data),
    "bedolaga": (BedolagaEvents(), tuple(flat._EVENTS), Push),
}


async def told(dialect: str, one: Recorded, venom: str, way: int) -> object:
    """What a call comes to when its answers are poisoned."""
    change = partial(spread, venom=venom)
    if way < len(WAYS):
        change = partial(poisoned, venom=venom, way=WAYS[way])
    return await attempt(dialect, one.call, Replayed(one.answers, change), TOKENS)


def assert_harmless(value: object, name: str) -> int:
    """Fail where a text could steer a terminal; how many texts there were."""
    count = 0
    for text in texts_in(value):
        count += 1
        assert not steering_in(text), f"{name} lets {steering_in(text)} in: {text[:80]!r}"
    return count


@pytest.mark.parametrize("dialect", APIS)
async def test_every_known_harm_in_every_answer(dialect: str) -> None:
    texts: Counter[str] = Counter()
    for number, one in enumerate(await recorded(dialect)):
        for place, venom in enumerate(KNOWN):
            name, way = one.call.name, (number + place) % (len(WAYS) + 1)
            texts[name] += assert_harmless(await told(dialect, one, venom, way), name)
    assert len(texts) > 30
    assert texts.total() > 5_000


@given(data=st.data(), venom=TEXTS, way=st.integers(0, len(WAYS)))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("dialect", APIS)
async def test_harm_made_by_chance(dialect: str, data: st.DataObject, venom: str, way: int) -> None:
    one = data.draw(st.sampled_from(await recorded(dialect)))
    assert_harmless(await told(dialect, one, venom, way), one.call.name)


@given(venom=TEXTS, family=st.sampled_from(["", "notification.", "sbp_recurring."]))
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("dialect", CODECS)
def test_frames_that_are_pushed(dialect: str, venom: str, family: str) -> None:
    codec, kinds, model = CODECS[dialect]
    said = dict.fromkeys(model.model_fields, venom)
    read = 0
    for kind in (*kinds, f"{family}{venom}", venom):
        frame = json.dumps(said | {"type": f"{family}{kind}", "data": said})
        read += assert_harmless(codec.decode(frame), kind)
    assert read


def test_the_search_sees_what_comes_through() -> None:
    error = CabinetError()
    assert list(texts_in({"a": ("b", Tokens("c", "d"))})) == ["a", "b", "c", "d"]
    assert steering_in("\x1b[31m") == ["U+001B"]
    assert steering_in("\x9b31m \u202e \ud83d e" + "\u0301" * 5)
    assert steering_in("👩‍👩‍👧‍👦 ₽ e\u0301\n") == []
    assert list(texts_in(error))


def test_every_call_of_both_dialects_is_there() -> None:
    assert len({one.name for one in calls("documented")}) == 37
    assert len({one.name for one in calls("bedolaga")}) > 70
