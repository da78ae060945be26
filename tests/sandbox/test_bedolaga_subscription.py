"""Subscriptions on the Bedolaga dialect: bought by period, converted, prolonged, tried."""

from datetime import timedelta
from typing import Any

import pytest

from cabinet_tui.sandbox.state import GIB
from tests.sandbox.bedolaga_world import BedolagaWorld
from tests.sandbox.conftest import MakeBedolaga

BUY = "/subscription/purchase-tariff"


async def held(world: BedolagaWorld) -> dict[str, Any]:
    found: dict[str, Any] = (await world.get("/subscription")).json()["subscription"]
    return found


async def options(world: BedolagaWorld, tariff_id: int) -> dict[str, Any]:
    tariffs = (await world.get("/subscription/purchase-options")).json()["tariffs"]
    found: dict[str, Any] = next(one for one in tariffs if one["id"] == tariff_id)
    return found


async def test_the_tariff_that_is_held_goes_on_at_the_price_of_the_options(
    bedolaga: BedolagaWorld,
) -> None:
    account, before = bedolaga.demo, await held(bedolaga)
    assert account.subscription is not None
    bedolaga.extras.of(account).of(account.subscription).extra_devices = 2
    offered = await options(bedolaga, 2)
    month = offered["periods"][0]
    assert offered["is_current"]
    assert month["price_kopeks"] == 44910 + 2 * offered["device_price_kopeks"]

    bought = (await bedolaga.post(BUY, {"tariff_id": 2, "period_days": 30})).json()
    assert bought["charged_amount"] == month["price_kopeks"]
    assert bought["subscription"]["servers"] == []
    after = await held(bedolaga)
    assert after["days_left"] == before["days_left"] + 30
    assert (after["traffic_used_gb"], after["start_date"]) == (0.0, before["start_date"])
    assert after["device_limit"] == before["device_limit"]


async def test_another_tariff_converts_what_is_held(bedolaga: BedolagaWorld) -> None:
    before = await held(bedolaga)
    await bedolaga.post(BUY, {"tariff_id": 1, "period_days": 30})
    after = await held(bedolaga)
    assert after["id"] == before["id"]
    assert after["days_left"] == before["days_left"] + 30
    assert (after["device_limit"], after["traffic_limit_gb"]) == (3, 100)
    assert after["traffic_purchases"] == []


async def test_a_purchase_money_is_short_for_says_what_is_missing(
    make_bedolaga: MakeBedolaga,
) -> None:
    world = await make_bedolaga("poor")
    refused = await world.post(BUY, {"tariff_id": 3, "period_days": 30})
    detail = refused.json()["detail"]
    assert (refused.status_code, detail["code"]) == (402, "insufficient_funds")
    assert detail["missing_amount"] == 79900 - 19900
    assert (detail["cart_saved"], detail["cart_mode"]) == (True, "tariff_purchase")


@pytest.mark.parametrize("by_itself", [False, True])
async def test_a_saved_cart_is_bought_by_a_top_up_where_the_operator_wants_that(
    make_bedolaga: MakeBedolaga, by_itself: bool
) -> None:
    world = await make_bedolaga("poor")
    await world.control("operator", {"auto_purchase": by_itself})
    await world.post("/subscription/renew", {"period_days": 30})
    order = {"amount_kopeks": 50000, "payment_method": "platega"}
    payment = (await world.post("/balance/topup", order)).json()
    before = await held(world)
    await world.control(f"payments/{payment['payment_id']}/finish")
    balance = (await world.get("/balance")).json()["balance_kopeks"]
    assert balance == 69900 - (44910 if by_itself else 0)
    assert (await held(world))["days_left"] == before["days_left"] + (30 if by_itself else 0)


async def test_a_renewal_costs_what_its_option_says(bedolaga: BedolagaWorld) -> None:
    before = await held(bedolaga)
    offered = (await bedolaga.get("/subscription/renewal-options")).json()
    assert [option["period_days"] for option in offered] == [30, 90, 180, 365]
    renewed = (await bedolaga.post("/subscription/renew", {"period_days": 90})).json()
    assert renewed["amount_paid_kopeks"] == offered[1]["price_kopeks"]
    assert renewed["new_end_date"].endswith("+00:00")
    assert (await held(bedolaga))["days_left"] == before["days_left"] + 90


async def test_where_there_are_several_a_number_chooses_and_none_takes_the_longest(
    bedolaga: BedolagaWorld,
) -> None:
    first = (await held(bedolaga))["id"]
    await bedolaga.control("several", {"enabled": True})
    second = (await bedolaga.post(BUY, {"tariff_id": 1, "period_days": 30})).json()
    other = second["subscription"]["id"]
    assert other != first
    assert (await held(bedolaga))["id"] == other
    await bedolaga.call("POST", "/subscription/renew", {"period_days": 30}, subscription_id=first)
    assert (await held(bedolaga))["id"] == first
    foreign = await bedolaga.get("/subscription", subscription_id=999)
    assert (foreign.status_code, foreign.json()["detail"]) == (404, "Subscription not found")


async def test_unlimited_is_nought_and_a_daily_tariff_has_no_periods(
    bedolaga: BedolagaWorld,
) -> None:
    await bedolaga.post(BUY, {"tariff_id": 3, "period_days": 30})
    assert (await held(bedolaga))["traffic_limit_gb"] == 0
    assert (await options(bedolaga, 5))["periods"] == []
    await bedolaga.post(BUY, {"tariff_id": 5, "period_days": 1})
    daily = await held(bedolaga)
    assert daily["is_daily"]
    assert daily["next_daily_charge_at"] is not None
    refused = await bedolaga.call("PATCH", "/subscription/autopay", {"enabled": True})
    assert refused.json()["detail"] == "Autopay is not available for daily subscriptions"
    assert (await bedolaga.get("/subscription/renewal-options")).json() == []


async def test_used_up_traffic_and_time_change_the_status(bedolaga: BedolagaWorld) -> None:
    subscription = bedolaga.demo.subscription
    assert subscription is not None
    subscription.used_bytes = 300 * GIB
    limited = await held(bedolaga)
    assert (limited["status"], limited["is_limited"], limited["is_active"]) == (
        "limited",
        True,
        False,
    )
    subscription.expires_at -= timedelta(days=90)
    expired = await held(bedolaga)
    assert (expired["status"], expired["time_left_display"]) == ("expired", "0m")


async def test_a_trial_is_had_once_and_may_cost_money(make_bedolaga: MakeBedolaga) -> None:
    world = await make_bedolaga("empty")
    await world.control("operator", {"trial_price_kopeks": 100})
    assert (await world.get("/subscription/trial")).json()["requires_payment"]
    assert (await world.post("/subscription/trial")).status_code == 400
    await world.control("operator", {"trial_price_kopeks": 0})
    started = (await world.post("/subscription/trial")).json()
    assert (started["status"], started["is_trial"]) == ("active", True)
    await world.control("clock", {"advance_seconds": 4 * 24 * 3600})
    await world.sign_in()
    assert (await world.post("/subscription/trial")).json()["detail"] == "Trial already used"


async def test_links_the_operator_hides_are_nowhere(bedolaga: BedolagaWorld) -> None:
    await bedolaga.control("operator", {"hide_links": True})
    link = (await bedolaga.get("/subscription/connection-link")).json()
    assert (link["hide_link"], link["subscription_url"], link["happ_crypto_link"]) == (
        True,
        None,
        None,
    )
    assert (await held(bedolaga))["subscription_url"] is None
