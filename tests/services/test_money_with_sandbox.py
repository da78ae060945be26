"""Money on the real program over the sandbox: what the services say equals the sandbox's books."""

from datetime import timedelta
from typing import Any

import pytest

from cabinet_tui.domain.amounts import top_up_amount
from cabinet_tui.domain.balance import PaymentState
from cabinet_tui.domain.errors import BalanceTooLow, CabinetError, Rejected
from cabinet_tui.domain.intent import IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.payment_watch import PaymentOutcome, watch_of
from cabinet_tui.domain.refusals import AmountTooSmall, NotOffered, OutcomeFound, ServerRequired
from cabinet_tui.services.cabinet import Cabinet
from tests.sandbox_server import SandboxServer
from tests.services.house import background
from tests.services.sandbox_cabinet import signed_in, until, watched

PURCHASE = "/subscription/purchase-tariff"


def look(sandbox: SandboxServer, path: str = "state") -> dict[str, Any]:
    told = sandbox.look(path)
    assert isinstance(told, dict)
    return told


def sent(sandbox: SandboxServer, path: str) -> int:
    told = sandbox.look("requests")
    assert isinstance(told, list)
    return sum(1 for seen in told if seen["path"].endswith(path))


def agrees(cabinet: Cabinet, sandbox: SandboxServer) -> bool:
    """Whether the state shows the sandbox's own books."""
    books = look(sandbox, "ledger")
    state = cabinet.store.state
    shown = [row.id for row in state.history.items.value or ()]
    booked = [entry["id"] for entry in reversed(books["entries"])]
    return state.balance.value == books["balance_kopeks"] and shown == booked[: len(shown)]


async def test_a_purchase_does_what_its_plan_says() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        plan = await cabinet.tariffs.plan(2)
        receipt = await cabinet.tariffs.buy(plan)
        state = cabinet.store.state
        assert receipt.paid == plan.price
        assert receipt.balance_after == plan.balance_after == state.balance.value
        held = state.subscription.value
        assert held is not None
        assert held.expires_at == plan.after.expires_at
        assert held.traffic.limit == plan.after.traffic
        assert held.devices_limit == plan.after.devices
        assert sent(sandbox, PURCHASE) == 1
        assert agrees(cabinet, sandbox)


async def test_a_renewal_does_what_its_plan_says() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        plan = await cabinet.subscription.plan_renewal(90)
        assert plan.price == 127_245
        await cabinet.subscription.renew(plan)
        held = cabinet.store.state.subscription.value
        assert held is not None
        assert held.expires_at == plan.after.expires_at
        assert held.traffic.limit == plan.after.traffic
        assert held.devices_limit == plan.after.devices
        assert agrees(cabinet, sandbox)


async def test_a_trial_does_what_its_plan_says() -> None:
    async with SandboxServer("empty") as sandbox, signed_in(sandbox) as cabinet:
        plan = await cabinet.subscription.plan_trial(devices=1)
        await cabinet.subscription.activate_trial(plan)
        held = cabinet.store.state.subscription.value
        assert held is not None
        assert plan.after.expires_at is not None
        assert held.expires_at is not None
        assert abs(held.expires_at - plan.after.expires_at) < timedelta(minutes=1)
        assert held.traffic.limit == plan.after.traffic
        assert held.is_trial
        await cabinet.subscription.refresh_trial()
        with pytest.raises(NotOffered):
            await cabinet.subscription.plan_trial()


async def test_a_trial_without_its_channel_is_refused() -> None:
    async with SandboxServer("empty") as sandbox, signed_in(sandbox) as cabinet:
        sandbox.order("channel", joined=False)
        plan = await cabinet.subscription.plan_trial()
        with pytest.raises(Rejected, match="channel"):
            await cabinet.subscription.activate_trial(plan)
        sandbox.order("channel", joined=True)
        await cabinet.subscription.activate_trial(plan)


async def test_a_server_that_does_not_exist_is_asked_for() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        plan = await cabinet.tariffs.plan(2)
        with pytest.raises(ServerRequired) as caught:
            await cabinet.tariffs.buy(plan.at_server("nowhere"))
        assert caught.value.refused == "nowhere"
        await cabinet.tariffs.buy(plan)


@pytest.mark.parametrize(
    ("cut", "outcome", "charged"),
    [("after", Outcome.CHARGED, 1), ("before", Outcome.NOT_CHARGED, 0)],
)
async def test_an_answer_that_was_cut_off_is_found_out(
    cut: str, outcome: Outcome, charged: int
) -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox, hurried=True) as cabinet:
        entries = len(look(sandbox, "ledger")["entries"])
        plan = await cabinet.tariffs.plan(2)
        sandbox.order("faults", path=PURCHASE, cut=cut, times=1)
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.tariffs.buy(plan)
        assert caught.value.outcome is outcome
        assert len(look(sandbox, "ledger")["entries"]) == entries + charged
        assert agrees(cabinet, sandbox)


async def test_a_gateways_web_page_after_a_purchase_is_no_answer() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox, hurried=True) as cabinet:
        plan = await cabinet.tariffs.plan(2)
        sandbox.order(
            "faults", path=PURCHASE, status=200, body="<html>", content_type="text/html", times=1
        )
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.tariffs.buy(plan)
        assert caught.value.outcome is Outcome.NOT_CHARGED


