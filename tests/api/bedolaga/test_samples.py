"""Recorded exchanges of a real server: what we ask is what was asked, and we see what it said."""

import json

import httpx
import pytest

from cabinet_tui import locale
from cabinet_tui.domain.errors import CabinetError
from tests.api.bedolaga.rig import BedolagaRig, at_work
from tests.api.bedolaga.samples import CASES, NO_CALL, SESSION, WITH_OTHERS
from tests.api.rig import answer
from tests.bedolaga_shared import Sample, needs_folder, sample, sample_names

pytestmark = needs_folder


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


async def _rig(recorded: Sample) -> BedolagaRig:
    """A server that says what was recorded, and knows nothing else."""

    def handler(request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/cabinet")
        if (request.method, path) == (recorded.method, recorded.path):
            return answer(recorded.body, recorded.status, **recorded.headers)
        if path == "/auth/refresh":
            return answer({"detail": "Invalid or expired refresh token"}, 401)
        return answer({"detail": "Not Found"}, 404)

    return await at_work(handler)


def test_every_recording_is_accounted_for() -> None:
    names = sample_names()
    assert names
    left = {
        name
        for name in names - set(CASES) - WITH_OTHERS
        if not NO_CALL.fullmatch(name) and not SESSION.fullmatch(name)
    }
    assert left == set()
    assert set(CASES) | WITH_OTHERS <= names


@pytest.mark.parametrize("name", sorted(CASES))
async def test_a_recorded_exchange(name: str) -> None:
    case = CASES[name]
    recorded = sample(name)
    rig = await _rig(recorded)

    if case.error is not None:
        with pytest.raises(CabinetError) as caught:
            await case.do(rig.gate)
        assert type(caught.value) is case.error
        for field, value in case.fields.items():
            assert getattr(caught.value, field) == value
        assert caught.value.what
    else:
        value = await case.do(rig.gate)
        assert case.means is not None
        assert value == case.means(recorded.body)

    request = next(one for one in rig.requests if one.method == recorded.method)
    assert request.url.path == f"/cabinet{recorded.path}"
    if case.same_query:
        assert dict(request.url.params) == recorded.query
    if case.same_body:
        assert (json.loads(request.content) if request.content else None) == recorded.sent
