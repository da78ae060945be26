"""Recorded exchanges about what these servers have and others do not."""

from datetime import timedelta
from typing import Any

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.devices import Device, Devices, SlotOffer, SlotsRequest
from cabinet_tui.domain.errors import NotFound, RateLimited, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral_terms import ReferralTerms
from cabinet_tui.domain.refusals import NotOffered
from cabinet_tui.domain.saved_card import SavedCard, SavedCards
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.switch import SwitchOffer, SwitchRequest
from cabinet_tui.domain.traffic import TrafficCount, TrafficPackage, TrafficRequest
from cabinet_tui.domain.withdrawal import (
    Withdrawal,
    WithdrawalFunds,
    WithdrawalOrder,
    WithdrawalStatus,
)
from cabinet_tui.domain.withdrawal_refusals import WithdrawalDecided, WithdrawalTooSoon
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, Do, fails

_ORDER = WithdrawalOrder(Kopeks(100_000), "СБП +7 900 000-00-00, Т-Банк")


def _devices(body: Any) -> Devices:
    return Devices(
        items=tuple(
            Device(
                id=one["hwid"],
                platform=one["platform"],
                model=one["device_model"],
                name=one["local_name"] or "",
                added_at=expected.when(one["created_at"]),
            )
            for one in body["devices"]
        ),
        total=body["total"],
        limit=body["device_limit"],
    )


def _count(body: Any) -> TrafficCount:
    wait = body.get("retry_after_seconds")
    return TrafficCount(
        used=body["traffic_used_bytes"],
        limit=body["traffic_limit_bytes"],
        is_unlimited=body["is_unlimited"],
        is_cached=body["cached"],
        wait=timedelta(seconds=wait) if wait else None,
    )


def _withdrawal(one: Any) -> Withdrawal:
    return Withdrawal(
        id=one["id"],
        amount=one["amount_kopeks"],
        status=WithdrawalStatus(one["status"]),
        details=one["payment_details"],
        comment=one["admin_comment"] or "",
        created_at=expected.when(one["created_at"]),
        processed_at=expected.when(one["processed_at"]),
    )


def _page(name: PageName) -> Case:
    async def read(api: BedolagaApi) -> object:
        page = await api.pages.page(name, "")
        return (page.text.text, page.updated_at)

    def means(body: Any) -> object:
        plain = body["content"]
        for mark in ("<b>", "</b>", "# "):
            plain = plain.replace(mark, "")
        return (plain.strip(), expected.when(body["updated_at"]))

    return Case(read, means)


async def _questions(api: BedolagaApi) -> object:
    return (await api.pages.page(PageName.QUESTIONS, "")).text.text


def _questions_mean(body: Any) -> object:
    return "\n\n".join(f"{one['title']}\n{one['content']}" for one in body)


async def _language(api: BedolagaApi) -> object:
    return await api.language.choose("en")


def _listed(body: Any) -> Subscriptions:
    # The list tells less than the subscription itself.
    return Subscriptions(
        tuple(
            expected.subscription({"daily_price_kopeks": 0, "next_daily_charge_at": None, **one})
            for one in body["subscriptions"]
        ),
        may_be_several=body["multi_tariff_enabled"],
    )


def _nothing(_body: Any) -> None:
    return None


def _switch(tariff: int) -> Do:
    return lambda api: api.switching.preview(SwitchRequest(tariff, 30))


