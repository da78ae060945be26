"""Domain values as JSON: money in kopeks, traffic in bytes, times ISO 8601 in UTC."""

from cabinet_tui.cli.output import Json, utc
from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.subscription import Subscription


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
    }
