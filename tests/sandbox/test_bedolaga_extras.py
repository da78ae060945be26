"""Devices, traffic, a new link and the pause in the sandbox: recorded shapes, and what they do."""

from typing import Any

import pytest

from tests.bedolaga_shared import needs_folder, sample
from tests.sandbox.bedolaga_cases import Case, control, post
from tests.sandbox.bedolaga_world import BedolagaWorld
from tests.sandbox.conftest import MakeBedolaga
from tests.sandbox.shapes import differences

DEVICES = "/subscription/devices"
DAILY = control("daily")
CASES = (
    Case("devices"),
    Case("multi_devices_by_id"),
    Case("devices_empty_user", scenario="empty"),
    Case("device_rename", path=f"{DEVICES}/a1f0-pixel/name"),
    Case("device_delete"),
    Case("device_delete_404"),
    Case("devices_price"),
    Case("devices_purchase"),
    Case("traffic_packages"),
    Case("traffic_purchase", body={"gb": 40}),
    Case("traffic_purchase_400"),
    Case("refresh_traffic"),
    Case("refresh_traffic_repeat", steps=[post("/subscription/refresh-traffic")]),
    Case("revoke"),
    Case("pause_daily_on", steps=[DAILY]),
    Case("pause_daily_off", steps=[DAILY, post("/subscription/pause")]),
    Case("pause_400"),
)


@needs_folder
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_the_answer_has_the_recorded_shape(case: Case, make_bedolaga: MakeBedolaga) -> None:
    recorded = sample(case.name)
    world = await make_bedolaga(case.scenario)
    for step in case.steps:
        await step(world)
    body = case.body if isinstance(case.body, dict) else recorded.sent
    reply = await world.call(recorded.method, case.path or recorded.path, body, **recorded.query)
    assert reply.status_code == recorded.status, reply.text
    assert not differences(recorded.body, reply.json())


async def _held(world: BedolagaWorld) -> dict[str, Any]:
    found: dict[str, Any] = (await world.get("/subscription")).json()["subscription"]
    return found


async def _ids(world: BedolagaWorld) -> list[str]:
    return [one["hwid"] for one in (await world.get(DEVICES)).json()["devices"]]


async def test_a_device_goes_by_its_id_and_all_go_without_one(bedolaga: BedolagaWorld) -> None:
    first, second, third = await _ids(bedolaga)
    await bedolaga.call("DELETE", f"{DEVICES}/{third}")
    assert await _ids(bedolaga) == [first, second]
    await bedolaga.call("DELETE", DEVICES)
    assert await _ids(bedolaga) == []


async def test_places_are_paid_by_the_days_that_are_left(bedolaga: BedolagaWorld) -> None:
    before = bedolaga.demo.ledger.balance
    price = (await bedolaga.get(f"{DEVICES}/price", devices=2)).json()
    assert price["total_price_kopeks"] == 2 * 6_000 * 24 // 30
    bought = (await bedolaga.post(f"{DEVICES}/purchase", {"devices": 2})).json()
    assert bought["price_kopeks"] == price["total_price_kopeks"]
    assert bedolaga.demo.ledger.balance == before - price["total_price_kopeks"]
    assert (await _held(bedolaga))["device_limit"] == 7
    assert not (await bedolaga.get(f"{DEVICES}/price", devices=4)).json()["available"]
    assert (await bedolaga.post(f"{DEVICES}/purchase", {"devices": 4})).status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [(f"{DEVICES}/purchase", {"devices": 5}), ("/subscription/traffic", {"gb": 120})],
)
async def test_too_little_money_is_a_402_that_says_what_is_missing(
    bedolaga: BedolagaWorld, path: str, body: dict[str, object]
) -> None:
    balance = bedolaga.demo.ledger.balance
    bedolaga.demo.ledger.post("WITHDRAWAL", 100 - balance, "", bedolaga.box.clock.now())
    refused = await bedolaga.post(path, body)
    assert refused.status_code == 402
    detail = refused.json()["detail"]
    assert detail["code"] == "insufficient_funds"
    price = {"devices": 5 * 4_800, "gb": 24_300}[next(iter(body))]
    assert detail["missing_amount"] == price - 100
    assert bedolaga.demo.ledger.balance == 100


async def test_bought_traffic_is_counted_and_has_an_end(bedolaga: BedolagaWorld) -> None:
    before = await _held(bedolaga)
    bought = (await bedolaga.post("/subscription/traffic", {"gb": 120})).json()
    after = await _held(bedolaga)
    assert bought["new_traffic_limit_gb"] == after["traffic_limit_gb"]
    assert after["traffic_limit_gb"] == before["traffic_limit_gb"] + 120
    assert after["traffic_purchases"][-1]["traffic_gb"] == 120
    assert after["traffic_purchases"][-1]["days_remaining"] in {29, 30}


async def test_a_new_link_is_made_once_in_a_quarter_of_an_hour(bedolaga: BedolagaWorld) -> None:
    old = (await _held(bedolaga))["subscription_url"]
    await bedolaga.post("/subscription/revoke")
    new = (await _held(bedolaga))["subscription_url"]
    assert new != old
    await bedolaga.control("clock", {"advance_seconds": 100})
    await bedolaga.sign_in()
    refused = await bedolaga.post("/subscription/revoke")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "800")
    assert (await _held(bedolaga))["subscription_url"] == new
    await bedolaga.control("clock", {"advance_seconds": 800})
    assert (await bedolaga.post("/subscription/revoke")).status_code == 200


async def test_a_pause_is_a_toggle(bedolaga: BedolagaWorld) -> None:
    await DAILY(bedolaga)
    for paused in (True, False):
        await bedolaga.post("/subscription/pause")
        assert (await _held(bedolaga))["is_daily_paused"] is paused
