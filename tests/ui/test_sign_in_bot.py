"""Signing in by the bot's code, by the link of a letter, and with documents to accept."""

from dataclasses import replace

import pytest
from textual.widgets import Input

from cabinet_tui.domain.account import Registered, Registration, Tokens
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import NotFound, Unreachable
from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.sign_in_refusals import ConsentRequired, EmailUnverified
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from cabinet_tui.screens.dialogs.deep_link import DeepLinkDialog
from cabinet_tui.services.deep_link import POLL
from cabinet_tui.services.gateways.extras import Extras
from tests.picture import picture, qr_texts
from tests.services.fake_reading import FakePages
from tests.services.fake_server import Server
from tests.services.fake_sign_in import FakeBot, FakeWays
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

LETTER = "https://vpn.example.com/verify-email?token=0a1b2c3d"


class Doors:
    """What a server has at its door, once it is there."""

    bot: FakeBot
    ways: FakeWays
    pages: FakePages

    def __call__(self, server: Server) -> Extras:
        self.bot, self.ways, self.pages = FakeBot(server), FakeWays(server), FakePages(server)
        return Extras(deep_link=self.bot, sign_in_ways=self.ways, pages=self.pages)


def at_the_door() -> tuple[House, Doors]:
    """A server with a bot, whose letters hold links; nobody is signed in."""
    doors = Doors()
    able = {Capability.TELEGRAM_DEEP_LINK, Capability.TRANSACTION_FILTER}
    house = full_house(doors, frozenset(able))
    house.tokens.tokens = None
    house.server.password = "longenough"
    doors.bot.clock = house.clock
    return house, doors


async def opened(stage: Stage) -> None:
    await stage.until_shown("Sign in with Telegram", "Password")
    await stage.press("f7")
    await stage.until_shown("/start")


async def fill(stage: Stage, *values: str) -> None:
    for value in values:
        if value:
            await stage.type(value)
        await stage.press("enter")


async def test_the_code_is_scanned_renewed_and_confirmed() -> None:
    house, doors = at_the_door()
    async with staged(house) as stage:
        await opened(stage)
        (first,) = doors.bot.codes
        await stage.until(lambda: qr_texts(picture(stage.app)) == [first.url])
        await stage.until_told(first.command, "@our_vpn_bot", "“Да, войти”", "left.")
        house.wire.failures["poll_deep_link"] = Unreachable(host="vpn.example.com")
        await house.clock.advance(POLL)
        trouble = ("vpn.example.com cannot be reached.", "It is tried again by itself.")
        await stage.until_shown(*trouble)
        house.wire.failures.clear()
        await stage.press("f")
        await stage.until(lambda: len(stage.app.screen_stack) == 3)
        await house.clock.advance(300.0)
        await stage.until(lambda: isinstance(stage.app.screen, DeepLinkDialog))
        second = doors.bot.codes[1]
        await stage.until(lambda: qr_texts(picture(stage.app)) == [second.url])
        await stage.until_told("The code before this one ran out.")
        assert first.token not in stage.text()
        await stage.press("y")
        assert stage.app.clipboard == second.url
        await stage.press("c")
        assert stage.app.clipboard == second.command
        doors.bot.press(house.server.account)
        await house.clock.advance(POLL)
        await stage.until_shown("1,540.50 ₽")
        assert len(stage.app.screen_stack) == 1


async def test_after_a_while_a_new_code_has_to_be_asked_for_and_leaving_ends_it_all() -> None:
    house, doors = at_the_door()
    async with staged(house) as stage:
        await opened(stage)
        await house.clock.advance(1500.0)
        await stage.until_told("Nobody confirmed the sign-in in Telegram.", "Press n for a new")
        assert qr_texts(picture(stage.app)) == []
        await stage.press("n")
        await stage.until_shown("/start")
        newest = doors.bot.codes[-1]
        await stage.until(lambda: qr_texts(picture(stage.app)) == [newest.url])
        await stage.press("escape")
        await stage.until_shown("Password")
        looks = house.wire.count("poll_deep_link")
        await house.clock.advance(60.0)
        assert house.wire.count("poll_deep_link") == looks
        assert house.state().deep_link is None


