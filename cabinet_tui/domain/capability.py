"""What a server can do. A screen asks this, never who the server is."""

from enum import StrEnum


class Capability(StrEnum):
    """Something that one server offers and another does not."""

    CLOSE_TICKET = "close_ticket"
    TELEGRAM_WIDGET = "telegram_widget"
    TELEGRAM_MINIAPP = "telegram_miniapp"
    VERIFY_BY_CODE = "verify_by_code"
    TRANSACTION_FILTER = "transaction_filter"
    UNREAD_PER_TICKET = "unread_per_ticket"
