"""Topping up: from the key to the end of the payment, whatever end that is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input

from cabinet_tui.domain.balance import Payment, PaymentKey, PaymentMethod, PaymentState
from cabinet_tui.domain.errors import OutcomeUnknown, Unreachable
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import PaymentOutcome
from cabinet_tui.screens.dialogs.payment import PaymentDialog
from cabinet_tui.screens.dialogs.top_up import TopUpDialog
from cabinet_tui.widgets.qr import QrCode
from tests.services.fake_server import SBP, STARS_LINK
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

URL = "https://pay.example.com/1"


def house_without_payments() -> House:
    house = full_house()
    house.server.pending = []
    return house


async def asked(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("t")
    await stage.until_shown("Top up", "SBP", "100.00 ₽ to 3,000.00 ₽")


async def created(stage: Stage, amount: str = "500") -> Payment:
    await asked(stage)
    await stage.press("enter")
    await stage.type(amount)
    await stage.press("enter")
    await stage.until_shown("Payment of", "waiting to be paid")
    # The watch has taken stock and sleeps until its next look.
    await stage.house.clock.until_sleeping(3)
    return stage.house.server.pending[-1]


async def passed(stage: Stage, *words: str) -> None:
    """Let the watch look again until these words are on the screen."""

    for _look in range(6):
        await stage.house.clock.advance(3)
        await stage.pilot.pause()
        if all(word in stage.text() for word in words):
            return
    raise AssertionError(stage.text())


async def until_told(stage: Stage, *texts: str) -> None:
    """Let the app work until the payment's page says this, wherever its lines break."""
    await stage.until(lambda: all("".join(text.split()) in told(stage) for text in texts))


def told(stage: Stage) -> str:
    """What stands beside the code, without spaces."""
    if not isinstance(stage.app.screen, PaymentDialog):
        return ""
    place = stage.app.screen.query_one("#about").region
    lines = stage.text().splitlines()[place.y : place.bottom]
    return "".join("".join(line[place.x : place.right].split()) for line in lines)


def amount_field(stage: Stage) -> Input:
    return stage.app.screen.query_one("#amount", Input)


async def test_methods_show_their_limits_and_one_that_is_off_cannot_be_chosen() -> None:
    async with staged(full_house()) as stage:
        await asked(stage)
        await stage.until_shown("50.00 ₽ to 2,500.00 ₽", "Tribute", "not available now")
        await stage.press("up")
        await stage.until_shown("50.00 ₽ to 2,500.00 ₽")
        await stage.press("enter", "7", "5")
        await stage.until(lambda: amount_field(stage).value == "75")
        assert "The smallest amount" not in stage.text()


async def test_a_payment_is_shown_with_its_address_its_code_and_its_keys() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage, "1 500,50")
        assert payment.amount == 150_050
        await stage.until_shown("Payment of 1,500.50 ₽", URL, "y Copy link", "o Open", "c Check")
        assert stage.app.screen.query_one(QrCode).shown == URL


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("50", "The smallest amount is 100.00 ₽."),
        ("3000,01", "The largest amount is 3,000.00 ₽."),
        ("1.5.0", "This is no amount. Type it like 1500.50."),
        ("-100", "This is no amount."),
    ],
)
async def test_an_amount_that_cannot_be_is_refused_before_it_is_sent(
    typed: str, refusal: str
) -> None:
    async with staged(full_house()) as stage:
        await asked(stage)
        await stage.press("enter")
        await stage.type(typed)
        await stage.until_shown(refusal)
        await stage.press("enter")
        await stage.until_shown(refusal)
        assert amount_field(stage).value == typed
        assert stage.house.wire.count("top_up") == 0


async def test_an_empty_amount_is_asked_for() -> None:
    async with staged(full_house()) as stage:
        await asked(stage)
        await stage.press("enter", "enter")
        await stage.until_shown("Type an amount.")
        assert stage.house.wire.count("top_up") == 0