async def test_too_little_money_is_topped_up_and_then_it_is_offered_and_bought() -> None:
    async with SandboxServer("poor") as sandbox, watched(sandbox) as cabinet:
        store = cabinet.store
        plan = await cabinet.tariffs.plan(2)
        assert plan.missing == 44_910 - 19_900
        with pytest.raises(BalanceTooLow):
            await cabinet.tariffs.buy(plan)
        assert store.state.intent is not None
        await cabinet.payments.refresh_methods()
        method = (store.state.methods.value or ())[0]
        amount = top_up_amount(store.state.intent.plan.missing, method)
        assert amount == 25_010
        payment = await cabinet.payments.top_up(amount, method.id)
        async with background(cabinet.payments.watch_payment(payment)) as watching:
            sandbox.order(f"payments/{payment.key.id}/finish")
            await watching
            state = await until(
                store,
                lambda state: state.intent is not None and state.intent.state is IntentState.READY,
            )
            assert state.balance.value == 44_910
        watch = store.state.payment_watch(payment.key)
        assert watch is not None
        assert watch.outcome is PaymentOutcome.PAID
        assert sent(sandbox, PURCHASE) == 1
        await cabinet.intents.accept()
        assert sent(sandbox, PURCHASE) == 2
        assert store.state.balance.value == 0
        assert agrees(cabinet, sandbox)


@pytest.mark.parametrize(
    ("order", "outcome"),
    [("finish", PaymentOutcome.PAID), ("decline", PaymentOutcome.DECLINED)],
)
async def test_a_watched_payment_ends_as_the_payer_ends_it(
    order: str, outcome: PaymentOutcome
) -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        payment = await cabinet.payments.top_up(Kopeks(50_050), "YOOKASSA_SBP")
        assert look(sandbox)["payments"][payment.key.id] == "pending"
        async with background(cabinet.payments.watch_payment(payment)) as watching:
            sandbox.order(f"payments/{payment.key.id}/{order}")
            await watching
        watch = cabinet.store.state.payment_watch(payment.key)
        assert watch is not None
        assert watch.outcome is outcome
        await cabinet.balance.refresh()
        assert agrees(cabinet, sandbox)


async def test_a_stars_invoice_is_paid_by_its_push() -> None:
    async with SandboxServer() as sandbox, watched(sandbox) as cabinet:
        invoice = await cabinet.payments.stars_invoice(Kopeks(10_000))
        assert invoice.stars == 200
        async with background(cabinet.payments.watch_payment(invoice)) as watching:
            sandbox.order("invoices/pay", invoice_link=invoice.url)
            await watching
        watch = cabinet.store.state.payment_watch(watch_of(invoice).key)
        assert watch is not None
        assert watch.outcome is PaymentOutcome.PAID
        assert agrees(cabinet, sandbox)


async def test_a_payment_whose_notice_got_lost_is_found_by_a_check() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        payment = await cabinet.payments.top_up(Kopeks(50_000), "YOOKASSA_SBP")
        assert (await cabinet.payments.check(payment.key)).state == PaymentState.PENDING
        sandbox.control.post(f"/sandbox/payments/{payment.key.id}/finish?silently=true")
        assert (await cabinet.payments.check(payment.key)).state == PaymentState.PAID
        assert agrees(cabinet, sandbox)
        assert payment.key not in {item.key for item in cabinet.store.state.pending.value or ()}


async def test_an_amount_below_the_limit_never_leaves() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        with pytest.raises(AmountTooSmall):
            await cabinet.payments.top_up(Kopeks(9_999), "YOOKASSA_SBP")
        assert sent(sandbox, "/balance/top-up") == 0


@pytest.mark.parametrize(("code", "kopeks", "days"), [("NEWUSER2024", 50_000, 0), ("WEEK7", 0, 7)])
async def test_a_promo_code_gives_what_it_says(code: str, kopeks: int, days: int) -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        before = cabinet.store.state
        result = await cabinet.promo.redeem(code.lower())
        assert (result.balance, result.days) == (kopeks, days)
        after = cabinet.store.state
        assert (after.balance.value or 0) - (before.balance.value or 0) == kopeks
        assert before.subscription.value is not None
        assert after.subscription.value is not None
        old, new = before.subscription.value.expires_at, after.subscription.value.expires_at
        assert old is not None
        assert new == old + timedelta(days=days)
        assert agrees(cabinet, sandbox)
        with pytest.raises(Rejected, match="used this promo code already"):
            await cabinet.promo.redeem(code)


async def test_autopay_is_what_the_server_says() -> None:
    async with SandboxServer() as sandbox, signed_in(sandbox) as cabinet:
        for enabled in (True, False):
            assert await cabinet.subscription.set_autopay(enabled=enabled) is enabled
            assert look(sandbox)["autopay"] is enabled
            held = cabinet.store.state.subscription.value
            assert held is not None
            assert held.autopay is enabled


async def test_a_read_only_cabinet_changes_nothing() -> None:
    from cabinet_tui.bootstrap import MEMORY, Target, connect
    from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
    from cabinet_tui.store.store import Store

    async with SandboxServer() as sandbox:
        target = Target("test", sandbox.url, MEMORY, read_only=True)
        cabinet = await connect(target, Store())
        try:
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
            plan = await cabinet.tariffs.plan(2)
            with pytest.raises(CabinetError, match="--read-only"):
                await cabinet.tariffs.buy(plan)
            with pytest.raises(CabinetError, match="--read-only"):
                await cabinet.tickets.send(1, "Hello")
        finally:
            await cabinet.close()
        assert sent(sandbox, PURCHASE) == 0
