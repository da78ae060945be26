"""Money on the Bedolaga dialect: kopeks, payments by method and number, a history with gaps."""

from typing import Any

import pytest

from tests.sandbox.bedolaga_world import BedolagaWorld
from tests.sandbox.conftest import MakeBedolaga

TOPUP = {"amount_kopeks": 50000, "payment_method": "platega", "payment_option": "2"}
LISTED = "/balance/pending-payments"


async def opened(world: BedolagaWorld, **changes: object) -> dict[str, Any]:
    created: dict[str, Any] = (await world.post("/balance/topup", {**TOPUP, **changes})).json()
    return created


async def listed(world: BedolagaWorld, identifier: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = (await world.get(LISTED)).json()["items"]
    return next(item for item in items if item["identifier"] == identifier)


async def test_a_payment_is_paid_on_its_page_and_enters_the_history_once(
    bedolaga: BedolagaWorld,
) -> None:
    before = (await bedolaga.get("/balance")).json()["balance_kopeks"]
    created = await opened(bedolaga)
    waiting = (await bedolaga.get("/balance/transactions", per_page=1)).json()["items"][0]
    assert (waiting["type"], waiting["is_completed"]) == ("deposit", False)

    path = created["payment_url"].removeprefix("http://sandbox")
    await bedolaga.client.post(path, data={"action": "pay"})
    after = (await bedolaga.get("/balance")).json()["balance_kopeks"]
    assert after == before + 50000
    rows = (await bedolaga.get("/balance/transactions")).json()["items"]
    assert [row["is_completed"] for row in rows if row["payment_method"] == "platega"] == [True]


async def test_a_lost_notice_is_brought_in_by_asking_with_the_number_of_the_list(
    bedolaga: BedolagaWorld,
) -> None:
    created = await opened(bedolaga)
    item = await listed(bedolaga, created["payment_id"])
    check = f"{LISTED}/{item['method']}/{item['id']}/check"
    assert (await bedolaga.post(check)).json()["status_changed"] is False
    await bedolaga.control(f"payments/{created['payment_id']}/finish", silently="true")
    brought = (await bedolaga.post(check)).json()
    assert (brought["old_status"], brought["new_status"]) == ("PENDING", "CONFIRMED")
    again = (await bedolaga.post(check)).json()
    assert (again["success"], again["payment"]["is_paid"]) == (False, True)


async def test_numbers_are_unique_within_a_method_only(bedolaga: BedolagaWorld) -> None:
    both = [await opened(bedolaga), await opened(bedolaga, payment_method="cryptobot")]
    items = [await listed(bedolaga, one["payment_id"]) for one in both]
    assert items[0]["id"] == items[1]["id"] == 1
    assert [item["status"] for item in items] == ["PENDING", "active"]
    old = (await bedolaga.get(f"{LISTED}/yookassa/1")).json()
    assert old["identifier"] == "1"
    assert old["payment_url"].startswith("http://sandbox/checkout/")


async def test_a_payment_of_another_account_is_refused(bedolaga: BedolagaWorld) -> None:
    created = await opened(bedolaga)
    item = await listed(bedolaga, created["payment_id"])
    order = {
        "email": "other@example.com",
        "password": "other-password",
        "accepted_legal_documents": ["public_offer", "privacy_policy"],
    }
    await bedolaga.post("/auth/email/register/standalone", order)
    letter = bedolaga.box.state.mailbox[-1]
    session = (await bedolaga.post("/auth/email/verify", {"token": letter.token})).json()
    bedolaga.headers = {"Authorization": f"Bearer {session['access_token']}"}
    foreign = await bedolaga.get(f"{LISTED}/platega/{item['id']}")
    assert (foreign.status_code, foreign.json()["detail"]) == (403, "Access denied")
    assert (await bedolaga.get(f"{LISTED}/platega/{item['id']}/check")).status_code == 405


async def test_a_payment_older_than_a_day_is_no_longer_listed(bedolaga: BedolagaWorld) -> None:
    await bedolaga.control("clock", {"advance_seconds": 24 * 3600})
    await bedolaga.sign_in()
    assert (await bedolaga.get(LISTED)).json()["items"] == []


async def test_whole_stars_are_paid_by_their_invoice(bedolaga: BedolagaWorld) -> None:
    order = {"amount_kopeks": 10050}
    invoice = (await bedolaga.post("/balance/stars-invoice", order)).json()
    assert (invoice["stars_amount"], invoice["amount_kopeks"]) == (100, 10000)
    await bedolaga.control("invoices/pay", {"invoice_link": invoice["invoice_url"]})
    assert (await bedolaga.get("/balance")).json()["balance_kopeks"] == 164050


async def test_the_history_has_this_servers_types_and_signs(bedolaga: BedolagaWorld) -> None:
    rows = (await bedolaga.get("/balance/transactions", per_page=100)).json()["items"]
    spending = {"subscription_payment", "withdrawal", "gift_payment"}
    assert all((row["amount_kopeks"] < 0) == (row["type"] in spending) for row in rows)
    assert {row["type"] for row in rows} > {"deposit", "failed_refund", "referral_reward"}
    settled = sum(row["amount_kopeks"] for row in rows if row["is_completed"])
    assert settled == (await bedolaga.get("/balance")).json()["balance_kopeks"]
    some = await bedolaga.get("/balance/transactions", type="withdrawal")
    assert some.json()["total"] == sum(row["type"] == "withdrawal" for row in rows)


async def test_a_page_of_nothing_is_one_of_one(make_bedolaga: MakeBedolaga) -> None:
    world = await make_bedolaga("empty")
    for path in ("/balance/transactions", LISTED, "/referral/list", "/referral/earnings"):
        page = (await world.get(path)).json()
        assert (page["total"], page["pages"], page["items"]) == (0, 1, [])


@pytest.mark.parametrize("several", [False, True])
async def test_days_ask_for_a_subscription_where_there_are_several(
    bedolaga: BedolagaWorld, several: bool
) -> None:
    await bedolaga.control("several", {"enabled": several})
    order = {"tariff_id": 1, "period_days": 30}
    assert (await bedolaga.post("/subscription/purchase-tariff", order)).status_code == 200
    answer = (await bedolaga.post("/promocode/activate", {"code": "week7"})).json()
    assert answer["success"] is not several
    if several:
        assert answer["error"] == "select_subscription"
        chosen = answer["eligible_subscriptions"][1]
        chosen_code = {"code": "WEEK7", "subscription_id": chosen["id"]}
        assert (await bedolaga.post("/promocode/activate", chosen_code)).json()["success"]
        held = await bedolaga.get("/subscription", subscription_id=chosen["id"])
        assert held.json()["subscription"]["days_left"] == chosen["days_left"] + 7


async def test_every_refused_code_says_why(bedolaga: BedolagaWorld) -> None:
    codes = ("NOPE", "SUMMER2023", "EMPTY100", "ASLEEP", "TOMORROW", "FIRSTBUY", "ONEADAY")
    told = [
        (await bedolaga.post("/promocode/activate", {"code": code})).json()["detail"]["code"]
        for code in codes
    ]
    assert told == [
        "not_found",
        "expired",
        "used",
        "inactive",
        "not_yet_valid",
        "not_first_purchase",
        "daily_limit",
    ]