async def test_quick_amounts_are_those_that_the_method_takes() -> None:
    house = full_house()
    house.server.methods = [replace(SBP, minimum=Kopeks(20_000), maximum=Kopeks(60_000))]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("300", "500")
        assert "1,000" not in stage.text().replace("1,540", "")
        await stage.pilot.click("AmountButton")
        await stage.until(lambda: amount_field(stage).value == "300")
        assert stage.focused() is amount_field(stage)


async def test_the_methods_own_quick_amounts_come_first() -> None:
    house = full_house()
    house.server.methods = [replace(SBP, quick_amounts=(Kopeks(12_345), Kopeks(77_700)))]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("123.45", "777")


async def test_what_is_missing_is_filled_in_but_never_below_the_minimum() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        stage.app.open_top_up(Kopeks(7_510))
        await stage.until_shown("missing 75.10 ₽")
        await stage.until(lambda: amount_field(stage).value == "100")
        await stage.press("down")
        await stage.until(lambda: amount_field(stage).value == "75.10")


async def test_a_missing_sum_that_the_method_cannot_bring_is_said_at_once() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        stage.app.open_top_up(Kopeks(400_000))
        await stage.until_shown("missing 4,000.00 ₽", "The largest amount is 3,000.00 ₽.")


async def test_what_was_typed_stays_when_another_method_is_looked_at() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        stage.app.open_top_up(Kopeks(7_510))
        await stage.until_shown("missing 75.10 ₽")
        await stage.until(lambda: amount_field(stage).value == "100")
        amount_field(stage).value = "250"
        await stage.press("down")
        await stage.until_shown("50.00 ₽ to 2,500.00 ₽")
        assert amount_field(stage).value == "250"


async def test_no_method_says_what_to_do() -> None:
    house = full_house()
    house.server.methods = []
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("The service offers no way to pay here.")
        assert "Create the payment" not in stage.text()


