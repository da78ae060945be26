"""Hints inside texts name the keys that are set, and those keys work where one types too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from cabinet_tui import locale
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import SubscriptionStatus
from cabinet_tui.screens.key_setting import WantedKeys
from cabinet_tui.widgets.message_area import MessageArea
from tests.held_clock import START
from tests.services.fake_more import more
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

MORE = frozenset(
    {
        Capability.DEVICES,
        Capability.TRAFFIC_PACKAGES,
        Capability.TRAFFIC_REFRESH,
        Capability.REVOKE_LINK,
        Capability.PAUSE,
    }
)


def keys(table: Mapping[str, object]) -> WantedKeys:
    return WantedKeys(table, "~/config.toml")


def _toasts(stage: Stage) -> list[str]:
    return [" ".join(str(toast.render()).split()) for toast in stage.app.screen.query(Toast)]


def able_house() -> House:
    house = full_house(more, MORE)
    assert house.server.subscription is not None
    house.server.subscription = replace(
        house.server.subscription,
        daily=Daily(price=Kopeks(1_700), next_charge_at=START + timedelta(hours=5)),
    )
    return house


@pytest.mark.parametrize("language", locale.LANGUAGES)
async def test_beside_the_facts_of_a_subscription(language: str) -> None:
    locale.use(language)
    said = {
        "en": ("j shows them", "k buys more", "w switches it", "i pauses it", "F6 replaces it"),
        "ru": ("j — список", "k — купить", "w — сменить", "i — пауза", "F6 — заменить"),
    }
    wanted = keys(
        {
            "subscription.devices": "j",
            "subscription.traffic": "k",
            "subscription.autopay": "w",
            "subscription.pause": "i",
            "subscription.revoke": "f6",
        }
    )
    async with staged(able_house(), keys=wanted, size=(120, 40)) as stage:
        await stage.until(lambda: stage.app.store.state.balance.value is not None)
        await stage.press("4")
        await stage.until_shown(*said[language])


async def test_in_what_to_do_about_a_subscription() -> None:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(
        house.server.subscription, status=SubscriptionStatus.EXPIRED
    )
    wanted = keys({"subscription.renew": "ctrl+n", "section.plans": "9"})
    async with staged(house, keys=wanted, size=(160, 40)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_told("has ended. Press Ctrl+N to renew it, 9 for another plan.")


async def test_on_the_last_day_of_a_session() -> None:
    house = full_house()
    house.tokens.ends_at = house.clock.now() + timedelta(hours=5.25)
    async with staged(house, keys=keys({"sign_in_again": "ctrl+y"}), size=(120, 36)) as stage:
        await stage.until_shown("Your session ends in 5 h 15 min: Ctrl+Y signs you in again")
        sentence = "Your session ends in 5 h 15 min. Ctrl+Y signs you in again."
        await stage.until(lambda: sentence in _toasts(stage))
        await stage.press("7")
        await stage.until_shown("in 5 h 15 min: Ctrl+Y signs you in again")


async def test_where_a_reply_is_written_and_where_one_has_failed() -> None:
    wanted = keys({"message.send": "f12", "support.try_again": "g", "support.discard": "["})
    async with staged(full_house(), keys=wanted, size=(120, 36)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("6")
        await stage.until_shown("Connection problem")
        await stage.press("enter", "w")
        await stage.until_shown("F12 sends, Enter begins a new line")
        await stage.until(lambda: isinstance(stage.focused(), MessageArea))
        stage.house.wire.failures["reply"] = Unreachable("vpn.example.com")
        await stage.type("Can you hear me")
        await stage.press("f12")
        await stage.until_told("g sends it again, [ throws it away.")


async def test_where_there_is_nothing_yet() -> None:
    house = full_house()
    house.server.tickets = []
    wanted = keys({"support.new": "ctrl+n", "referrals.next_pane": "]", "referrals.copy": "z"})
    async with staged(house, keys=wanted, size=(120, 36)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("6")
        await stage.until_told("Ctrl+N to ask something.")
        await stage.press("5")
        await stage.until_told("]: next", "Hand it on: z copies it.")


async def test_where_a_code_does_not_fit() -> None:
    wanted = keys(
        {
            "subscription.full_qr": "F",
            "subscription.copy": "ctrl+y",
            "full_qr.save": "w",
            "full_qr.copy": "C",
        }
    )
    async with staged(full_house(), keys=wanted, size=(80, 12)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_told("Try the full screen: F. Or copy", "the link: Ctrl+Y.")
        await stage.press("F")
        await stage.until_told("save the code as a picture: w, or copy the link: C.")


async def test_in_the_settings_and_at_the_sign_in() -> None:
    house = full_house()
    wanted = keys({"settings.next": "n", "sign_in.register": "f10", "quit.always": "f12"})
    async with staged(house, keys=wanted) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("f2")
        await stage.until_told("Enter, left and n change a line.")
    house = full_house()
    house.tokens.tokens = None
    async with staged(house, keys=wanted) as stage:
        await stage.until_shown("f10  Create an account", "f4  Forgotten password", "f12 Quit")
        assert "f3" not in stage.text()


async def test_a_key_set_for_a_letter_is_heard_and_listed_in_a_field() -> None:
    async with staged(full_house(), keys=keys({"refresh": ["f5", "z"]}), size=(120, 30)) as stage:
        await stage.until_shown("1,540.50 ₽", "f5 Refresh")
        await stage.press("2", "slash")
        await stage.until(lambda: isinstance(stage.focused(), Input))
        await stage.until_shown("f5 Refresh")
        before = stage.house.wire.count("balance")
        await stage.press("z")
        await stage.until(lambda: stage.app.screen.query_one(Input).value == "z")
        assert stage.house.wire.count("balance") == before
        await stage.press("f5")
        await stage.until(lambda: stage.house.wire.count("balance") == before + 1)
        assert stage.app.screen.query_one(Input).value == "z"


async def test_at_the_sign_in_such_a_key_does_what_it_does_there() -> None:
    house = full_house()
    house.tokens.tokens = None
    async with staged(house, keys=keys({"refresh": "f5"})) as stage:
        await stage.until_shown("Sign in", "Password")
        await stage.press("f5")
        await stage.until_shown("New password")
        assert len(stage.app.screen_stack) == 2
