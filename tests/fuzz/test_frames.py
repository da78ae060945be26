"""Whatever comes over the realtime link is nothing, or an event that can be told and acted upon."""

import asyncio
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.bedolaga import events as bedolaga_events
from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.api.bedolaga.events_wire import Push
from cabinet_tui.api.documented import events as documented_events
from cabinet_tui.api.documented.events import Data, DocumentedEvents
from cabinet_tui.domain.event import Event, Frame
from cabinet_tui.domain.text import clean
from cabinet_tui.widgets.wording import event_sentence
from tests.fuzz.desk import seen
from tests.fuzz.effort import effort
from tests.fuzz.near_schema import Bodies, anything, mostly, near, texts
from tests.services.house import House

Decode = Callable[[str | bytes], Frame | None]
_KINDS = sorted({*documented_events._EVENTS, *bedolaga_events._EVENTS, "pong", "connected"})
_FAMILIES = ["webhook_sub_x", "sbp_recurring.paid", "lava_recurring.", "notification.", "new_kind"]
kinds: Bodies = mostly(
    st.sampled_from([*_KINDS, *_FAMILIES, *(f"notification.{kind}" for kind in _KINDS)]), texts
)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """A frame in the shape of one dialect or of the other; both have to bear either."""
    flat = draw(near(Push, []))
    data = draw(mostly(near(Data, []), anything))
    body = flat if isinstance(flat, dict) else {"value": flat}
    whole = {**body, "data": data, "type": draw(kinds), "timestamp": draw(texts | st.none())}
    dropped = draw(st.sampled_from(["", "", "", "type", "data", "timestamp"]))
    whole.pop(dropped, None)
    return json.dumps(whole, ensure_ascii=draw(st.booleans()))


DECODERS = [
    pytest.param(DocumentedEvents().decode, id="documented"),
    pytest.param(BedolagaEvents().decode, id="bedolaga"),
]


async def _heard(house: House, event: Event) -> None:
    """The event is acted upon and told."""
    house.router.handle(event)
    for part in seen(event):
        assert repr(part)
    for ascii_only in (False, True):
        sentence = event_sentence(event, ascii_only=ascii_only)
        assert sentence
        assert sentence == clean(sentence, multiline=True, limit=50_000)


@pytest.mark.parametrize("decode", DECODERS)
def test_a_frame_is_nothing_or_an_event(decode: Decode) -> None:
    house = House()
    with asyncio.Runner() as runner:

        @effort(300)
        @given(frame=frames())
        def holds(frame: str) -> None:
            meaning = decode(frame)
            if isinstance(meaning, Event):
                runner.run(_heard(house, meaning))

        holds()


@pytest.mark.parametrize("decode", DECODERS)
@effort(200)
@given(frame=st.binary(max_size=80) | st.text(max_size=80) | anything.map(repr))
def test_noise_is_nothing_or_a_frame(decode: Decode, frame: str | bytes) -> None:
    meaning = decode(frame)
    assert meaning is None or repr(meaning)
