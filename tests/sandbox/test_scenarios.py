"""Every scenario loads, is the same each time, and keeps what it promises."""

import argparse
import random
from typing import Any

import pytest

from cabinet_tui.sandbox import command
from cabinet_tui.sandbox.app import create_app
from cabinet_tui.sandbox.scenarios import SCENARIOS, load
from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import NOW, OPERATIONS, World

READS = [
    o["path"].replace("{ticket_id}", "1")
    for o in OPERATIONS
    if o["method"] == "GET" and o["path"] != "/subscription"
]


def test_the_command_line_offers_every_scenario() -> None:
    assert set(command.SCENARIOS) == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_the_same_each_time(name: str) -> None:
    first, second = (load(name).build(NOW, random.Random(7)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", SCENARIOS)
async def test_every_read_answers_in_every_scenario(name: str, make_world: MakeWorld) -> None:
    world = await make_world(name)
    world.box.faults.planted.clear()
    answers = {path: (await world.get(path)).status_code for path in READS}
    odd = {path: status for path, status in answers.items() if status != 200}
    assert odd == ({"/tickets/1/messages": 404} if name in {"empty", "poor"} else {})


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_ledger_of_a_scenario_never_was_below_zero(name: str) -> None:
    balance = 0
    account = load(name).build(NOW, random.Random(7)).accounts[1]
    for entry in account.ledger.entries:
        balance += entry.amount_kopeks
        assert balance >= 0
    assert balance == account.ledger.balance
    moments = [entry.created_at for entry in account.ledger.entries]
    assert moments == sorted(moments)


async def test_the_default_account_is_the_one_of_the_screens(world: World) -> None:
    found = (await world.get("/subscription")).json()
    assert (await world.get("/balance")).json()["balance_rubles"] == 1540.5
    assert (found["data_usage_gb"], found["data_limit_gb"]) == (37.4, 300)
    assert (found["devices_count"], found["max_devices"]) == (3, 5)
    assert len(found["config_link"]) == 40
    assert (await world.get("/subscription/status")).json()["days_left"] == 23
    rows = (await world.get("/balance/transactions", per_page=100)).json()["items"]
    assert {row["type"] for row in rows} == {
        "PAYMENT_COMPLETED",
        "SUBSCRIPTION_PURCHASE",
        "SUBSCRIPTION_RENEWAL",
        "REFERRAL_EARNING",
        "WITHDRAWAL",
        "BONUS",
        "REFUND",
    }


async def test_what_was_earned_adds_up(world: World) -> None:
    stats = (await world.get("/referral/stats")).json()
    people = (await world.get("/referral/referrals")).json()["referrals"]
    rows = (await world.get("/referral/earnings", per_page=100)).json()["earnings"]
    entries = (
        await world.get("/balance/transactions", per_page=100, type="REFERRAL_EARNING")
    ).json()["items"]
    total = stats["total_earned_kopeks"]
    assert total == sum(row["amount_kopeks"] for row in rows)
    assert total == sum(row["earned_from_user_kopeks"] for row in people)
    assert total == sum(row["amount_kopeks"] for row in entries)
    assert stats["available_for_withdrawal_kopeks"] == total - 80000


async def test_huge_is_huge(make_world: MakeWorld) -> None:
    world = await make_world("huge")
    assert (await world.get("/balance/transactions")).json()["total"] == 100_000
    assert (await world.get("/referral/referrals")).json()["total"] == 2_000
    top = (await world.get("/tickets")).json()["tickets"][0]
    talk = (await world.get(f"/tickets/{top['id']}/messages")).json()["messages"]
    assert len(talk) == 1_000
    link = (await world.get("/subscription")).json()["config_link"]
    assert (link[:8], len(link)) == ("vless://", 300)
    last = await world.get("/balance/transactions", page=5_000)
    assert last.json()["items"][-1]["id"] == 1


async def test_poor_can_afford_nothing_and_ends_tomorrow(make_world: MakeWorld) -> None:
    world = await make_world("poor")
    balance = (await world.get("/balance")).json()["balance_kopeks"]
    sold = (await world.get("/subscription/tariffs")).json()["tariffs"]
    ways = (await world.get("/subscription/renewal-options")).json()["options"]
    assert balance < min(offer["price_kopeks"] for offer in sold + ways)
    assert (await world.get("/subscription/status")).json()["days_left"] == 1


async def test_hostile_attacks_with_text_and_shape(make_world: MakeWorld) -> None:
    world = await make_world("hostile")
    rows: list[dict[str, Any]] = []
    for page in (1, 2, 3, 4):
        reply = await world.get("/balance/transactions", page=page)
        rows += reply.json()["items"]
    texts = "".join(str(row.get("description")) for row in rows)
    texts += "".join(t["subject"] for t in (await world.get("/tickets")).json()["tickets"])
    for venom in ("\x1b]0;", "\x9b", "[/bold]", "[@click=app.quit]", "\u202e", "\u0316", "\ud83d"):
        assert venom in texts
    assert any("payment_method" not in row for row in rows)
    assert any("amount_rubles" not in row for row in rows)
    assert {"2026-13-45T99:00:00Z", None, 1_790_000_000} <= {row["created_at"] for row in rows}
    assert all("id" in row for row in rows)


async def test_flaky_fails_often_but_not_always(make_world: MakeWorld) -> None:
    world = await make_world("flaky")
    faults = world.box.faults
    struck = [faults.strike("GET", "/balance") for _ in range(400)]
    broken = [fault for fault in struck if fault and (fault.status or fault.cut)]
    assert 20 < len(broken) < 120
    assert {fault.status for fault in broken} >= {500, 502, 503, None}
    login = [faults.strike("POST", "/auth/login-email") for _ in range(400)]
    assert not [fault for fault in login if fault and (fault.status or fault.cut)]


async def test_a_reset_starts_another_scenario(world: World) -> None:
    await world.post("/subscription/renew", {"period_days": 30})
    await world.control("reset", {"scenario": "empty"})
    assert (await world.get("/balance")).json()["balance_kopeks"] == 0
    await world.control("reset", {})
    assert (await world.get("/balance")).json()["balance_kopeks"] == 154050
    unknown = await world.client.post("/sandbox/reset", json={"scenario": "none"})
    assert unknown.status_code == 404


def test_an_unknown_scenario_is_an_error() -> None:
    with pytest.raises(KeyError):
        create_app("none")


def parse(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(arguments)


def test_the_clock_option_is_a_moment() -> None:
    assert parse("--clock", "fixed", "2026-11-23T12:00:00Z").clock == NOW
    assert parse("--clock", "fixed", "2026-11-23T12:00:00").clock == NOW
    assert parse().clock is None


@pytest.mark.parametrize("values", [("fixed", "noon"), ("real", "2026-11-23T12:00:00Z")])
def test_another_clock_is_a_usage_error(
    values: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse("--clock", *values)
    assert ended.value.code == 2
    assert "--clock" in capsys.readouterr().err