EXTRAS: dict[str, Case] = {
    "devices": Case(lambda api: api.devices.devices(), _devices),
    "multi_devices_by_id": Case(lambda api: api.devices.devices(1), _devices),
    "devices_empty_user": Case(lambda api: api.devices.devices(), _nothing),
    "device_delete": Case(lambda api: api.devices.remove("hwid-demo-0002-windows"), _nothing),
    "device_delete_404": Case(lambda api: api.devices.remove("no-such"), _nothing),
    "device_rename": Case(
        lambda api: api.devices.rename("hwid-demo-0000-android", "Рабочий телефон"), _nothing
    ),
    "devices_price": Case(
        lambda api: api.devices.slot_offer(2),
        lambda body: SlotOffer(
            available=True,
            count=2,
            price=body["total_price_kopeks"],
            limit=body["current_device_limit"],
            highest=body["max_device_limit"],
            days_left=body["days_left"],
        ),
    ),
    "devices_purchase": Case(
        lambda api: api.devices.buy_slots(SlotsRequest(1)),
        lambda body: Receipt(
            paid=body["price_kopeks"],
            balance_after=body["balance_kopeks"],
        ),
    ),
    "traffic_packages": Case(
        lambda api: api.traffic.packages(),
        lambda body: tuple(TrafficPackage(one["gb"], one["price_kopeks"]) for one in body),
    ),
    "traffic_packages_on_unlimited": Case(lambda api: api.traffic.packages(), lambda _: ()),
    "traffic_purchase": Case(
        lambda api: api.traffic.buy_traffic(TrafficRequest(50)),
        lambda body: Receipt(
            paid=body["amount_paid_kopeks"],
            balance_after=body["new_balance_kopeks"],
        ),
    ),
    "traffic_purchase_400": fails(
        lambda api: api.traffic.buy_traffic(TrafficRequest(7)), NotOffered
    ),
    "refresh_traffic": Case(lambda api: api.traffic.count_again(), _count),
    "refresh_traffic_repeat": Case(lambda api: api.traffic.count_again(), _count),
    "revoke": Case(
        lambda api: api.revoke.revoke_link(),
        lambda body: timedelta(seconds=body["cooldown_seconds"]),
    ),
    "revoke_again": fails(
        lambda api: api.revoke.revoke_link(), RateLimited, retry_after=timedelta(seconds=899)
    ),
    "pause_daily_on": Case(lambda api: api.pause.toggle_pause(), lambda _: True),
    "pause_daily_off": Case(lambda api: api.pause.toggle_pause(), lambda _: False),
    "pause_400": fails(lambda api: api.pause.toggle_pause(), NotOffered),
    "subscriptions_list": Case(lambda api: api.subscriptions.subscriptions(), _listed),
    "subscriptions_list_empty": Case(lambda api: api.subscriptions.subscriptions(), _listed),
    "multi_subscriptions_list": Case(lambda api: api.subscriptions.subscriptions(), _listed),
    "multi_subscription_delete_active": fails(
        lambda api: api.subscriptions.remove(24), Rejected, status=400
    ),
    "multi_subscription_delete_foreign": fails(lambda api: api.subscriptions.remove(2), NotFound),
    "tariff_switch_preview": Case(
        _switch(3),
        lambda body: SwitchOffer(
            tariff_id=3,
            name=body["new_tariff_name"],
            price=body["upgrade_cost_kopeks"],
            days_left=body["remaining_days"],
            missing=body["missing_amount_kopeks"],
            is_upgrade=True,
        ),
    ),
    "tariff_switch_preview_same_400": fails(_switch(2), Rejected, status=400),
    "tariff_switch_ok": Case(
        lambda api: api.switching.switch(SwitchRequest(3, 30)),
        lambda body: Receipt(
            paid=body["charged_kopeks"],
            balance_after=body["balance_kopeks"],
            expires_at=expected.when(body["subscription"]["end_date"]),
            link=body["subscription"]["subscription_url"],
            message=body["message"],
        ),
    ),
    "saved_cards": Case(
        lambda api: api.cards.cards(),
        lambda body: SavedCards(
            tuple(
                SavedCard(
                    id=one["id"],
                    title=one["title"],
                    kind=one["card_type"],
                    last_digits=one["card_last4"],
                    method=one["method_type"],
                    saved_at=expected.when(one["created_at"]),
                )
                for one in body["cards"]
            ),
            charged_by_itself=body["recurrent_enabled"],
        ),
    ),
    "saved_card_delete": Case(lambda api: api.cards.remove_card(1), _nothing),
    "saved_card_delete_404": fails(lambda api: api.cards.remove_card(1), NotFound),
    "withdrawal_balance": Case(
        lambda api: api.withdrawals.funds(),
        lambda body: WithdrawalFunds(
            available=body["available_total"],
            earned=body["total_earned"],
            withdrawn=body["withdrawn"],
            pending=body["pending"],
            minimum=body["min_amount_kopeks"],
        ),
    ),
    "withdrawal_history": Case(
        lambda api: api.withdrawals.history(),
        lambda body: [_withdrawal(one) for one in body["items"]],
    ),
    "withdrawal_create_ok": Case(
        lambda api: api.withdrawals.create(_ORDER),
        lambda body: Withdrawal(
            id=body["id"],
            amount=body["amount_kopeks"],
            status=WithdrawalStatus.PENDING,
            details=_ORDER.details,
        ),
    ),
    "withdrawal_create_400": fails(
        lambda api: api.withdrawals.create(_ORDER), WithdrawalTooSoon, days=30
    ),
    "withdrawal_cancel_ok": Case(lambda api: api.withdrawals.cancel(2), _nothing),
    "withdrawal_cancel_400": fails(lambda api: api.withdrawals.cancel(2), WithdrawalDecided),
    "withdrawal_cancel_404": fails(lambda api: api.withdrawals.cancel(9999), NotFound),
    "referral_terms": Case(
        lambda api: api.referral_terms.terms(),
        lambda body: ReferralTerms(
            is_open=body["is_enabled"],
            percent=body["commission_percent"],
            least_top_up=body["minimum_topup_kopeks"],
            bonus_for_them=body["first_topup_bonus_kopeks"],
            bonus_for_you=body["inviter_bonus_kopeks"],
        ),
    ),
    "info_rules": _page(PageName.RULES),
    "info_privacy-policy": _page(PageName.PRIVACY),
    "info_public-offer": _page(PageName.OFFER),
    "info_recurrent-payments": _page(PageName.RECURRENT),
    "info_faq": Case(_questions, _questions_mean),
    "info_visibility": Case(lambda api: api.pages.names(), lambda _: tuple(PageName)),
    "info_user_language_set": Case(_language, lambda body: body["language"]),
    "info_user_language_set_400": fails(
        lambda api: api.language.choose("xx"), Rejected, status=400
    ),
}
