"""The referral programme as JSON."""

from cabinet_tui.cli.output import Json, utc
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats


def referral_stats_document(stats: ReferralStats) -> dict[str, Json]:
    """The numbers of the referral programme; null where the server does not count."""
    return {
        "code": stats.code or None,
        "link": stats.link or None,
        "total": stats.total,
        "active": stats.active,
        "trial_converted": stats.trial_converted,
        "earned_kopeks": stats.earned,
        "available_kopeks": stats.available,
        "pending_kopeks": stats.pending,
        "withdrawn_kopeks": stats.withdrawn,
        "commission_percent": stats.commission_percent,
        "bot_link": stats.bot_link or None,
    }


def referral_document(referral: Referral) -> dict[str, Json]:
    """Who came by the link."""
    return {
        "id": referral.id,
        "name": referral.name or None,
        "username": referral.username or None,
        "telegram_id": referral.telegram_id,
        "status": referral.status or None,
        "registered_at": utc(referral.registered_at),
        "has_subscription": referral.has_subscription,
        "subscription_expires_at": utc(referral.subscription_expires_at),
        "earned_kopeks": referral.earned,
    }


def earning_document(earning: Earning) -> dict[str, Json]:
    """What a referral brought."""
    return {
        "id": earning.id,
        "amount_kopeks": earning.amount,
        "reason": earning.reason or None,
        "referral_id": earning.referral_id,
        "referral_name": earning.referral_name or earning.first_name or None,
        "campaign": earning.campaign or None,
        "created_at": utc(earning.created_at),
    }
