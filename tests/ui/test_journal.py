"""What the journal does not know needs the person; what it found out is told once."""

from dataclasses import replace
from datetime import timedelta

from textual.widgets._toast import Toast

from cabinet_tui.domain.balance import PaymentKey, TransactionKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import MoneyKind, MoneyRequest
from cabinet_tui.domain.payment_watch import KeptWatch, PaymentWatch
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

PRICE = Kopeks(44_900)


def purchase(house: House) -> MoneyRequest:
    """What an earlier program sent before it was ended."""
    return MoneyRequest(
        MoneyKind.PURCHASE,
        what="Standard",
        amount=PRICE,
        days=30,
        known=frozenset(str(row.id) for row in house.server.transactions[:20]),
        held=house.server.subscription,
    )


def unclear_house() -> House:
    """Something was charged about that time, but not the price: nobody can tell."""
    house = full_house()
    house.journal.plant(purchase(house), house.clock.now() - timedelta(minutes=5))
    house.server.post(TransactionKind.PURCHASE, Kopeks(-100))
    return house


def toasts(stage: Stage) -> list[str]:
    found = stage.app.screen.query(Toast)
    return [" ".join(str(toast.render()).replace("\u00a0", " ").split()) for toast in found]


async def test_what_nobody_knows_needs_the_person_and_can_be_put_away() -> None:
    house = unclear_house()
    async with staged(house) as stage:
        line = "It is not known what became of “Purchase: Standard, 30 days”"
        await stage.until_shown("Needs you", line)
        await stage.press("enter")
        await stage.until_shown("449.00 ₽", "standing", "not known", "No answer came")
        await stage.press("d")
        await stage.until_gone(line)
        assert house.journal.standings == ["dismissed"]
        assert stage.app.screen_stack == [stage.app.screen]


async def test_another_look_may_find_it_out() -> None:
    house = unclear_house()
    async with staged(house) as stage:
        await stage.until_shown("It is not known what became of")
        await stage.press("enter")
        await stage.until_shown("No answer came")
        await stage.press("r")
        await stage.until_shown("Purchase: Standard, 30 days: it is not known whether it was done.")
        house.server.post(TransactionKind.PURCHASE, Kopeks(-PRICE))
        await stage.press("r")
        told = "Purchase: Standard, 30 days: it was done, 449.00 ₽ was charged."
        await stage.until(lambda: told in toasts(stage))
        await stage.until_gone("No answer came")
        await stage.until(lambda: house.journal.entries[0][1].is_told)


async def test_what_was_found_out_is_told_once() -> None:
    house = full_house()
    house.journal.plant(purchase(house), house.clock.now() - timedelta(minutes=5))
    async with staged(house) as stage:
        told = "Purchase: Standard, 30 days: it was not done, nothing was charged."
        await stage.until(lambda: told in toasts(stage))
        await stage.until(lambda: house.journal.entries[0][1].is_told)
        assert house.journal.standings == ["not_done"]
        await stage.until(lambda: not house.state().open_money)


async def test_a_payment_that_waited_is_watched_again_with_its_link() -> None:
    house = full_house()
    key = PaymentKey("YOOKASSA_SBP", "p1")
    url = "https://pay.example.com/p1"
    watch = PaymentWatch(key, Kopeks(50_000), url, can_check=True)
    house.payment_book.kept[key] = KeptWatch(watch, house.clock.now())
    house.server.pending = [replace(house.server.pending[0], url="")]
    async with staged(house) as stage:
        await stage.until_shown("A payment of 500.00 ₽ is waiting")
        await stage.until(lambda: any(one.is_watched for one in house.state().payment_watches))
        await stage.press("enter")
        await stage.until_shown(url)
        await stage.press("escape")
        house.server.pay(house.server.pending[0])
        await house.clock.advance(3)
        await stage.until(lambda: key not in house.payment_book.kept)
        assert [one.outcome for one in house.state().payment_watches] == ["paid"]
