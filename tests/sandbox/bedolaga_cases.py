"""Recorded exchanges the sandbox should answer alike, and how to bring it there."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.sandbox.bedolaga_world import BedolagaWorld

Step = Callable[[BedolagaWorld], Awaitable[object]]
SAME = object()
"""The request is sent as it was recorded."""


def post(path: str, **body: object) -> Step:
    """A request before the recorded one."""
    return lambda world: world.post(path, body)


def control(path: str, **body: object) -> Step:
    """A turn of the world before the recorded request."""
    return lambda world: world.control(path, body)


async def expired(world: BedolagaWorld) -> None:
    await world.control("clock", {"advance_seconds": 60 * 24 * 3600})
    await world.sign_in()


async def gone(world: BedolagaWorld) -> None:
    del world.box.state.accounts[world.demo.id]


async def signed_out(world: BedolagaWorld) -> None:
    world.headers = {}


async def bad_token(world: BedolagaWorld) -> None:
    world.headers = {"Authorization": "Bearer forged"}


async def unverified(world: BedolagaWorld) -> None:
    world.demo.email_verified = False


TOPUP = post("/balance/topup", amount_kopeks=50000, payment_method="platega", payment_option="2")
CLOSED = control("tickets/3/close")
LOGIN = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
LINKED = post("/auth/deeplink/request")
AGREED = ["public_offer", "privacy_policy"]


async def paid_silently(world: BedolagaWorld) -> None:
    await TOPUP(world)
    payment = list(world.demo.payments.values())[-1]
    payment.paid_at_provider = True


@dataclass(frozen=True)
class Case:
    """A recorded exchange, and how to bring the sandbox to answer the same."""

    name: str
    scenario: str = "default"
    steps: Sequence[Step] = ()
    body: object = SAME
    path: str | None = None


async def _poll_body(world: BedolagaWorld) -> object:
    return {"token": next(iter(world.extras.service.deep_links))}


CASES = (
    Case("auth_login_ok", body=LOGIN),
    Case("auth_login_401"),
    Case("auth_login_422"),
    Case("auth_login_422_malformed_json"),
    Case("auth_login_unverified_403", steps=[unverified], body=LOGIN),
    Case("auth_me_ok"),
    Case("auth_me_401_no_token", steps=[signed_out]),
    Case("auth_me_401_bad_token", steps=[bad_token]),
    Case("auth_me_404_deleted_row", steps=[gone]),
    Case("auth_me_403_blocked", steps=[control("block", kind="inactive")]),
    Case("auth_me_403_account_deleted_dict", steps=[control("block", kind="deleted")]),
    Case("maintenance_503_user", steps=[control("block", kind="maintenance")]),
    Case("maintenance_public_info_ok", steps=[control("block", kind="maintenance")]),
    Case("auth_me_permissions_user"),
    Case("auth_me_is_admin_user"),
    Case("auth_refresh_401_invalid"),
    Case("auth_logout_unknown_token"),
    Case("auth_deeplink_request"),
    Case("auth_deeplink_poll_202_pending", steps=[LINKED], body=_poll_body),
    Case(
        "auth_deeplink_poll_200_linked",
        steps=[LINKED, control("deeplink/confirm")],
        body=_poll_body,
    ),
    Case("auth_deeplink_poll_410_unknown"),
    Case("auth_deeplink_poll_422_short"),
    Case("auth_register_428_consent_required"),
    Case("auth_register_ok"),
    Case("auth_register_422_short_password"),
    Case("auth_register_403_admin_email", steps=[control("consent", documents=[])]),
    Case(
        "auth_register_400_duplicate",
        body={**LOGIN, "accepted_legal_documents": AGREED},
    ),
    Case("auth_forgot_ok"),
    Case("auth_forgot_unknown_email"),
    Case("auth_reset_400_bad_token"),
    Case("auth_reset_422_short"),
    Case("auth_resend_401", steps=[signed_out]),
    Case("auth_resend_400_verified"),
    Case("auth_verify_400_bad"),
    Case("balance"),
    Case("transactions_p1"),
    Case("transactions_page_beyond"),
    Case("transactions_empty_user", scenario="empty"),
    Case("transactions_422_page0"),
    Case("transactions_422_per_page"),
    Case("transactions_type_SEED_UPPERCASE"),
    Case("transactions_type_deposit"),
    Case("transactions_type_failed_refund"),
    Case("transactions_type_referral_reward"),
    Case("transactions_type_refund"),
    Case("transactions_type_subscription_payment"),
    Case("transactions_type_withdrawal"),
    Case("transactions_type_poll_reward"),
    Case("payment_methods"),
    Case("pending_payments", steps=[TOPUP]),
    Case("pending_payments_empty", scenario="empty"),
    Case("pending_payment_detail", steps=[TOPUP]),
    Case("pending_payment_latest", steps=[TOPUP]),
    Case("pending_payment_400_unknown_method"),
    Case("pending_payment_404"),
    Case("check_payment_404"),
    Case(
        "check_payment_still_pending",
        steps=[TOPUP],
        path="/balance/pending-payments/platega/1/check",
    ),
    Case(
        "check_payment_paid",
        steps=[paid_silently],
        path="/balance/pending-payments/platega/1/check",
    ),
    Case(
        "check_payment_again_after_paid",
        steps=[paid_silently, post("/balance/pending-payments/platega/1/check")],
        path="/balance/pending-payments/platega/1/check",
    ),
    Case("topup_platega_ok"),
    Case("topup_cryptobot_ok"),
    Case("topup_400_above_method_max"),
    Case("topup_400_bad_option"),
    Case("topup_400_below_method_min"),
    Case("topup_400_unknown_method"),
    Case("topup_403_restricted", steps=[control("operator", restricted=True)]),
    Case("topup_422_below_10_rub"),
    Case("topup_422_seed_body"),
    Case("topup_stars_400"),
    Case("stars_invoice_ok"),
    Case("stars_invoice_400_max"),
    Case("stars_invoice_422"),
    Case("subscription"),
    Case("subscription_info_alias"),
    Case("subscription_none", scenario="empty"),
    Case("subscription_expired", scenario="poor", steps=[expired]),
    Case("subscription_trial", scenario="empty", steps=[post("/subscription/trial")]),
    Case(
        "subscription_daily",
        steps=[post("/subscription/purchase-tariff", tariff_id=5, period_days=1)],
    ),
    Case("subscription_foreign_id_ignored_in_single_mode"),
    Case("connection_link"),
    Case("connection_link_404", scenario="empty"),
    Case("purchase_options"),
    Case("purchase_options_empty_user", scenario="empty"),
    Case("purchase_tariff_ok_extends_current"),
    Case("purchase_tariff_ok_daily", body={"tariff_id": 5, "period_days": 1}),
    Case("purchase_tariff_402_insufficient", scenario="poor"),
    Case("purchase_403_restricted", steps=[control("operator", restricted=True)]),
    Case("purchase_tariff_404"),
    Case("purchase_tariff_400_period"),
    Case("purchase_tariff_422_seed_body"),
    Case("renewal_options"),
    Case("renewal_options_empty", scenario="empty"),
    Case("renew_ok"),
    Case("renew_404", scenario="empty"),
    Case("renew_400_period"),
    Case("renew_402_insufficient", scenario="poor"),
    Case("renew_on_trial", scenario="empty", steps=[post("/subscription/trial")]),
    Case("trial_available", scenario="empty"),
    Case("trial_unavailable"),
    Case("trial_activate_ok", scenario="empty"),
    Case("trial_activate_400_again"),
    Case("autopay_on"),
    Case("autopay_off"),
    Case("autopay_422"),
    Case("autopay_404", scenario="empty"),
    Case("autopay_400_trial", scenario="empty", steps=[post("/subscription/trial")]),
    Case("autopay_405_seed_post"),
    Case("referral_info"),
    Case("referral_info_empty", scenario="empty"),
    Case("referral_list"),
    Case("referral_list_p2"),
    Case("referral_earnings"),
    Case("referral_earnings_empty", scenario="empty"),
    Case("referral_terms"),
    Case("promocode_ok_balance", body={"code": "NEWUSER2024"}),
    Case("promocode_ok_days", body={"code": "WEEK7"}),
    Case("promocode_400_not_found"),
    Case("promocode_400_expired", body={"code": "SUMMER2023"}),
    Case("promocode_400_used_up", body={"code": "EMPTY100"}),
    Case(
        "promocode_400_already_used",
        steps=[post("/promocode/activate", code="WEEK7")],
        body={"code": "WEEK7"},
    ),
    Case("promocode_422_empty"),
    Case("tickets_list"),
    Case("tickets_list_closed_p1"),
    Case("tickets_list_empty", scenario="empty"),
    Case("ticket_detail"),
    Case("ticket_404"),
    Case("ticket_create_ok", scenario="empty"),
    Case("ticket_create_409_already_open"),
    Case("ticket_create_422_seed_body"),
    Case("ticket_create_422_short_title"),
    Case("ticket_message_ok", path="/tickets/3/messages"),
    Case("ticket_message_400_closed", steps=[CLOSED], path="/tickets/3/messages"),
    Case("ticket_message_422_empty"),
    Case("info_service"),
    Case("info_support-config"),
    Case("info_legal_consent"),
    Case("info_visibility"),
    Case("info_faq"),
    Case("info_rules"),
    Case("info_languages"),
    Case("info_user_language"),
    Case("branding"),
    Case("branding_colors"),
    Case("branding_email-auth"),
    Case("branding_gift-enabled"),
    Case("branding_telegram-widget"),
    Case("branding_themes"),
    Case("error_405"),
)
