"""Buying, renewing, trying and letting autopay do it."""

import base64
from datetime import datetime, timedelta
from typing import Any

import zxingcpp
from PIL import Image

from cabinet_tui.sandbox.life import step
from cabinet_tui.sandbox.qr import qr_data_url
from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import NOW, World


async def held(world: World) -> dict[str, Any]:
    reply: dict[str, Any] = (await world.get("/subscription")).json()
    return reply


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_a_purchase_is_charged_and_lengthens_what_is_held(world: World) -> None:
    before = await held(world)
    reply = (await world.post("/subscription/purchase-tariff", {"tariff_id": 2})).json()
    after = await held(world)
    assert reply["amount_paid_kopeks"] == 44910
    assert reply["balance_after_kopeks"] == 154050 - 44910 == world.demo.ledger.balance
    assert moment(after["expires_at"]) - moment(before["expires_at"]) == timedelta(days=30)
    assert after["config_link"] == before["config_link"]
    newest = (await world.get("/balance/transactions")).json()["items"][0]
    assert (newest["id"], newest["type"]) == (reply["transaction_id"], "SUBSCRIPTION_PURCHASE")


async def test_a_refused_purchase_changes_nothing(make_world: MakeWorld) -> None:
    world = await make_world("poor")
    before = await held(world)
    for body in ({"tariff_id": 1}, {"tariff_id": 2, "server_squad_uuid": "nowhere"}):
        assert (await world.post("/subscription/purchase-tariff", body)).status_code == 400
    unknown = await world.post("/subscription/purchase-tariff", {"tariff_id": 99})
    assert unknown.status_code == 404
    assert await held(world) == before
    assert world.demo.ledger.balance == 19900


async def test_an_unlimited_plan_has_no_limits_on_the_wire(world: World) -> None:
    body = {"tariff_id": 3, "server_squad_uuid": world.box.state.catalogue.servers[2].uuid}
    reply = (await world.post("/subscription/purchase-tariff", body)).json()
    assert reply["subscription"]["data_limit_gb"] is None
    after = await held(world)
    assert (after["data_limit_bytes"], after["data_remaining_gb"]) == (None, None)
    assert after["server_info"]["name"] == "Helsinki"
    status = (await world.get("/subscription/status")).json()
    assert (status["gb_total"], status["gb_left"]) == (None, None)


async def test_a_renewal_moves_the_expiry_and_takes_the_price(world: World) -> None:
    body = {"period_days": 90, "gb_amount": 300}
    reply = (await world.post("/subscription/renew", body)).json()
    assert moment(reply["new_expires_at"]) == NOW + timedelta(days=113, hours=6)
    assert reply["balance_after_kopeks"] == 154050 - 127245
    entry = world.demo.ledger.entries[-1]
    assert (entry.type, entry.amount_kopeks) == ("SUBSCRIPTION_RENEWAL", -127245)


async def test_a_renewal_without_an_amount_keeps_the_traffic(world: World) -> None:
    assert (await world.post("/subscription/renew", {"period_days": 30})).status_code == 200
    assert (await held(world))["data_limit_gb"] == 300
    odd = await world.post("/subscription/renew", {"period_days": 31})
    assert odd.json() == {"detail": "Renewal option not available"}


async def test_an_expired_subscription_is_shown_and_renewed_from_now(world: World) -> None:
    await world.control("clock", {"advance_seconds": 40 * 24 * 3600})
    await world.sign_in()
    status = (await world.get("/subscription/status")).json()
    assert (status["is_active"], status["days_left"]) == (False, 0)
    reply = (await world.post("/subscription/renew", {"period_days": 30})).json()
    assert moment(reply["new_expires_at"]) == world.box.clock.now() + timedelta(days=30)


async def test_a_trial_is_given_once_to_a_member_of_the_channel(make_world: MakeWorld) -> None:
    world = await make_world("empty")
    assert (await world.get("/subscription/trial-info")).json()["available"] is True
    await world.control("channel", {"joined": False})
    assert (await world.post("/subscription/activate-trial", {})).status_code == 400
    await world.control("channel", {"joined": True})
    many = await world.post("/subscription/activate-trial", {"devices_count": 3})
    assert many.status_code == 400
    reply = (await world.post("/subscription/activate-trial", {"devices_count": 2})).json()
    assert moment(reply["subscription"]["expires_at"]) == NOW + timedelta(days=3)
    assert (await held(world))["is_trial"] is True
    assert (await world.get("/subscription/trial-info")).json()["available"] is False
    assert (await world.post("/subscription/activate-trial", {})).status_code == 400


async def test_without_a_subscription_orders_about_it_find_nothing(
    make_world: MakeWorld,
) -> None:
    world = await make_world("empty")
    assert (await world.post("/subscription/renew", {"period_days": 30})).status_code == 404
    assert (await world.post("/subscription/autopay", {"enabled": True})).status_code == 404
    assert (await world.get("/subscription/renewal-options")).json() == {"options": []}
    assert (await world.get("/subscription/status")).json()["has_subscription"] is False


async def test_autopay_renews_a_day_before_the_end(world: World) -> None:
    await world.post("/subscription/autopay", {"enabled": True})
    await world.control("clock", {"advance_seconds": 22 * 24 * 3600})
    assert len(world.demo.ledger.entries) == 45
    await world.control("clock", {"advance_seconds": 12 * 3600})
    assert world.demo.ledger.entries[-1].description == "Автопродление подписки на 30 дней"
    assert world.demo.ledger.balance == 154050 - 44910
    step(world.box)
    assert len(world.demo.ledger.entries) == 46


async def test_autopay_takes_nothing_from_too_little(make_world: MakeWorld) -> None:
    world = await make_world("poor")
    await world.control("clock", {"advance_seconds": 24 * 3600})
    assert world.demo.ledger.balance == 19900


async def test_the_picture_is_a_qr_code_of_the_link(world: World) -> None:
    found = await held(world)
    picture = base64.b64decode(found["qr_code_base64"].partition(",")[2])
    assert read_qr(picture) == found["config_link"]


def read_qr(png: bytes) -> str:
    import io

    with Image.open(io.BytesIO(png)) as image:
        return str(zxingcpp.read_barcodes(image)[0].text)


def test_a_link_with_half_a_character_still_has_a_picture() -> None:
    assert qr_data_url("https://x/\ud83d").startswith("data:image/png;base64,")
