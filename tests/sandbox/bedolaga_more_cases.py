"""Recorded exchanges of what only Bedolaga servers offer."""

from tests.sandbox.bedolaga_cases import Case, control, post
from tests.sandbox.bedolaga_world import BedolagaWorld

SEVERAL = control("several", enabled=True)
DAILY = control("daily")
PHONE, LAPTOP = "/subscription/devices/a1f0-pixel", "/subscription/devices/b2e1-macbook"
SECOND = post("/subscription/purchase-tariff", tariff_id=1, period_days=30)
PAUSE = post("/subscription/pause")
COUNT = post("/subscription/refresh-traffic")
A_SECOND = control("clock", advance_seconds=1)
WITHDRAW = "/referral/withdrawal/create"
DETAILS = {"amount_kopeks": 60000, "payment_details": "СБП +7 999 111-22-33"}


async def richer(world: BedolagaWorld) -> None:
    world.box.state.accounts[1].ledger.post("REFUND", 1_000_000, "", world.box.clock.now())


async def unlimited(world: BedolagaWorld) -> None:
    held = world.demo.subscription
    assert held is not None
    held.limit_gb = None
    world.extras.of(world.demo).of(held).bought.clear()


MORE_CASES = (
    Case("devices"),
    Case("devices_empty_user", scenario="empty"),
    Case("devices_price"),
    Case("devices_purchase"),
    Case("device_delete", path=LAPTOP),
    Case("device_delete_404"),
    Case("device_rename", path=f"{PHONE}/name"),
    Case("traffic_packages"),
    Case("traffic_packages_on_unlimited", steps=[unlimited]),
    Case("traffic_purchase", body={"gb": 40}),
    Case("traffic_purchase_400"),
    Case("refresh_traffic"),
    Case("refresh_traffic_repeat", steps=[COUNT]),
    Case("revoke"),
    Case("revoke_again", steps=[post("/subscription/revoke"), A_SECOND]),
    Case("pause_400"),
    Case("pause_daily_on", steps=[DAILY]),
    Case("pause_daily_off", steps=[DAILY, PAUSE]),
    Case("saved_cards"),
    Case("saved_card_delete"),
    Case("saved_card_delete_404", scenario="empty"),
    Case("withdrawal_balance"),
    Case("withdrawal_history"),
    Case("withdrawal_create_ok", body=DETAILS),
    Case("withdrawal_create_400", steps=[post(WITHDRAW, **DETAILS)], body=DETAILS),
    Case("withdrawal_create_422"),
    Case("withdrawal_cancel_404"),
    Case("ticket_notifications"),
    Case("ticket_unread_count"),
    Case("ticket_notifications_read_all"),
    Case("ticket_notifications_ticket_read", path="/tickets/notifications/ticket/3/read"),
    Case("ticket_notification_read_404"),
    Case("subscriptions_item"),
    Case("subscriptions_item_404"),
    Case("subscriptions_list"),
    Case("subscriptions_list_empty", scenario="empty"),
    Case("multi_subscriptions_list", steps=[SEVERAL, SECOND]),
    Case("multi_devices_by_id", steps=[SEVERAL]),
    Case("multi_purchase_options", steps=[SEVERAL]),
    Case("multi_purchase_second_tariff_ok", steps=[SEVERAL]),
    Case("multi_renew_by_query_id", steps=[SEVERAL]),
    Case("multi_renew_no_id", steps=[SEVERAL]),
    Case("multi_subscription_404_foreign", steps=[SEVERAL]),
    Case("multi_subscription_no_id", steps=[SEVERAL, SECOND]),
    Case("multi_subscription_delete_active", steps=[SEVERAL], path="/subscriptions/1"),
    Case("multi_subscription_delete_foreign", steps=[SEVERAL]),
    Case(
        "multi_promocode_days_select_subscription",
        steps=[SEVERAL, SECOND],
        body={"code": "WEEK7"},
    ),
    Case(
        "multi_promocode_days_with_id",
        steps=[SEVERAL, SECOND],
        body={"code": "WEEK7", "subscription_id": 1},
    ),
    Case("tariff_switch_preview"),
    Case("tariff_switch_ok", steps=[richer]),
    Case("tariff_switch_preview_422_no_period"),
    Case("tariff_switch_preview_same_400"),
    Case("info_user_language_set"),
    Case("info_user_language_set_400"),
    Case("info_privacy-policy"),
    Case("info_public-offer"),
    Case("info_recurrent-payments"),
    Case("info_faq_page"),
)
