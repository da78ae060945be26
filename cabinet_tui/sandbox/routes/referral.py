"""/referral: who came by the account's link, and what it earned."""

from collections import Counter

from fastapi import APIRouter

from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.paging import PageNumber, PerPage, newest_first, page_count
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.referral import (
    EarningBody,
    Earnings,
    ReferralBody,
    Referrals,
    Stats,
)

router = APIRouter(prefix="/referral")


@router.get("/stats", response_model=Stats, responses=errors(401))
async def stats(caller: Caller, say: Say) -> WireJSON:
    """The programme in numbers; what was withdrawn is no longer available."""
    statuses = Counter(referral.status for referral in caller.referrals)
    earned = sum(earning.amount_kopeks for earning in caller.earnings)
    available = max(0, earned + caller.ledger.total(["WITHDRAWAL"]))
    pending = caller.pending_earnings_kopeks
    body = Stats(
        referral_code=caller.referral_code,
        referral_link=f"https://t.me/bot?start=ref_{caller.referral_code}",
        total_referrals=len(caller.referrals),
        active_referrals=statuses["active"],
        trial_converted=sum(
            1 for referral in caller.referrals if referral.subscription_expires_at is not None
        ),
        total_earned_kopeks=earned,
        total_earned_rubles=earned / 100,
        available_for_withdrawal_kopeks=available,
        available_for_withdrawal_rubles=available / 100,
        pending_kopeks=pending,
        pending_rubles=pending / 100,
    )
    return say(body)


@router.get("/referrals", response_model=Referrals, responses=errors(401))
async def referrals(
    box: Box, caller: Caller, say: Say, page: PageNumber = 1, per_page: PerPage = 20
) -> WireJSON:
    """Who came, the latest first."""
    earned: Counter[int] = Counter()
    for earning in caller.earnings:
        earned[earning.referral_user_id] += earning.amount_kopeks
    now = box.clock.now()
    body = Referrals(
        referrals=[
            ReferralBody.of(referral, earned[referral.user_id], now)
            for referral in newest_first(caller.referrals, page, per_page)
        ],
        total=len(caller.referrals),
        page=page,
        per_page=per_page,
        pages=page_count(len(caller.referrals), per_page),
    )
    return say(body)


@router.get("/earnings", response_model=Earnings, responses=errors(401))
async def earnings(
    caller: Caller, say: Say, page: PageNumber = 1, per_page: PerPage = 20
) -> WireJSON:
    """What was earned, the latest first."""
    body = Earnings(
        earnings=[
            EarningBody.of(earning) for earning in newest_first(caller.earnings, page, per_page)
        ],
        total=len(caller.earnings),
        page=page,
        pages=page_count(len(caller.earnings), per_page),
    )
    return say(body)
