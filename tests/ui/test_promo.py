"""Promo codes: what a code gave and what that changed, in place."""

from dataclasses import replace
from datetime import timedelta

from textual.widgets import Input

from cabinet_tui.domain.errors import Rejected, Unreachable
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.subscription import GIB, Traffic
from cabinet_tui.screens.dialogs.promo import PromoDialog
from tests.services.fake_server import Server
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


async def opened(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("2")
    await stage.until_shown("Movement 130")
    await stage.press("c")
    await stage.until_shown("Promo code", "Paste or type the code, then Enter.")


def code_field(stage: Stage) -> Input:
    return stage.app.screen.query_one("#code", Input)


class GenerousServer(Server):
    """A server whose codes lengthen and widen the subscription."""

    def redeem(self, code: str) -> PromoResult:
        self.sent.append(code)
        held = self.subscription
        assert held is not None
        assert held.expires_at is not None
        self.subscription = replace(
            held,
            expires_at=held.expires_at + timedelta(days=7),
            traffic=Traffic(held.traffic.used, 350 * GIB),
        )
        return PromoResult("", days=7, gigabytes=50)


async def test_money_is_told_with_the_balance_before_and_after() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.type("  NEWUSER2024 ")
        await stage.press("enter")
        await stage.until_shown("Done", "+500.00 ₽", "1,540.50 ₽ → 2,040.50 ₽")
        assert stage.house.server.sent == ["NEWUSER2024"]
        assert code_field(stage).value == ""
        await stage.press("escape")
        await stage.until_shown("2,040.50 ₽", "Bonus")


async def test_days_and_gigabytes_are_told_with_what_they_changed() -> None:
    house = generous_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.type("WEEK7")
        await stage.press("enter")
        await stage.until_shown("The code is redeemed.", "+7 days, +50 GB")
        await stage.until_shown("12 Feb 2024 → 19 Feb 2024", "300 GB → 350 GB")
        assert "balance" not in stage.text()


def generous_house() -> House:
    house = full_house()
    house.server.__class__ = GenerousServer
    return house


async def test_a_refused_code_stays_and_says_why() -> None:
    house = full_house()
    house.wire.failures["promo"] = Rejected(detail="Promocode already used")
    async with staged(house) as stage:
        await opened(stage)
        await stage.type("OLD")
        await stage.press("enter")
        await stage.until_shown("You have used this promo code already.")
        assert code_field(stage).value == "OLD"
        await stage.press("X")
        await stage.until_gone("You have used this promo code already.")


async def test_an_unreachable_server_says_what_to_do() -> None:
    house = full_house()
    house.wire.failures["promo"] = Unreachable(host="vpn.example.com")
    async with staged(house) as stage:
        await opened(stage)
        await stage.type("CODE")
        await stage.press("enter")
        await stage.until_shown("vpn.example.com cannot be reached.")


async def test_nothing_is_sent_without_a_code_or_with_several_words() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("enter")
        await stage.until_shown("Type a code first.")
        await stage.type("two words")
        await stage.press("enter")
        await stage.until_shown("There is no code in this.")
        assert stage.house.wire.count("promo") == 0


async def test_enter_pressed_twice_redeems_once() -> None:
    house = full_house()
    house.wire.hold("promo")
    async with staged(house) as stage:
        await opened(stage)
        await stage.type("CODE")
        await stage.press("enter", "enter")
        await stage.until_shown("Sending…")
        house.wire.release("promo")
        await stage.until_shown("Done")
        assert house.wire.count("promo") == 1


async def test_a_code_that_is_on_its_way_is_redeemed_though_the_dialog_is_closed() -> None:
    house = full_house()
    house.wire.hold("promo")
    async with staged(house) as stage:
        await opened(stage)
        await stage.type("CODE")
        await stage.press("enter")
        await stage.until(lambda: house.wire.held("promo") == 1)
        await stage.press("escape")
        await stage.until(lambda: not isinstance(stage.app.screen, PromoDialog))
        house.wire.release("promo")
        await stage.until_shown("2,040.50 ₽")


async def test_an_unknown_change_is_not_made_up() -> None:
    house = full_house()
    async with staged(house) as stage:
        await opened(stage)
        house.wire.failures["balance"] = Unreachable(host="vpn.example.com")
        await stage.type("CODE")
        await stage.press("enter")
        await stage.until_shown("Done", "+500.00 ₽", "What it changed is not known yet.")
        assert "→" not in stage.text()
