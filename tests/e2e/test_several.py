"""Several subscriptions, switching and kept orders on a deployed server, down to its books."""

import pytest

from cabinet_tui.domain.errors import BalanceTooLow
from cabinet_tui.domain.intent import DropReason, IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.refusals import OutcomeFound
from cabinet_tui.services.cabinet import Cabinet
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import Entry, ledger, live, rubles
from tests.sandbox_server import SandboxServer
from tests.services.sandbox_cabinet import signed_in as cabinet_of
from tests.services.sandbox_cabinet import until, watched

pytestmark = pytest.mark.parametrize("dialect", ["bedolaga"], indirect=True)

CUTS = pytest.mark.parametrize("cut", ["after", "midway"])
STANDARD, BASIC, UNLIMITED = 2, 1, 3
RENEWAL = 44_910


def several(world: SandboxServer, tariff_id: int = UNLIMITED, days: int = 60) -> int:
    """Give the account one more subscription, which lasts longer; returns its number."""
    world.order("several", enabled=True)
    return world.order("another-subscription", tariff_id=tariff_id, days=days)


def spent(world: SandboxServer, before: int) -> list[int]:
    """What left the balance since the books had so many entries, the newest first."""
    entries: list[Entry] = list(ledger(world).entries)
    return [entry.kopeks for entry in entries[: len(entries) - before] if entry.kopeks < 0]


async def ends(cabinet: Cabinet) -> dict[int, object]:
    """When each subscription ends."""
    await cabinet.subscriptions.refresh()
    listed = cabinet.store.state.subscriptions.told()
    assert listed is not None
    return {held.id: held.expires_at for held in listed.held}


async def test_a_renewal_is_charged_to_the_chosen_one_though_another_lasts_longer(
    world: SandboxServer,
) -> None:
    other = several(world)
    books = ledger(world)
    async with cabinet_of(world, hurried=True) as cabinet:
        before = await ends(cabinet)
        assert cabinet.store.state.chosen_subscription == other
        (mine,) = set(before) - {other}
        await cabinet.subscriptions.choose(mine)
        plan = await cabinet.subscription.plan_renewal(30)
        await cabinet.subscription.renew(plan)
        after = await ends(cabinet)
    assert spent(world, len(books.entries)) == [-RENEWAL]
    assert after[mine] == plan.after.expires_at
    assert after[other] == before[other]


@CUTS
async def test_a_renewal_cut_off_is_found_at_the_chosen_one(world: SandboxServer, cut: str) -> None:
    other = several(world)
    books = ledger(world)
    async with cabinet_of(world, hurried=True) as cabinet:
        (mine,) = set(await ends(cabinet)) - {other}
        await cabinet.subscriptions.choose(mine)
        plan = await cabinet.subscription.plan_renewal(30)
        world.order("faults", path="/subscription/renew", cut=cut, times=1)
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.subscription.renew(plan)
    assert (caught.value.outcome, caught.value.paid) == (Outcome.CHARGED, RENEWAL)
    assert spent(world, len(books.entries)) == [-RENEWAL]


@CUTS
async def test_a_new_subscription_cut_off_is_found_and_not_bought_twice(
    world: SandboxServer, cut: str
) -> None:
    several(world)
    books = ledger(world)
    async with cabinet_of(world, hurried=True) as cabinet:
        plan = await cabinet.tariffs.plan(BASIC, 30)
        assert plan.subscription is None
        world.order("faults", path="/subscription/purchase-tariff", cut=cut, times=1)
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.tariffs.buy(plan)
        assert len(await ends(cabinet)) == 3
        held = cabinet.store.state.subscription.value
        assert held is not None
        assert held.tariff_id == BASIC
    assert caught.value.outcome is Outcome.CHARGED
    assert spent(world, len(books.entries)) == [-plan.price]


@CUTS
async def test_a_switch_cut_off_is_found_and_charged_once(world: SandboxServer, cut: str) -> None:
    books = ledger(world)
    async with cabinet_of(world, hurried=True) as cabinet:
        plan = await cabinet.switching.plan(UNLIMITED)
        assert plan.price
        world.order("faults", path="/subscription/tariff/switch", cut=cut, times=1)
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.intents.carry_out(plan)
        held = cabinet.store.state.subscription.value
        assert held is not None
        assert held.tariff_id == UNLIMITED
        assert cabinet.store.state.balance.value == books.balance - plan.price
    assert (caught.value.outcome, caught.value.paid) == (Outcome.CHARGED, plan.price)
    assert spent(world, len(books.entries)) == [-plan.price]


async def test_a_switch_that_never_arrived_charges_nothing(world: SandboxServer) -> None:
    books = ledger(world)
    async with cabinet_of(world, hurried=True) as cabinet:
        plan = await cabinet.switching.plan(UNLIMITED)
        world.order("faults", path="/subscription/tariff/switch", cut="before", times=1)
        with pytest.raises(OutcomeFound) as caught:
            await cabinet.intents.carry_out(plan)
        assert caught.value.outcome is Outcome.NOT_CHARGED
        await cabinet.intents.carry_out(plan)
    assert spent(world, len(books.entries)) == [-plan.price]


