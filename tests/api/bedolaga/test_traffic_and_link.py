"""Traffic packages, counting anew, a new link and the pause, as a server may put them."""

from datetime import timedelta

import httpx
import pytest

from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown, RateLimited, Unreachable
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.traffic import TrafficPackage, TrafficRequest
from tests.api.bedolaga.rig import at_work, saying
from tests.api.rig import answer


async def test_packages_are_a_bare_list_and_a_bad_one_costs_itself_only() -> None:
    rig = await saying(
        [
            {"gb": 15, "price_kopeks": 4_100, "price_rubles": 41.0},
            {
                "gb": 70,
                "price_kopeks": "9000",
                "discount_percent": 25,
                "base_price_kopeks": 12_000,
                "discount_kopeks": 3_000,
            },
            {"gb": 0, "price_kopeks": 99_000, "is_unlimited": True},
            {"gb": 5},
            {"gb": -5, "price_kopeks": 1},
            {"gb": 5, "price_kopeks": -1},
            None,
        ]
    )
    assert await rig.gate.traffic.packages(31) == (
        TrafficPackage(15, Kopeks(4_100)),
        TrafficPackage(70, Kopeks(9_000), full_price=Kopeks(12_000), discount_percent=25),
        TrafficPackage(0, Kopeks(99_000), is_unlimited=True),
    )
    assert dict(rig.requests[0].url.params) == {"subscription_id": "31"}


async def test_nothing_is_sold_without_a_subscription_and_an_object_is_no_list() -> None:
    assert await (await saying({"detail": "No subscription"}, 404)).gate.traffic.packages() == ()
    rig = await saying({"packages": []})
    with pytest.raises(NotACabinet):
        await rig.gate.traffic.packages()


async def test_a_package_is_bought_by_its_gigabytes() -> None:
    rig = await saying({"success": True, "amount_paid_kopeks": 4_100, "new_balance_kopeks": 5})
    receipt = await rig.gate.traffic.buy_traffic(TrafficRequest(15, 31))
    assert (receipt.paid, receipt.balance_after) == (4_100, 5)
    assert rig.body() == {"gb": 15}
    assert dict(rig.requests[0].url.params) == {"subscription_id": "31"}


async def test_an_older_count_comes_with_the_wait() -> None:
    rig = await saying(
        {
            "success": True,
            "cached": True,
            "rate_limited": True,
            "retry_after_seconds": 48,
            "traffic_used_bytes": 123,
            "traffic_limit_bytes": 0,
        }
    )
    count = await rig.gate.traffic.count_again(31)
    assert (count.used, count.limit, count.is_unlimited) == (123, None, True)
    assert count.is_cached
    assert count.wait == timedelta(seconds=48)


async def test_a_429_of_counting_stops_nothing_else() -> None:
    def limited(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/refresh-traffic"):
            return answer({"detail": "Too many requests"}, 429, retry_after="52")
        return answer([])

    rig = await at_work(limited)
    for _ in range(2):
        with pytest.raises(RateLimited) as told:
            await rig.gate.traffic.count_again()
        assert told.value.seconds == 52
    assert rig.paths().count("POST /subscription/refresh-traffic") == 1
    assert await rig.gate.traffic.packages() == ()


async def test_a_count_without_an_answer_may_be_asked_again() -> None:
    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut", request=request)

    rig = await at_work(cut)
    with pytest.raises(Unreachable):
        await rig.gate.traffic.count_again()
    with pytest.raises(OutcomeUnknown):
        await rig.gate.pause.toggle_pause()
    with pytest.raises(OutcomeUnknown):
        await rig.gate.revoke.revoke_link()
    assert len(rig.requests) == 3


@pytest.mark.parametrize(
    ("body", "wait"),
    [
        ({"success": True, "cooldown_seconds": 300}, timedelta(seconds=300)),
        ({"success": True}, None),
        ({"success": True, "cooldown_seconds": "x"}, None),
        ({"cooldown_seconds": 10**9}, timedelta(days=1)),
        ([], None),
    ],
)
async def test_a_link_is_revoked_whatever_the_answer_looks_like(
    body: object, wait: timedelta | None
) -> None:
    rig = await saying(body)
    assert await rig.gate.revoke.revoke_link(31) == wait
    assert dict(rig.requests[0].url.params) == {"subscription_id": "31"}


async def test_the_cool_down_of_the_link_is_exact_and_stops_nothing_else() -> None:
    def limited(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/revoke"):
            return answer({"detail": "Cooldown active."}, 429, retry_after="613")
        return answer({"success": True, "is_paused": True})

    rig = await at_work(limited)
    with pytest.raises(RateLimited) as told:
        await rig.gate.revoke.revoke_link()
    assert told.value.seconds == 613
    assert await rig.gate.pause.toggle_pause(31) is True
