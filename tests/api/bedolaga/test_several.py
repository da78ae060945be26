"""Several subscriptions and switching, in the shapes of the Bedolaga dialect."""

import httpx
import pytest

from cabinet_tui import locale
from cabinet_tui.domain.errors import BalanceTooLow, OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.subscription import GIB, SubscriptionStatus
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.switch import SwitchOffer, SwitchRefused, SwitchRequest
from tests.api.bedolaga.rig import at_work, saying

ONE: dict[str, object] = {
    "id": 71,
    "status": "disabled",
    "tariff_id": 6,
    "tariff_name": "Дачный",
    "traffic_limit_gb": 0,
    "traffic_used_gb": 1.5,
    "device_limit": 4,
    "end_date": "2026-02-03T04:05:06.700000+00:00",
    "subscription_url": None,
    "is_trial": False,
    "is_daily": False,
    "is_daily_paused": False,
    "autopay_enabled": True,
    "connected_squads": None,
}
PREVIEW: dict[str, object] = {
    "can_switch": False,
    "current_tariff_id": 6,
    "current_tariff_name": "Дачный",
    "new_tariff_id": 7,
    "new_tariff_name": "Городской",
    "remaining_days": 11,
    "upgrade_cost_kopeks": 7_777,
    "balance_kopeks": 5_000,
    "has_enough_balance": False,
    "missing_amount_kopeks": 2_777,
    "is_upgrade": True,
}
ASKED = SwitchRequest(7, 60, 71)


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


async def test_a_list_of_several_is_read_one_by_one() -> None:
    rig = await saying({"subscriptions": [ONE, {"id": "x"}, 5], "multi_tariff_enabled": True})
    listed = await rig.gate.subscriptions.subscriptions()
    assert listed.may_be_several
    assert not listed.is_choice
    held = listed.held[0]
    assert (held.id, held.tariff_id, held.plan) == (71, 6, "Дачный")
    assert held.status is SubscriptionStatus.SUSPENDED
    assert (held.traffic.used, held.traffic.limit) == (GIB * 3 // 2, None)


@pytest.mark.parametrize("body", [{"subscriptions": None}, {"multi_tariff_enabled": None}, {}])
async def test_a_list_that_says_nothing_is_of_nobody(body: dict[str, object]) -> None:
    rig = await saying(body)
    assert await rig.gate.subscriptions.subscriptions() == Subscriptions()


async def test_a_server_that_never_heard_of_the_list_has_one_at_most() -> None:
    rig = await saying({"detail": "Not Found"}, 404)
    assert await rig.gate.subscriptions.subscriptions() == Subscriptions()


async def test_a_preview_names_the_subscription_and_costs_nothing() -> None:
    rig = await saying(PREVIEW)
    offer = await rig.gate.switching.preview(ASKED)
    assert offer == SwitchOffer(
        7, "Городской", offer.price, can_switch=False, days_left=11, missing=offer.missing,
        is_upgrade=True,
    )  # fmt: skip
    assert (offer.price, offer.missing) == (7_777, 2_777)
    assert rig.paths() == ["POST /subscription/tariff/switch/preview"]
    assert dict(rig.requests[0].url.params) == {"subscription_id": "71"}
    assert rig.body() == {"tariff_id": 7, "period_days": 60}


async def test_a_switch_names_the_subscription_and_tells_what_it_took() -> None:
    rig = await saying({"charged_kopeks": 7_777, "balance_kopeks": 23, "subscription": ONE})
    receipt = await rig.gate.switching.switch(ASKED)
    assert (receipt.paid, receipt.balance_after) == (7_777, 23)
    assert dict(rig.requests[0].url.params) == {"subscription_id": "71"}


@pytest.mark.parametrize(
    ("code", "can_buy"),
    [
        ("trial_cannot_switch", True),
        ("subscription_expired", True),
        ("free_tariff_cannot_switch", True),
        ("subscription_not_active", False),
    ],
)
async def test_why_it_cannot_be_switched_is_said_in_words_of_ours(code: str, can_buy: bool) -> None:
    detail = {"code": code, "message": "Nope", "use_purchase_flow": can_buy}
    rig = await saying({"detail": detail}, 400)
    with pytest.raises(SwitchRefused) as caught:
        await rig.gate.switching.preview(ASKED)
    assert caught.value.can_buy is can_buy
    assert "Nope" not in str(caught.value)


async def test_any_other_refusal_keeps_the_words_of_the_server() -> None:
    rig = await saying({"detail": "Понижение тарифа недоступно"}, 403)
    with pytest.raises(Rejected, match="Понижение"):
        await rig.gate.switching.preview(ASKED)
    detail = {"code": "insufficient_funds", "missing_amount": 5}
    rig = await saying({"detail": detail}, 402)
    with pytest.raises(BalanceTooLow) as caught:
        await rig.gate.switching.switch(ASKED)
    assert (caught.value.missing, caught.value.cart_saved) == (5, False)


async def test_only_a_switch_whose_answer_is_lost_may_have_been_done() -> None:
    def lost(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    rig = await at_work(lost)
    with pytest.raises(Unreachable):
        await rig.gate.switching.preview(ASKED)
    with pytest.raises(OutcomeUnknown):
        await rig.gate.switching.switch(ASKED)
    assert len(rig.requests) == 2