async def test_an_old_bot_is_not_offered_a_second_time() -> None:
    house, _doors = at_the_door()
    house.wire.failures["request_deep_link"] = NotFound()
    async with staged(house) as stage:
        await stage.until_shown("Sign in with Telegram", "Password")
        await stage.press("f7")
        await stage.until_told("This service does not offer that.")
        await stage.until(lambda: "Sign in with Telegram" not in stage.text())
        await stage.press("f7")
        assert house.wire.count("request_deep_link") == 1


async def test_where_only_telegram_serves_there_is_nothing_to_type() -> None:
    house, doors = at_the_door()
    doors.ways.told = EmailSignIn(enabled=False)
    async with staged(house) as stage:
        await stage.until_shown("This service is signed in to with Telegram alone.")
        for text in ("Password", "Create an account", "Forgotten password", "Mini App"):
            assert text not in stage.text()
        await stage.press("f3", "f4", "f8")
        assert len(stage.app.screen_stack) == 1
        await stage.press("enter")
        await stage.until_shown("/start")
        assert house.wire.count("email_sign_in") == 1


async def test_a_server_that_does_not_say_is_taken_to_know_e_mail() -> None:
    house, _doors = at_the_door()
    house.wire.failures["email_sign_in"] = NotFound()
    async with staged(house) as stage:
        await stage.until(lambda: house.wire.count("email_sign_in") == 1)
        await stage.until_shown("Password", "Create an account")
        assert "Mini App" not in stage.text()


async def test_an_unconfirmed_address_asks_for_the_link_which_signs_in() -> None:
    house, _doors = at_the_door()
    house.wire.failures["sign_in"] = EmailUnverified()
    house.server.verified_as = SignedIn(Tokens(access="by letter"), house.server.account)
    async with staged(house) as stage:
        await stage.until_shown("Password")
        await fill(stage, "ivan@example.com", "longenough")
        await stage.until_told("This e-mail address is not confirmed yet.", "Paste the link")
        await fill(stage, LETTER)
        await stage.until_shown("1,540.50 ₽")
        assert house.server.sent == ["0a1b2c3d"]
        assert house.tokens.tokens == Tokens(access="by letter")


async def test_documents_are_read_accepted_and_sent_along(monkeypatch: pytest.MonkeyPatch) -> None:
    house, doors = at_the_door()
    doors.pages.texts[PageName.OFFER, "en"] = "<b>The offer</b><br>of many words"
    asked: list[Registration] = []

    def register(registration: Registration) -> Registered:
        asked.append(registration)
        if not registration.accepted:
            raise ConsentRequired(documents=("public_offer", "something_else"))
        return Registered("", registration.email, verification_required=True, sign_in_waits=True)

    monkeypatch.setattr(house.server, "register", register)
    async with staged(house) as stage:
        await stage.until_shown("Password")
        await stage.press("f3")
        await stage.until_shown("Password again")
        assert "Last name" not in stage.text()
        await fill(stage, "new@example.com", "longenough", "longenough", "", "", "")
        await stage.until_shown("Documents to accept", "Public offer", "something else")
        await stage.press("enter")
        await stage.until_shown("The offer", "of many words")
        await stage.press("escape")
        await stage.until_gone("of many words")
        await stage.press("escape")
        await stage.until_told("The service wants its documents accepted first.")
        assert [one.accepted for one in asked] == [()]
        await stage.press("enter")
        await stage.until_shown("Documents to accept")
        await stage.press("a")
        await stage.until_told("The account was created. A letter is on its way.")
        accepted = asked[-1]
        assert accepted == replace(asked[0], accepted=("public_offer", "something_else"))
        assert asked[0].first_name == ""
        await stage.press("escape")
        await stage.until_gone("A letter is on its way.")
        assert stage.app.screen.query_one("#email", Input).value == "new@example.com"
        assert house.wire.count("sign_in") == 0


async def test_letters_hold_links_here() -> None:
    house, _doors = at_the_door()
    async with staged(house) as stage:
        await stage.until_shown("Password", "New password by the link of a letter")
        for key, text in (("f5", "it need not be opened."), ("f4", "A letter with a link")):
            await stage.press(key)
            await stage.until_told(text)
            assert "code" not in stage.words().lower()
            await stage.press("escape")
            await stage.until_gone(text)
