"""Devices: ids that go into paths as they are, names that are cleaned, prices in kopeks."""

import httpx
import pytest

from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.errors import BalanceTooLow, NotFound, OutcomeUnknown
from cabinet_tui.domain.money import Kopeks
from tests.api.bedolaga.rig import at_work, saying
from tests.api.rig import answer

ODD = "Box 7/../é?#%2F"
PLAIN = "Box 7/../e?#%2F"
LIST: dict[str, object] = {
    "devices": [
        {
            "hwid": PLAIN,
            "platform": "Linux",
            "device_model": "ThinkPad\x1b[31m X1",
            "created_at": "2026-10-02T08:15:30.125Z",
            "local_name": "[red]Mine[/red]\x1b]0;pwned\x07\nline",
        },
        {"hwid": "7c1d", "platform": None, "device_model": 12, "local_name": None},
        {"hwid": "..", "platform": "Windows"},
        {"hwid": "", "platform": "iOS"},
        {"hwid": ODD, "platform": "tvOS"},
        {"platform": "no id at all"},
        "not a device",
    ],
    "total": 7,
    "device_limit": 9,
}


async def test_names_are_cleaned_and_a_bad_device_costs_itself_only() -> None:
    rig = await saying(LIST)
    found = await rig.gate.devices.devices()
    assert found is not None
    assert (found.total, found.limit) == (7, 9)
    first, second, *rest = found.items
    assert first.name == "[red]Mine[/red] line"
    assert first.model == "ThinkPad X1"
    assert (second.platform, second.model, second.name) == ("", "12", "")
    assert [(device.platform, device.id) for device in rest] == [
        ("Windows", ""),
        ("iOS", ""),
        ("tvOS", ""),
    ]


@pytest.mark.parametrize("total", [None, "x", -4])
async def test_a_number_that_is_none_is_counted(total: object) -> None:
    rig = await saying({"devices": [{"hwid": "a"}], "total": total, "device_limit": 0})
    found = await rig.gate.devices.devices()
    assert found is not None
    assert found.total == (0 if total == -4 else 1)
    assert found.limit is None


async def test_without_a_subscription_there_are_none() -> None:
    rig = await saying({"detail": "No subscription found"}, 404)
    assert await rig.gate.devices.devices(5) is None


async def test_an_id_is_one_part_of_the_path_whatever_is_in_it() -> None:
    rig = await saying({"success": True, "hwid": PLAIN, "local_name": "Дача"})
    await rig.gate.devices.rename(PLAIN, "Дача", 31)
    await rig.gate.devices.remove(PLAIN, 31)
    part = b"Box%207%2F..%2Fe%3F%23%252F"
    assert [one.url.raw_path for one in rig.requests] == [
        b"/cabinet/subscription/devices/" + part + b"/name?subscription_id=31",
        b"/cabinet/subscription/devices/" + part + b"?subscription_id=31",
    ]
    assert rig.body(0) == {"name": "Дача"}


@pytest.mark.parametrize("nobody", ["", ".", ".."])
async def test_an_id_that_would_name_the_list_is_not_sent(nobody: str) -> None:
    rig = await saying({"success": True})
    with pytest.raises(NotFound):
        await rig.gate.devices.remove(nobody)
    with pytest.raises(NotFound):
        await rig.gate.devices.rename(nobody, "x")
    assert rig.requests == []


async def test_all_are_removed_by_a_request_of_its_own() -> None:
    rig = await saying({"success": True, "message": "ok", "deleted_count": 7})
    await rig.gate.devices.remove_all(31)
    (request,) = rig.requests
    assert (request.method, request.url.raw_path) == (
        "DELETE",
        b"/cabinet/subscription/devices?subscription_id=31",
    )


async def test_a_price_is_taken_from_kopeks_never_from_a_rounded_label() -> None:
    rig = await saying(
        {
            "available": True,
            "devices": 3,
            "total_price_kopeks": 12_345,
            "total_price_label": "123 ₽",
            "current_device_limit": 4,
            "max_device_limit": 12,
            "days_left": 17,
        }
    )
    offer = await rig.gate.devices.slot_offer(3, 31)
    assert (offer.price, offer.limit, offer.highest, offer.days_left) == (12_345, 4, 12, 17)
    assert dict(rig.requests[0].url.params) == {"devices": "3", "subscription_id": "31"}


@pytest.mark.parametrize(
    "body",
    [
        {"available": False, "reason": "Больше нельзя\x1b[2J"},
        {"available": None},
        {"available": True, "devices": 3, "total_price_kopeks": -1},
        {"available": True, "devices": 3},
    ],
)
async def test_what_cannot_be_bought_has_no_price(body: dict[str, object]) -> None:
    rig = await saying(body)
    offer = await rig.gate.devices.slot_offer(3)
    assert not (offer.available and offer.price is not None)
    assert "\x1b" not in offer.reason


async def test_places_are_bought_once_and_what_was_paid_is_told() -> None:
    rig = await saying(
        {"success": True, "price_kopeks": 8_400, "balance_kopeks": 61, "balance_label": "0 ₽"}
    )
    receipt = await rig.gate.devices.buy_slots(SlotsRequest(2, 31))
    assert (receipt.paid, receipt.balance_after) == (Kopeks(8_400), Kopeks(61))
    assert rig.body() == {"devices": 2}
    assert dict(rig.requests[0].url.params) == {"subscription_id": "31"}


async def test_too_little_money_is_told_with_what_is_missing() -> None:
    detail = {"code": "insufficient_funds", "message": "Не хватает", "missing_amount": 777}
    rig = await saying({"detail": detail}, 402)
    with pytest.raises(BalanceTooLow) as told:
        await rig.gate.devices.buy_slots(SlotsRequest(2))
    assert told.value.missing == Kopeks(777)


async def test_a_purchase_whose_answer_is_cut_is_never_sent_again() -> None:
    def cut(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            raise httpx.ReadError("cut", request=request)
        return answer({})

    rig = await at_work(cut)
    with pytest.raises(OutcomeUnknown):
        await rig.gate.devices.buy_slots(SlotsRequest(1))
    assert len(rig.requests) == 1