async def test_methods_that_cannot_be_had_are_asked_for_again() -> None:
    house = full_house()
    house.wire.failures["methods"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("vpn.example.com cannot be reached.")
        del house.wire.failures["methods"]
        await stage.press("r")
        await stage.until_shown("100.00 ₽ to 3,000.00 ₽")


async def test_while_the_methods_are_loaded_it_says_so() -> None:
    house = full_house()
    house.wire.hold("methods")
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("Top up", "Loading…")
        house.wire.release("methods")
        await stage.until_shown("100.00 ₽ to 3,000.00 ₽")


async def test_enter_pressed_twice_creates_one_payment() -> None:
    house = house_without_payments()
    house.wire.hold("top_up")
    async with staged(house) as stage:
        await asked(stage)
        await stage.press("enter")
        await stage.type("500")
        await stage.press("enter", "enter")
        await stage.until_shown("Creating the payment…")
        house.wire.release("top_up")
        await stage.until_shown("Payment of 500.00 ₽")
        assert house.wire.count("top_up") == 1


async def test_a_dialog_that_is_closed_meanwhile_leaves_a_notice_and_the_address() -> None:
    house = house_without_payments()
    house.wire.hold("top_up")
    async with staged(house) as stage:
        await asked(stage)
        await stage.press("enter")
        await stage.type("500")
        await stage.press("enter")
        await stage.until(lambda: house.wire.held("top_up") == 1)
        await stage.press("escape")
        await stage.until_gone("Creating the payment…")
        house.wire.release("top_up")
        await stage.until_shown("The payment of 500.00 ₽ goes on waiting.")
        await stage.press("2", "p")
        await stage.until_shown("Payment of 500.00 ₽", URL)


async def test_a_refusal_keeps_what_was_typed() -> None:
    house = full_house()
    house.wire.failures["top_up"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await asked(stage)
        await stage.press("enter")
        await stage.type("500")
        await stage.press("enter")
        await stage.until_shown("vpn.example.com cannot be reached.")
        assert amount_field(stage).value == "500"


async def test_an_answer_that_never_came_says_that_nothing_is_charged() -> None:
    house = full_house()
    house.wire.failures["top_up"] = OutcomeUnknown()
    async with staged(house) as stage:
        await asked(stage)
        await stage.press("enter")
        await stage.type("500")
        await stage.press("enter")
        await stage.until_shown("No answer came. Nothing is charged by this")


async def test_it_turns_to_paid_by_itself_with_the_new_balance() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        stage.house.server.pay(payment)
        await passed(stage, "The money is in the balance.", "2,040.50 ₽")
        assert URL not in stage.text()
        assert "c Check" not in stage.text()
        await stage.press("enter")
        await stage.until_gone("Payment of")
        await stage.until_shown("2,040.50 ₽", "Needs you")


async def test_a_declined_payment_says_so_and_offers_another() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        stage.house.server.decline(payment)
        await passed(stage, "declined", "The provider took no money", "n New payment")
        await stage.press("n")
        await stage.until_shown("Top up", "Create the payment")
        await stage.until(lambda: amount_field(stage).value == "500")


async def test_an_expired_payment_has_an_end_of_its_own() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        stage.house.server.decline(payment)
        stage.house.server.checks[payment.key] = PaymentState.EXPIRED
        await passed(stage, "expired", "Its time is over and no money has come.")


async def test_a_payment_that_vanished_has_an_end_of_its_own() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        stage.house.server.pending = []
        del stage.house.server.checks[payment.key]
        await passed(stage, "no longer listed", "The service lists it no more")


async def test_a_check_by_hand_says_what_it_found() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        await stage.press("c")
        await until_told(stage, "Checked: it is not paid yet.")
        stage.house.server.checks[payment.key] = "on_moon"
        await stage.press("c")
        await until_told(stage, "Checked: the service calls it “on_moon”.")
        stage.house.server.pay(payment)
        await stage.press("c")
        await stage.until_shown("The money is in the balance.", "2,040.50 ₽")
        assert "Checked" not in stage.text()


async def test_a_check_that_fails_says_why() -> None:
    async with staged(house_without_payments()) as stage:
        await created(stage)
        stage.house.wire.failures["check"] = Unreachable(host="vpn.example.com")
        await stage.press("c")
        await until_told(stage, "vpn.example.com cannot be reached.")


async def test_closing_leaves_the_payment_waiting_and_says_where_it_is() -> None:
    async with staged(house_without_payments()) as stage:
        await created(stage)
        await stage.press("escape")
        await stage.until_shown("The payment of 500.00 ₽ goes on waiting.")
        watches = stage.house.state().payment_watches
        assert [watch.outcome for watch in watches] == [PaymentOutcome.WAITING]
        await stage.press("2", "p")
        await stage.until_shown("Payment of 500.00 ₽", URL)
        assert len(stage.house.state().payment_watches) == 1


async def test_an_end_that_is_not_on_the_screen_is_told_in_a_notice() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        await stage.press("escape")
        await stage.until_shown("Needs you")
        stage.house.server.decline(payment)
        await passed(stage, "Payment of 500.00 ₽: declined")


async def test_an_end_that_is_on_the_screen_is_not_told_again() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        stage.house.server.decline(payment)
        await passed(stage, "The provider took no money")
        await stage.until(lambda: not stage.house.state().payment_watches[0].is_watched)
        assert "Payment of 500.00 ₽: declined" not in stage.text()


async def test_after_half_an_hour_it_says_that_nobody_looks_any_more() -> None:
    async with staged(house_without_payments()) as stage:
        payment = await created(stage)
        await stage.house.clock.advance(31 * 60)
        await until_told(stage, "Nobody looks after it any more. Press c to look now.")
        await stage.press("c")
        await stage.until(lambda: "Nobodylooks" not in told(stage))
        watch = stage.house.state().payment_watch(payment.key)
        assert watch is not None
        assert watch.is_watched


async def test_the_keys_of_the_address_copy_open_and_enlarge_it() -> None:
    async with staged(house_without_payments()) as stage:
        await created(stage)
        await stage.press("o")
        await stage.until(lambda: stage.opened == [URL])
        await stage.press("y")
        await stage.until_shown("Sent to the clipboard.")
        assert stage.app.clipboard == URL
        await stage.press("l")
        await stage.until_shown(URL, "Select it with the mouse.")
        await stage.press("escape", "f")
        await stage.until(lambda: stage.app.screen.query_one(QrCode).full_screen)
        await stage.press("escape")
        await stage.until(lambda: isinstance(stage.app.screen, PaymentDialog))


async def test_a_click_on_the_address_opens_it() -> None:
    async with staged(house_without_payments()) as stage:
        await created(stage)
        await stage.pilot.click("LinkText")
        await stage.until(lambda: stage.opened == [URL])


async def test_the_keys_work_on_a_russian_keyboard() -> None:
    async with staged(house_without_payments()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("е")
        await stage.until(lambda: isinstance(stage.app.screen, TopUpDialog))
        await stage.press("escape")
        await stage.until(lambda: not isinstance(stage.app.screen, TopUpDialog))


async def test_stars_are_counted_and_led_to_telegram() -> None:
    async with staged(house_without_payments()) as stage:
        await asked(stage)
        await stage.press("down", "enter")
        await stage.type("100")
        await stage.press("enter")
        await stage.until_shown("Payment of 100.00 ₽", "200 stars", STARS_LINK)
        assert "c Check" not in stage.text()
        assert stage.house.wire.count("stars_invoice") == 1


async def test_a_stars_invoice_is_found_again_in_the_list_of_the_server() -> None:
    house = house_without_payments()
    async with staged(house) as stage:
        await asked(stage)
        await stage.press("down", "enter")
        await stage.type("100")
        await stage.press("enter")
        await stage.until_shown("200 stars")
        key = PaymentKey("TELEGRAM_STARS", "a-number")
        house.server.pending = [Payment(key, Kopeks(10_000), can_check=False)]
        await stage.press("escape", "2", "r")
        await stage.until_shown("1 payment waits")
        await stage.press("p")
        await stage.until_shown("200 stars", STARS_LINK)
        assert len(house.state().payment_watches) == 1


async def test_a_payment_whose_address_is_unknown_says_so_and_can_be_checked() -> None:
    house = full_house()
    house.server.checks[house.server.pending[0].key] = PaymentState.PENDING
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("2", "p")
        await stage.until_shown("Where to pay is not known here", "c Check", "n New payment")
        assert "y Copy link" not in stage.text()
        await stage.press("c")
        await stage.until_shown("Checked: it is not paid yet.")


async def test_a_variant_of_a_method_is_a_way_of_its_own() -> None:
    from cabinet_tui.domain.balance import PaymentOption

    house = full_house()
    card = PaymentMethod(
        "PAL24", "Pal24", options=(PaymentOption("card", "card"), PaymentOption("sbp", "SBP"))
    )
    house.server.methods = [card]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("Pal24, card", "Pal24, SBP")


async def test_a_time_limit_of_the_payment_is_shown() -> None:
    house = full_house()
    until = house.clock.now() + timedelta(minutes=15)
    house.server.pending = [
        Payment(PaymentKey("SBP", "p9"), Kopeks(50_000), url=URL, expires_at=until)
    ]
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("2", "p")
        await stage.until_shown("Payment of 500.00 ₽", "until", URL)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_it_is_whole_in_every_size(size: tuple[int, int]) -> None:
    async with staged(house_without_payments(), size=size) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("t")
        await stage.until_shown("Create the payment", "Cancel", "Amount")
        await stage.press("enter")
        await stage.type("500")
        await stage.press("enter")
        await until_told(stage, "Payment of 500.00 ₽", URL)
        code = stage.app.screen.query_one(QrCode)
        assert code.shown == URL or "QR code needs" in stage.text().replace("\n", " ")


async def test_ascii_has_no_other_signs_than_those_of_the_service() -> None:
    async with staged(house_without_payments(), ascii_only=True) as stage:
        await stage.until_shown("1,540.50 RUB")
        await stage.press("t")
        await stage.until_shown("100.00 RUB to 3,000.00 RUB")
        assert stage.text().isascii(), stage.text()
