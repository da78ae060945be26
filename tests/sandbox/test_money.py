"""Every movement of money is in the ledger, and the ledger is the balance."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cabinet_tui.sandbox.ledger import InsufficientBalanceError, Ledger
from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import NOW, World


async def ledger(world: World) -> dict[str, Any]:
    reply: dict[str, Any] = (await world.client.get("/sandbox/ledger")).json()
    assert reply["balance_kopeks"] == reply["sum_kopeks"]
    return reply


async def top_up(world: World, rubles: float = 500, method: str = "YOOKASSA_SBP") -> dict[str, Any]:
    body = {"amount_rubles": rubles, "payment_method": method, "return_url": "myapp://back"}
    reply = await world.post("/balance/top-up", body)
    assert reply.status_code == 200, reply.text
    created: dict[str, Any] = reply.json()
    return created


@given(st.lists(st.integers(-100_000, 100_000)))
@settings(max_examples=50, deadline=None, database=None)
def test_a_ledger_is_the_sum_of_what_it_let_in(amounts: list[int]) -> None:
    book = Ledger()
    for amount in amounts:
        before = book.balance
        if before + amount >= 0:
            book.post("BONUS", amount, "", NOW)
            continue
        with pytest.raises(InsufficientBalanceError) as refused:
            book.post("BONUS", amount, "", NOW)
        assert (refused.value.required, refused.value.available) == (-amount, before)
    assert book.balance == sum(entry.amount_kopeks for entry in book.entries) >= 0


async def test_a_payment_made_on_the_checkout_page_is_credited_once(world: World) -> None:
    created = await top_up(world, 500.5)
    page = await world.client.get(created["confirmation_url"])
    assert "500.50" in page.text
    assert "<form" in page.text
    for _ in range(2):
        sent = await world.client.post(created["confirmation_url"], data={"action": "pay"})
        assert sent.status_code == 303
    assert "Paid" in (await world.client.get(created["confirmation_url"])).text

    book = await ledger(world)
    assert book["balance_kopeks"] == 154050 + 50050
    assert book["entries"][-1]["type"] == "PAYMENT_COMPLETED"
    waiting = (await world.get("/balance/pending-payments")).json()["payments"]
    assert created["payment_id"] not in [payment["payment_id"] for payment in waiting]
    checked = await world.post(f"/balance/check-payment/{created['payment_id']}")
    assert checked.json() == {"status": "completed", "message": "Payment verified successfully"}


async def test_a_declined_payment_is_not_credited_even_if_paid_later(world: World) -> None:
    created = await top_up(world)
    await world.client.post(created["confirmation_url"], data={"action": "decline"})
    await world.client.post(created["confirmation_url"], data={"action": "pay"})
    assert (await ledger(world))["balance_kopeks"] == 154050
    checked = await world.post(f"/balance/check-payment/{created['payment_id']}")
    assert checked.json()["status"] == "failed"


async def test_a_payment_whose_time_ran_out_is_neither_waiting_nor_credited(world: World) -> None:
    created = await top_up(world)
    await world.client.post(f"/sandbox/payments/{created['payment_id']}/expire")
    await world.client.post(created["confirmation_url"], data={"action": "pay"})
    assert "expired" in (await world.client.get(created["confirmation_url"])).text
    assert (await ledger(world))["balance_kopeks"] == 154050
    waiting = (await world.get("/balance/pending-payments")).json()["payments"]
    assert created["payment_id"] not in [payment["payment_id"] for payment in waiting]
    checked = await world.post(f"/balance/check-payment/{created['payment_id']}")
    assert checked.json()["status"] == "expired"


async def test_a_lost_notice_is_brought_in_by_the_manual_check(world: World) -> None:
    created = await top_up(world)
    await world.client.post(created["confirmation_url"], data={"action": "pay-silently"})
    assert (await ledger(world))["balance_kopeks"] == 154050
    for _ in range(2):
        checked = await world.post(f"/balance/check-payment/{created['payment_id']}")
        assert checked.json()["status"] == "completed"
    assert (await ledger(world))["balance_kopeks"] == 154050 + 50000


async def test_an_unpaid_payment_stays_pending(world: World) -> None:
    payment_id = next(iter(world.demo.payments))
    checked = await world.post(f"/balance/check-payment/{payment_id}")
    assert checked.json()["status"] == "pending"
    unknown = await world.post("/balance/check-payment/none")
    assert unknown.status_code == 404


async def test_the_return_link_of_a_script_is_not_drawn(world: World) -> None:
    body = {
        "amount_rubles": 500,
        "payment_method": "YOOKASSA_SBP",
        "return_url": "javascript://x%0aalert(1)",
    }
    created = (await world.post("/balance/top-up", body)).json()
    await world.client.post(created["confirmation_url"], data={"action": "pay"})
    assert "javascript" not in (await world.client.get(created["confirmation_url"])).text


@pytest.mark.parametrize(
    ("rubles", "method", "status"),
    [
        (99.99, "YOOKASSA_SBP", 400),
        (100, "YOOKASSA_SBP", 200),
        (2500.01, "TELEGRAM_STARS", 400),
        (500, "TRIBUTE", 400),
        (500, "NO_SUCH", 400),
        (0, "YOOKASSA_SBP", 422),
        (-5, "YOOKASSA_SBP", 422),
        (100.001, "YOOKASSA_SBP", 422),
    ],
)
async def test_the_limits_of_a_method_are_kept(
    world: World, rubles: float, method: str, status: int
) -> None:
    body = {"amount_rubles": rubles, "payment_method": method}
    assert (await world.post("/balance/top-up", body)).status_code == status


async def test_a_stars_invoice_is_paid_in_telegram(world: World) -> None:
    invoice = (await world.post("/balance/stars-invoice", {"amount_rubles": 100})).json()
    assert invoice["amount_stars"] == 200
    assert invoice["invoice_link"].startswith("https://t.me/$")
    await world.control("invoices/pay", {"invoice_link": invoice["invoice_link"]})
    last = (await world.get("/balance/transactions", per_page=1)).json()["items"][0]
    assert (last["payment_method"], last["amount_kopeks"]) == ("TELEGRAM_STARS", 10000)


async def test_the_history_is_paged_and_filtered(world: World) -> None:
    pages = [(await world.get("/balance/transactions", page=page)).json() for page in (1, 2, 3, 4)]
    ids = [row["id"] for page in pages for row in page["items"]]
    assert ids == list(range(45, 0, -1))
    assert [len(page["items"]) for page in pages] == [20, 20, 5, 0]
    assert {(page["total"], page["pages"]) for page in pages} == {(45, 3)}
    some = (await world.get("/balance/transactions", type="WITHDRAWAL")).json()
    assert [row["amount_kopeks"] for row in some["items"]] == [-30000, -50000]
    assert (await world.get("/balance/transactions", type="NONE")).json()["pages"] == 0
    assert (await world.get("/balance/transactions", per_page=101)).status_code == 422


async def test_a_promo_code_gives_once(world: World) -> None:
    reply = (await world.post("/promocode/activate", {"code": "newuser2024"})).json()
    assert reply["message"] == "Промокод успешно активирован! Начислено 500 руб."
    assert (await ledger(world))["balance_kopeks"] == 154050 + 50000
    again = await world.post("/promocode/activate", {"code": "NEWUSER2024"})
    assert again.status_code == 400


async def test_promo_codes_give_days_and_traffic(world: World) -> None:
    before = (await world.get("/subscription")).json()
    assert (await world.post("/promocode/activate", {"code": "WEEK7"})).json()["bonus_days"] == 7
    assert (await world.post("/promocode/activate", {"code": "GIGA50"})).json()["bonus_gb"] == 50
    after = (await world.get("/subscription")).json()
    assert after["data_limit_gb"] == before["data_limit_gb"] + 50
    assert world.demo.subscription is not None
    assert world.demo.subscription.expires_at == NOW + timedelta(days=30, hours=6)


async def test_a_code_for_a_subscription_is_not_used_up_without_one(
    make_world: MakeWorld,
) -> None:
    world = await make_world("empty")
    assert (await world.post("/promocode/activate", {"code": "WEEK7"})).status_code == 400
    assert world.demo.used_promos == set()


async def test_a_referrals_payment_earns_a_tenth(world: World) -> None:
    body = {
        "email": "friend@example.com",
        "password": "long-enough",
        "first_name": "Friend",
        "referral_code": world.demo.referral_code,
    }
    await world.post("/auth/register-email", body)
    await world.sign_in("friend@example.com", "long-enough")
    created = await top_up(world, 300)
    await world.control(f"payments/{created['payment_id']}/finish")

    await world.sign_in()
    stats = (await world.get("/referral/stats")).json()
    assert (stats["total_referrals"], stats["total_earned_kopeks"]) == (16, 150000 + 3000)
    newest = (await world.get("/referral/earnings")).json()["earnings"][0]
    assert newest["amount_kopeks"] == 3000
    assert (await ledger(world))["balance_kopeks"] == 154050 + 3000


async def test_the_checkout_page_knows_its_payments_and_its_buttons(world: World) -> None:
    created = await top_up(world)
    odd = await world.client.post(created["confirmation_url"], data={"action": "steal"})
    assert odd.status_code == 400
    assert (await world.client.get("/checkout/none")).status_code == 404
    await world.control(f"payments/{created['payment_id']}/finish")
    page = (await world.client.get(created["confirmation_url"])).text
    assert '<a href="myapp://back">' in page
    assert "<form" not in page