@pytest.mark.parametrize("by_itself", [True, False])
async def test_a_kept_order_is_bought_by_one_of_the_two_and_charged_once(
    world: SandboxServer, by_itself: bool
) -> None:
    world.order("operator", auto_purchase=by_itself)
    books = ledger(world)
    async with watched(world) as cabinet:
        plan = await cabinet.tariffs.plan(STANDARD, 365)
        assert plan.missing
        with pytest.raises(BalanceTooLow) as caught:
            await cabinet.tariffs.buy(plan)
        assert caught.value.cart_saved
        await pay(world, cabinet, plan)
        wanted = IntentState.DROPPED if by_itself else IntentState.READY
        state = await until(
            cabinet.store,
            lambda state: state.intent is not None and state.intent.state is wanted,
        )
        assert state.intent is not None
        if by_itself:
            assert state.intent.reason is DropReason.BOUGHT_MEANWHILE
        else:
            await cabinet.intents.accept()
    assert spent(world, len(books.entries)) == [-plan.price]


async def pay(world: SandboxServer, cabinet: Cabinet, plan: Plan) -> None:
    """Top up what is missing and a little more, as the payer and the provider would."""
    payment = await cabinet.payments.top_up(Kopeks(plan.missing + 10_000), "yookassa")
    world.order(f"payments/{payment.key.id}/finish")


async def test_one_is_chosen_by_keys_and_the_payment_names_it(world: SandboxServer) -> None:
    several(world)
    over = world.order("another-subscription", tariff_id=BASIC, days=-2)
    books = ledger(world)
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_told("Безлимит, active", "one of 3 c chooses another")
        await stage.press("c")
        await stage.until_shown("Which subscription?", "Стандарт #1", f"Базовый #{over}")
        await stage.press("down", "down", "x")
        await stage.until_told(f"Remove Базовый #{over}?")
        await stage.press("y")
        await stage.until_gone(f"Базовый #{over} ")
        await stage.press("enter")
        await stage.until_told("Стандарт, active", "one of 2 c chooses another")
        await stage.press("n")
        await stage.until_shown("Renew for", rubles(RENEWAL))
        await stage.press("enter")
        await stage.until_shown("For the subscription Стандарт #1", f"Pay {rubles(RENEWAL)}")
        await stage.press("y")
        await stage.until_shown("Renewed.")
    assert spent(world, len(books.entries)) == [-RENEWAL]


async def test_another_tariff_is_switched_to_unless_it_is_bought_knowingly(
    world: SandboxServer,
) -> None:
    books = ledger(world)
    async with live(world, size=(100, 40)) as stage:
        await stage.until_live()
        await stage.press("3")
        await stage.until_shown("Стандарт", rubles(RENEWAL))
        await stage.until_read()
        await stage.press("enter")
        await stage.until_shown("Switch to Базовый", "Fewer devices than now: 3 instead of 5.")
        await stage.press("b")
        await stage.until_shown("180 days")
        await stage.press("enter")
        await stage.until_told(
            "Стандарт becomes Базовый, for the days that are left too.",
            "What is left (23 days) is added one for one",
            "Fewer devices than now: 3 instead of 5.",
        )
        assert ledger(world) == books
        await stage.press("escape", "enter")
        await stage.until_shown("Switch for free")
        await stage.press("y")
        await stage.until_shown("The tariff is switched.")
    assert spent(world, len(books.entries)) == []


def test_a_command_that_charges_wants_one_named(
    world: SandboxServer, cabinet: CabinetCommand
) -> None:
    other = several(world)
    cabinet.sign_in(world)
    books = ledger(world)
    told = cabinet("renew", "--days", "30", "--yes")
    assert told.code == 2
    assert told.complaint == (
        f"cabinet-tui: There are several subscriptions: Безлимит #{other}, Стандарт #1. "
        "Name one with --subscription ID."
    )
    assert cabinet("renew", "--days", "30", "--yes", "--subscription", "99").code == 2
    assert ledger(world) == books
    told = cabinet("renew", "--days", "30", "--yes", "--json", "--subscription", "1")
    assert told.code == 0
    assert told.document["done"] is True
    assert spent(world, len(books.entries)) == [-RENEWAL]
    listed = cabinet("subscriptions", "--json").document["subscriptions"]
    assert isinstance(listed, list)
    assert {one["id"] for one in listed} == {1, other}
    told = cabinet("link", "--subscription", str(other))
    assert told.code == 0
    assert told.err == ""
    assert f"Безлимит #{other}" in cabinet("link").err or "Стандарт #1" in cabinet("link").err


def test_a_command_converts_only_when_it_is_told_to(
    world: SandboxServer, cabinet: CabinetCommand
) -> None:
    cabinet.sign_in(world)
    books = ledger(world)
    told = cabinet("buy", str(BASIC), "--days", "30", "--yes", "--json")
    assert told.code == 2
    assert told.document["done"] is False
    assert "switch 1" in told.err
    assert ledger(world) == books
    assert cabinet("switch", str(STANDARD), "--yes").code == 3
    assert cabinet("switch", str(UNLIMITED), "--yes").code == 0
    (switched,) = spent(world, len(books.entries))
    told = cabinet("buy", str(BASIC), "--days", "30", "--yes", "--convert")
    assert told.code == 0
    assert spent(world, len(books.entries)) == [-29_900, switched]
