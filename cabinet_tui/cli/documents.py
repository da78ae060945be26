"""Domain values as JSON: money in kopeks, traffic in bytes, times ISO 8601 in UTC."""

from cabinet_tui.cli.earlier import entry_document
from cabinet_tui.cli.output import Json, utc
from cabinet_tui.cli.payment_unclear import PaymentUnclear
from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Payment, PaymentMethod, Transaction
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.errors import BalanceTooLow, CabinetError, RateLimited
from cabinet_tui.domain.journal_refusals import EarlierOne
from cabinet_tui.domain.refusals import AmountRefused, OutcomeFound
from cabinet_tui.domain.subscription import (
    RenewalOption,
    Subscription,
    SubscriptionSummary,
    Tariff,
)
from cabinet_tui.domain.ticket import Message, Ticket
from cabinet_tui.domain.traffic import BoughtTraffic, TrafficPackage


def account_document(account: Account) -> dict[str, Json]:
    """Who is signed in."""
    return {
        "id": account.id,
        "email": account.email or None,
        "email_verified": account.email_verified,
        "name": account.name,
        "username": account.username or None,
        "telegram_id": account.telegram_id,
        "referral_code": account.referral_code or None,
        "created_at": utc(account.created_at),
    }


def transaction_document(transaction: Transaction) -> dict[str, Json]:
    """One line of the history; the amount is negative when money left the balance."""
    return {
        "id": transaction.id,
        "type": str(transaction.kind),
        "amount_kopeks": transaction.amount,
        "description": transaction.description,
        "method": transaction.method or None,
        "completed": transaction.completed,
        "created_at": utc(transaction.created_at),
    }


def summary_document(summary: SubscriptionSummary) -> dict[str, Json]:
    """The short status; gigabytes as the server rounds them, a total of null is no limit."""
    return {
        "exists": summary.exists,
        "is_active": summary.is_active,
        "is_trial": summary.is_trial,
        "expires_at": utc(summary.expires_at),
        "days_left": summary.days_left,
        "gb_left": summary.gb_left,
        "gb_total": summary.gb_total,
    }


def subscription_document(subscription: Subscription) -> dict[str, Json]:
    """The subscription; a limit of null is no limit, a used amount of null is not known."""
    return {
        "id": subscription.id,
        "status": str(subscription.status),
        "is_trial": subscription.is_trial,
        "plan": subscription.plan or None,
        "expires_at": utc(subscription.expires_at),
        "traffic_used_bytes": subscription.traffic.used,
        "traffic_limit_bytes": subscription.traffic.limit,
        "devices_used": subscription.devices_used,
        "devices_limit": subscription.devices_limit,
        "servers": [
            {"name": server.name, "country": server.country or None}
            for server in subscription.servers
        ],
        "autopay": subscription.autopay,
        "link": subscription.link or None,
        "bought_traffic": [_bought(bought) for bought in subscription.bought_traffic],
        "daily": _daily(subscription.daily) if subscription.daily else None,
    }


def _bought(bought: BoughtTraffic) -> dict[str, Json]:
    return {
        "gb": bought.gb,
        "expires_at": utc(bought.expires_at),
        "bought_at": utc(bought.bought_at),
    }


def _daily(daily: Daily) -> dict[str, Json]:
    return {
        "paused": daily.is_paused,
        "price_kopeks": daily.price,
        "next_charge_at": utc(daily.next_charge_at),
    }


def devices_document(devices: Devices) -> dict[str, Json]:
    """The devices and how many there may be; an id of null cannot be used in a command."""
    return {
        "devices": [
            {
                "id": device.id or None,
                "name": device.name or None,
                "model": device.model or None,
                "platform": device.platform or None,
                "added_at": utc(device.added_at),
            }
            for device in devices.items
        ],
        "total": devices.total,
        "limit": devices.limit,
    }


def package_document(package: TrafficPackage) -> dict[str, Json]:
    """Traffic that is sold."""
    return {
        "gb": package.gb,
        "is_unlimited": package.is_unlimited,
        "price_kopeks": package.price,
        "full_price_kopeks": package.full_price,
        "discount_percent": package.discount_percent,
    }


def tariff_document(tariff: Tariff) -> dict[str, Json]:
    """A tariff; a traffic of null is no limit."""
    return {
        "id": tariff.id,
        "name": tariff.name,
        "description": tariff.description or None,
        "traffic_gb": tariff.traffic_gb,
        "devices": tariff.devices,
        "is_popular": tariff.is_popular,
        "periods": [
            {
                "days": period.days,
                "price_kopeks": period.price,
                "full_price_kopeks": period.full_price,
                "discount_percent": period.discount_percent,
            }
            for period in tariff.periods
        ],
    }


def renewal_document(option: RenewalOption) -> dict[str, Json]:
    """A way to go on; a traffic of null is not sold with the days."""
    return {
        "days": option.days,
        "traffic_gb": option.traffic_gb,
        "price_kopeks": option.price,
        "full_price_kopeks": option.full_price,
        "discount_percent": option.discount_percent,
    }


def method_document(method: PaymentMethod) -> dict[str, Json]:
    """A way to pay; a limit of null is none."""
    return {
        "id": method.id,
        "name": method.name,
        "enabled": method.enabled,
        "minimum_kopeks": method.minimum,
        "maximum_kopeks": method.maximum,
        "currencies": list(method.currencies),
        "options": [{"id": option.id, "name": option.name} for option in method.options],
        "quick_amounts_kopeks": list(method.quick_amounts),
    }


def payment_document(payment: Payment) -> dict[str, Json]:
    """A payment, and where it is paid."""
    return {
        "method": payment.key.method,
        "id": payment.key.id or None,
        "amount_kopeks": payment.amount,
        "state": str(payment.state),
        "url": payment.url or None,
        "created_at": utc(payment.created_at),
        "expires_at": utc(payment.expires_at),
        "can_check": payment.can_check,
    }


def ticket_document(ticket: Ticket) -> dict[str, Json]:
    """A ticket as the list has it."""
    return {
        "id": ticket.id,
        "subject": ticket.subject,
        "status": str(ticket.status),
        "unread": ticket.unread,
        "last_message": ticket.last_message or None,
        "created_at": utc(ticket.created_at),
        "updated_at": utc(ticket.updated_at),
    }


def message_document(message: Message) -> dict[str, Json]:
    """A message of a ticket."""
    return {
        "id": message.id,
        "from_support": message.from_support,
        "text": message.text,
        "is_read": message.is_read,
        "files": [{"kind": str(media.kind), "caption": media.caption} for media in message.media],
        "created_at": utc(message.created_at),
    }


def error_document(error: CabinetError) -> dict[str, Json]:
    """Why something was not done, or what is known of it."""
    document: dict[str, Json] = {"code": error.code, "message": str(error)}
    match error:
        case BalanceTooLow():
            document |= {
                "required_kopeks": error.required,
                "available_kopeks": error.available,
                "missing_kopeks": error.missing,
            }
        case RateLimited():
            document["retry_after_seconds"] = error.seconds
        case EarlierOne():
            document["earlier"] = entry_document(error.entry) if error.entry else None
        case OutcomeFound():
            document |= {"outcome": str(error.outcome), "paid_kopeks": error.paid}
        case PaymentUnclear():
            document["payment"] = payment_document(error.created) if error.created else None
        case AmountRefused():
            document["limit_kopeks"] = error.limit
    return document
