"""Which recorded exchange is which call here, and which are none."""

import re

from tests.api.bedolaga.case import Case
from tests.api.bedolaga.samples_account import ACCOUNT
from tests.api.bedolaga.samples_balance import BALANCE
from tests.api.bedolaga.samples_extras import EXTRAS
from tests.api.bedolaga.samples_people import PEOPLE
from tests.api.bedolaga.samples_sign_in import SIGN_IN
from tests.api.bedolaga.samples_subscription import SUBSCRIPTION

CASES: dict[str, Case] = {
    **ACCOUNT,
    **BALANCE,
    **EXTRAS,
    **PEOPLE,
    **SIGN_IN,
    **SUBSCRIPTION,
}

WITH_OTHERS = frozenset(
    {
        "connection_link",
        "connection_link_404",
        "info_languages",
        "info_user_language",
        "pending_payment_latest",
        "ticket_notifications",
        "ticket_notifications_ticket_read",
        "info_service_lang_en",
    }
)
"""Answers of which a call needs several, or which are a step of another one: tests of their own."""

SESSION = re.compile("auth_refresh_.*|auth_logout_ok")
"""What the tokens themselves ask."""

NO_CALL = re.compile(
    "admin_.*|auth_me_is_admin.*|auth_me_permissions.*"  # the work of support
    "|notifications_.*|promo_.*|countries|referral_partner_status"  # not offered to an account here
    "|auth_email_change.*|auth_linked_.*|auth_oauth.*|auth_register_link.*|auth_resend.*"
    "|auth_telegram.*"  # of no use in a terminal
    "|branding_(colors|gift-enabled|logo|telegram-widget|themes)|info_support.*"
    "|info_legal_consent|info_faq_page|subscription_info_alias|subscriptions_item.*"
    "|pending_payment_(400|403|404|detail).*|ticket_(unread_count|notifications_read_all)"
    "|ticket_notification_read_404|tickets_list_closed_p1"  # told by another answer
    "|devices_reduction_info"
    "|.*_seed_.*|error_405|auth_login_422_malformed_json|purchase_preview_400_tariffs_mode"
    "|tariff_switch_preview_422_no_period|withdrawal_create_422"  # nothing that we would send
)
