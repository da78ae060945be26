"""/referral: the account's link, who came by it, and what that earned."""

from fastapi import APIRouter

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.paging import page_count
from cabinet_tui.sandbox.bedolaga.schemas.referral import (
    EarningBody,
    Earnings,
    ReferralBody,
    ReferralInfo,
    Referrals,
    Terms,
)
from cabinet_tui.sandbox.paging import PageNumber, PerPage, newest_first
from cabinet_tui.sandbox.replies import WireJSON

router = APIRouter(prefix="/referral")

SITE = "https://cabinet.example.com"
LEAST_TOPUP = 15000
BONUS = 7500


@router.get("")
async def info(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The programme in numbers."""
    earned = sum(earning.amount_kopeks for earning in caller.earnings)
    withdrawn = -caller.ledger.total(["WITHDRAWAL"])
    available = max(0, earned - withdrawn)
    code = caller.referral_code
    return say(
        ReferralInfo(
            referral_code=code,
            referral_link=f"{SITE}?ref={code}",
            bot_referral_link=f"https://t.me/{box.extras.service.bot}?start={code}",
            total_referrals=len(caller.referrals),
            active_referrals=sum(1 for one in caller.referrals if one.status == "active"),
            total_earnings_kopeks=earned,
            total_earnings_rubles=earned / 100,
            commission_percent=box.state.catalogue.referral_percent,
            available_balance_kopeks=available,
            available_balance_rubles=available / 100,
            withdrawn_kopeks=withdrawn,
        )
    )


@router.get("/list")
async def referrals(
    box: Box, caller: Caller, say: Say, page: PageNumber = 1, per_page: PerPage = 20
) -> WireJSON:
    """Who came, the latest first."""
    came, now = caller.referrals, box.clock.now()
    return say(
        Referrals(
            items=[ReferralBody.of(one, now) for one in newest_first(came, page, per_page)],
            total=len(came),
            page=page,
            per_page=per_page,
            pages=page_count(len(came), per_page),
        )
    )


@router.get("/earnings")
async def earnings(
    caller: Caller, say: Say, page: PageNumber = 1, per_page: PerPage = 20
) -> WireJSON:
    """What was earned, the latest first."""
    got = caller.earnings
    total = sum(earning.amount_kopeks for earning in got)
    return say(
        Earnings(
            items=[EarningBody.of(one, caller) for one in newest_first(got, page, per_page)],
            total=len(got),
            total_amount_kopeks=total,
            total_amount_rubles=total / 100,
            page=page,
            per_page=per_page,
            pages=page_count(len(got), per_page),
        )
    )


@router.get("/terms")
async def terms(box: Box, say: Say) -> WireJSON:
    """The rules of the programme, for everybody."""
    return say(
        Terms(
            is_enabled=True,
            commission_percent=box.state.catalogue.referral_percent,
            first_payment_commission_percent=None,
            recurring_commission_tiers="",
            minimum_topup_kopeks=LEAST_TOPUP,
            minimum_topup_rubles=LEAST_TOPUP / 100,
            first_topup_bonus_kopeks=BONUS,
            first_topup_bonus_rubles=BONUS / 100,
            inviter_bonus_kopeks=BONUS,
            inviter_bonus_rubles=BONUS / 100,
            max_commission_payments=0,
            partner_section_visible=True,
        )
    )
