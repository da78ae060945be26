"""What a server can do. A screen asks this, never who the server is."""

from enum import StrEnum


class Capability(StrEnum):
    """Something that one server offers and another does not."""

    CLOSE_TICKET = "close_ticket"
    TELEGRAM_WIDGET = "telegram_widget"
    TELEGRAM_MINIAPP = "telegram_miniapp"
    VERIFY_BY_CODE = "verify_by_code"
    FULL_NAME = "full_name"
    TRANSACTION_FILTER = "transaction_filter"
    RENEWALS_APART = "renewals_apart"
    UNREAD_PER_TICKET = "unread_per_ticket"
    SUMMARY = "summary"
    TELEGRAM_DEEP_LINK = "telegram_deep_link"
    DEVICES = "devices"
    TRAFFIC_PACKAGES = "traffic_packages"
    TRAFFIC_REFRESH = "traffic_refresh"
    SEVERAL_SUBSCRIPTIONS = "several_subscriptions"
    SWITCH_TARIFF = "switch_tariff"
    PURCHASE_CONVERTS = "purchase_converts"
    REVOKE_LINK = "revoke_link"
    PAUSE = "pause"
    WITHDRAWALS = "withdrawals"
    SAVED_CARDS = "saved_cards"
    GIFTS = "gifts"
    COUPONS = "coupons"
    ACCOUNT_LANGUAGE = "account_language"
    PAGES = "pages"
    TICKET_MEDIA = "ticket_media"
