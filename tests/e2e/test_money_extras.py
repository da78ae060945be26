"""Withdrawals, gifts, coupons and cards through the real program, down to the sandbox's books."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from cabinet_tui.domain.coupon_refusals import CouponRefused
from cabinet_tui.domain.errors import BalanceTooLow
from cabinet_tui.domain.gift import GiftRequest, GiftStatus, Recipient, RecipientKind
from cabinet_tui.domain.gift_refusals import GiftFound, GiftRefused, GiftsClosed
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.promo_refusals import SubscriptionRequired
from cabinet_tui.domain.withdrawal import WithdrawalOrder, WithdrawalStatus
from cabinet_tui.domain.withdrawal_refusals import WithdrawalFound, WithdrawalTooSoon
from cabinet_tui.sandbox.bedolaga.routes.gift_lists import COUPON, FREE_GIFT
from cabinet_tui.services.cabinet import Cabinet
from tests.e2e.live import ledger
from tests.sandbox_server import SandboxServer
from tests.services.sandbox_cabinet import signed_in

ORDER = WithdrawalOrder(Kopeks(60_000), "SBP +7 900 555-44-33, bank")
MONTH = GiftRequest(1, 30)
PRICE = 29_900
CUTS = pytest.mark.parametrize("cut", ["after", "midway"])


@pytest.fixture
def deployed() -> Iterator[SandboxServer]:
    with SandboxServer(dialect="bedolaga") as sandbox:
        yield sandbox


@asynccontextmanager
async def cabinet_of(sandbox: SandboxServer) -> AsyncIterator[Cabinet]:
    async with signed_in(sandbox, hurried=True) as cabinet:
        yield cabinet


def sent(sandbox: SandboxServer, path: str) -> int:
    """How many requests to this path the sandbox got."""
    seen = sandbox.look("requests")
    assert isinstance(seen, list)
    return sum(1 for one in seen if one["path"].endswith(path) and one["method"] != "GET")


async def test_a_withdrawal_is_asked_for_decided_on_and_the_next_one_waits(
    deployed: SandboxServer,
) -> None:
    async with cabinet_of(deployed) as cabinet:
        deployed.order("referral-earning", amount_rubles=900)
        before = ledger(deployed)
        made = await cabinet.withdrawals.ask(ORDER)
        assert ledger(deployed) == before
        desk = cabinet.store.state.withdrawals.told()
        assert desk is not None
        assert (desk.requests[0].id, desk.requests[0].details) == (made.id, ORDER.details)
        assert desk.funds.pending == ORDER.amount
        deployed.order(f"withdrawals/{made.id}", status="approved", comment="Sent")
        await cabinet.withdrawals.refresh()
        desk = cabinet.store.state.withdrawals.told()
        assert desk is not None
        assert desk.requests[0].status is WithdrawalStatus.APPROVED
        assert ledger(deployed).balance == before.balance - ORDER.amount
        with pytest.raises(WithdrawalTooSoon) as told:
            await cabinet.withdrawals.ask(ORDER)
        assert told.value.days == 30
    assert sent(deployed, "/withdrawal/create") == 1


async def test_a_cancelled_withdrawal_counts_for_the_wait(deployed: SandboxServer) -> None:
    async with cabinet_of(deployed) as cabinet:
        made = await cabinet.withdrawals.ask(ORDER)
        await cabinet.withdrawals.cancel(made.id)
        desk = cabinet.store.state.withdrawals.told()
        assert desk is not None
        assert desk.requests[0].status is WithdrawalStatus.CANCELLED
        assert isinstance(desk.funds.obstacle, WithdrawalTooSoon)


@CUTS
async def test_a_withdrawal_whose_answer_is_cut_is_found_and_asked_for_once(
    deployed: SandboxServer, cut: str
) -> None:
    async with cabinet_of(deployed) as cabinet:
        deployed.order("faults", path="/referral/withdrawal/create", cut=cut, times=1)
        with pytest.raises(WithdrawalFound) as told:
            await cabinet.withdrawals.ask(ORDER)
        desk = cabinet.store.state.withdrawals.told()
        assert desk is not None
        assert told.value.request_id == desk.requests[0].id
    assert sent(deployed, "/withdrawal/create") == 1


async def test_a_withdrawal_that_never_arrived_is_known_not_to_be_there(
    deployed: SandboxServer,
) -> None:
    async with cabinet_of(deployed) as cabinet:
        deployed.order("faults", path="/referral/withdrawal/create", cut="before", times=1)
        with pytest.raises(WithdrawalFound) as told:
            await cabinet.withdrawals.ask(ORDER)
        assert (told.value.looked, told.value.request_id) == (True, None)
        assert (await cabinet.withdrawals.ask(ORDER)).can_cancel


async def test_a_gift_from_the_balance_is_one_charge_and_a_code(deployed: SandboxServer) -> None:
    async with cabinet_of(deployed) as cabinet:
        before = ledger(deployed)
        plan = await cabinet.gifts.plan(MONTH)
        assert plan.price == PRICE
        gift = await cabinet.gifts.buy(plan)
        after = ledger(deployed)
        assert after.balance == before.balance - PRICE
        assert [entry.kind for entry in after.entries[: -len(before.entries)]] == ["GIFT"]
        assert gift.code.startswith("GIFT_")
        assert gift.link.endswith(gift.code)
        with pytest.raises(GiftRefused) as told:
            await cabinet.promo.redeem(gift.code)
        assert told.value.reason == "own"


@CUTS
async def test_a_gift_whose_answer_is_cut_is_one_charge_and_its_code_is_found(
    deployed: SandboxServer, cut: str
) -> None:
    async with cabinet_of(deployed) as cabinet:
        before = ledger(deployed)
        plan = await cabinet.gifts.plan(MONTH)
        deployed.order("faults", path="/gift/purchase", cut=cut, times=1)
        with pytest.raises(GiftFound) as told:
            await cabinet.gifts.buy(plan)
        assert (told.value.outcome, told.value.paid) == (Outcome.CHARGED, PRICE)
        assert told.value.gift is not None
        assert told.value.gift.can_hand_on
        assert ledger(deployed).balance == before.balance - PRICE
    assert sent(deployed, "/gift/purchase") == 1


async def test_a_gift_that_never_arrived_cost_nothing_and_may_be_bought(
    deployed: SandboxServer,
) -> None:
    async with cabinet_of(deployed) as cabinet:
        before = ledger(deployed)
        plan = await cabinet.gifts.plan(MONTH)
        deployed.order("faults", path="/gift/purchase", cut="before", times=1)
        with pytest.raises(GiftFound) as told:
            await cabinet.gifts.buy(plan)
        assert told.value.outcome is Outcome.NOT_CHARGED
        assert ledger(deployed) == before
        await cabinet.gifts.buy(plan)
        assert ledger(deployed).balance == before.balance - PRICE


async def test_a_gift_paid_elsewhere_touches_no_balance_and_is_followed(
    deployed: SandboxServer,
) -> None:
    async with cabinet_of(deployed) as cabinet:
        before = ledger(deployed)
        to_someone = GiftRequest(
            2, 30, Recipient(RecipientKind.TELEGRAM, "@nobody_knows"), "Hello", "yookassa", "sbp"
        )
        gift = await cabinet.gifts.buy(await cabinet.gifts.plan(to_someone))
        assert gift.waits_for_payment
        assert gift.warning == "telegram_unresolvable"
        assert deployed.control.get(gift.payment_url).status_code == 200
        deployed.control.post(gift.payment_url).raise_for_status()
        ended = await cabinet.gifts.follow(gift.token)
        assert ended is not None
        assert (ended.status, ended.recipient) == (
            GiftStatus.PENDING_ACTIVATION,
            "@nobody_knows",
        )
        assert ledger(deployed) == before


async def test_too_little_money_and_closed_gifts_send_nothing(deployed: SandboxServer) -> None:
    async with cabinet_of(deployed) as cabinet:
        plan = await cabinet.gifts.plan(GiftRequest(4, 365))
        assert plan.missing
        with pytest.raises(BalanceTooLow):
            await cabinet.gifts.buy(plan)
        deployed.order("operator", gifts=False)
        with pytest.raises(GiftsClosed):
            await cabinet.gifts.plan(MONTH)
    assert sent(deployed, "/gift/purchase") == 0


async def test_a_gift_and_a_coupon_prolong_the_subscription_once(
    deployed: SandboxServer,
) -> None:
    async with cabinet_of(deployed) as cabinet:
        held = cabinet.store.state.subscription.told()
        assert held is not None
        assert held.expires_at is not None
        gift = await cabinet.promo.redeem(f"https://t.me/sandbox_cabinet_bot?start={FREE_GIFT}")
        assert gift.days == 30
        coupon = await cabinet.promo.redeem(f"coupon_{COUPON}")
        assert coupon.days == 14
        now = cabinet.store.state.subscription.told()
        assert now is not None
        assert now.expires_at is not None
        assert (now.expires_at - held.expires_at).days == 44
        with pytest.raises(CouponRefused) as told:
            await cabinet.promo.redeem(COUPON)
        assert told.value.server_code == "already_redeemed_by_you"
        waiting = await _waiting(cabinet)
        await cabinet.promo.take_gift(waiting)
        assert await _waiting(cabinet) == ""


async def _waiting(cabinet: Cabinet) -> str:
    await cabinet.gifts.refresh()
    book = cabinet.store.state.gifts.told()
    assert book is not None
    waits = GiftStatus.PENDING_ACTIVATION
    return next((gift.token for gift in book.received if gift.status == waits), "")


async def test_a_promo_code_for_one_of_several_asks_which_and_lengthens_that_one(
    deployed: SandboxServer,
) -> None:
    deployed.order("several", enabled=True)
    async with cabinet_of(deployed) as cabinet:
        await cabinet.subscriptions.refresh()
        plan = await cabinet.tariffs.plan(1, 30)
        await cabinet.tariffs.buy(plan)
        before = await _expiries(cabinet)
        assert len(before) > 1
        with pytest.raises(SubscriptionRequired) as told:
            await cabinet.promo.redeem("WEEK7")
        assert {one.id for one in told.value.eligible} == set(before)
        chosen = told.value.eligible[-1].id
        await cabinet.promo.redeem("WEEK7", chosen)
        after = await _expiries(cabinet)
        longer = {number for number in before if after[number] != before[number]}
        assert longer == {chosen}


async def _expiries(cabinet: Cabinet) -> dict[int, object]:
    await cabinet.subscriptions.refresh()
    listed = cabinet.store.state.subscriptions.told()
    assert listed is not None
    return {one.id: one.expires_at for one in listed.held}


async def test_a_card_is_removed_and_the_terms_are_told(deployed: SandboxServer) -> None:
    async with cabinet_of(deployed) as cabinet:
        await cabinet.cards.refresh()
        saved = cabinet.store.state.cards.told()
        assert saved is not None
        first, second = saved.cards
        await cabinet.cards.remove(first.id)
        left = cabinet.store.state.cards.told()
        assert left is not None
        assert left.cards == (second,)
        await cabinet.referral_terms.refresh()
        terms = cabinet.store.state.referral_terms.told()
        assert terms is not None
        assert terms.percent > 0
