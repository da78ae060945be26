"""Pairs of tokens as every sign-in of this dialect hands them out."""

from cabinet_tui.sandbox.bedolaga.schemas.auth import CampaignBonus, Profile, SignedIn
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.signup import grant_campaign
from cabinet_tui.sandbox.state import Account


def sign_in(box: Sandbox, account: Account, campaign_slug: str | None = None) -> SignedIn:
    """A session of the account, with what a campaign gives to one that came through it."""
    campaign = grant_campaign(box, account, campaign_slug)
    bonus = None
    if campaign is not None:
        bonus = CampaignBonus(
            campaign_name=campaign.start_param,
            bonus_type="balance",
            balance_kopeks=campaign.bonus_kopeks,
        )
    refresh = box.tokens.issue(account, "refresh")
    # Tokens of one second are the same, so a sign-in right after a logout takes the ban back.
    box.extras.service.revoked.discard(refresh)
    return SignedIn(
        access_token=box.tokens.issue(account, "access"),
        refresh_token=refresh,
        expires_in=access_seconds(box),
        user=Profile.of(account),
        campaign_bonus=bonus,
    )


def access_seconds(box: Sandbox) -> int:
    """How long an access token lives."""
    return int(box.settings.lives.access.total_seconds())
