"""Signing in where servers have a bot: its code on the screen and in the shell, down to the end."""

import re
import sys

import pytest
from textual.widgets import Input

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import LiveStage, ledger, live, rubles
from tests.e2e.terminal import Terminal, segments
from tests.picture import painted, picture, qr_texts
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.parametrize("dialect", ["bedolaga"], indirect=True)

NEW = "newcomer@example.org"
LINK = re.compile(r"https://t\.me/[a-z_]+\?start=webauth_[A-Za-z0-9_-]+")
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def asked(server: SandboxServer, path: str) -> int:
    """How often a path was asked for."""
    told = server.look("requests")
    assert isinstance(told, list)
    return sum(1 for seen in told if seen["path"].endswith(path))


async def shown_code(stage: LiveStage) -> str:
    """What a phone reads off the screen."""
    await stage.until_shown("/start")
    await stage.until(lambda: len(qr_texts(picture(stage.app))) == 1)
    return qr_texts(picture(stage.app))[0]


async def test_the_bot_signs_in_through_a_bad_moment(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("f7  Sign in with Telegram", "Password")
        assert "Mini App" not in stage.text()
        await stage.press("f7")
        assert LINK.fullmatch(await shown_code(stage))
        world.order("faults", path="/auth/deeplink/poll", status=502, times=1)
        await stage.until_shown("The server failed (502)")
        world.order("faults", path="/auth/deeplink/poll", cut="before", times=1)
        world.order("deeplink/confirm")
        await stage.until_shown("Needs you", rubles(ledger(world).balance))
        await stage.until_live()
        assert stage.state().deep_link is None
        looks = asked(world, "/auth/deeplink/poll")
        await stage.press("7")
        await stage.until_shown("in 6 d 23 h")
        await stage.press("o", "y")
        await stage.until_shown("Password")
        await stage.until(lambda: asked(world, "/auth/logout") == 1)
        assert asked(world, "/auth/deeplink/poll") == looks


async def test_an_old_bot_is_not_offered(world: SandboxServer) -> None:
    world.order("faults", path="/auth/deeplink/request", status=404, body='{"detail":"Not Found"}')
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("f7  Sign in with Telegram")
        await stage.press("f7")
        await stage.until_said("This service does not offer that.")
        await stage.until(lambda: "f7  Sign in" not in stage.text())
    world.clear_faults()


async def test_a_newcomer_accepts_the_documents_and_signs_in_by_the_letter(
    world: SandboxServer,
) -> None:
    world.order("consent", documents=["public_offer", "privacy_policy"])
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("Password", "Create an account")
        await stage.press("f3")
        await stage.until_shown("Password again")
        for text in (NEW, "longenough", "longenough"):
            await stage.paste(text)
            await stage.press("enter")
        await stage.press("enter", "enter", "enter")
        await stage.until_shown("Public offer", "Privacy policy")
        await stage.press("enter")
        await stage.until_shown("Публичная оферта", "цены указаны в рублях")
        await stage.press("escape")
        await stage.until_gone("Публичная оферта")
        await stage.press("a")
        await stage.until_shown("A letter is on its way.")
        await stage.press("escape")
        await stage.until_gone("A letter is on its way.")
        await stage.press("enter")
        await stage.until_shown("This e-mail address is not confirmed yet.")
        letter = world.mailed("verification", NEW)
        await stage.until(lambda: isinstance(stage.focused(), Input))
        await stage.paste(f"https://vpn.example.com/verify-email?token={letter}")
        await stage.press("enter")
        await stage.until_said("The e-mail address is confirmed.")
        await stage.until_shown("There is no subscription yet")
        account = stage.state().account.value
        assert account is not None
        assert account.email == NEW


async def test_a_forgotten_password_becomes_a_new_one_by_the_link(world: SandboxServer) -> None:
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("Password", "Forgotten password")
        await stage.paste("demo@example.com")
        await stage.press("f4")
        await stage.until_shown("Send the letter")
        await stage.press("enter")
        await stage.until_shown("Set the password")
        letter = world.mailed("reset")
        await stage.until(lambda: isinstance(stage.focused(), Input))
        for text in (
            f"https://vpn.example.com/reset?token={letter}",
            "new-password",
            "new-password",
        ):
            await stage.paste(text)
            await stage.press("enter")
        await stage.until_shown("Needs you", rubles(ledger(world).balance))


async def test_where_e_mail_is_switched_off_only_the_bot_is_left(world: SandboxServer) -> None:
    world.order("operator", email_sign_in=False)
    async with live(world, signed_in=False) as stage:
        await stage.until_shown("This service is signed in to with Telegram alone.")
        assert "Create an account" not in stage.text()


@needs_terminal
def test_the_shell_shows_a_code_waits_and_signs_in(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    with _login(world) as terminal:
        terminal.shows("4:5")
        link = LINK.search(terminal.written)
        assert link is not None
        assert qr_texts(painted(segments(terminal.screen))) == [link.group()]
        assert f"/start {link.group().partition('start=')[2]}" in terminal.written
        world.order("deeplink/confirm", token=link.group().partition("webauth_")[2])
        terminal.shows("Signed in as")
        assert terminal.ended() == 0
    assert cabinet("balance").code == 0


@needs_terminal
def test_ctrl_c_ends_the_wait(cabinet: CabinetCommand, world: SandboxServer) -> None:
    with _login(world) as terminal:
        terminal.shows("4:5")
        terminal.press("\x03")
        assert terminal.ended() == 130
        assert "Traceback" not in terminal.written
        assert terminal.modes_before == terminal.line_discipline()
        assert "4:5" not in "".join(terminal.screen.display)
    assert cabinet("balance", "--server", world.url).code == 4


def test_what_keeps_the_shell_from_the_bot_has_an_exit_code(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    server = ("--server", world.url)
    assert cabinet("login", "--telegram", "--email", "a@example.com", *server).code == 2
    world.order("faults", path="/auth/deeplink/request", status=404, body='{"detail":"Not Found"}')
    told = cabinet("login", "--telegram", *server)
    assert (told.code, told.out) == (3, "")
    assert "This service does not offer that." in told.complaint
    world.clear_faults()
    world.order("faults", path="/auth/deeplink/request", status=429, headers={"Retry-After": "60"})
    assert cabinet("login", "--telegram", *server).code == 6
    world.clear_faults()


def test_the_server_is_told_of_a_logout(cabinet: CabinetCommand, world: SandboxServer) -> None:
    cabinet.sign_in(world)
    assert cabinet("logout").code == 0
    assert asked(world, "/auth/logout") == 1
    cabinet.sign_in(world)
    world.order("faults", path="/auth/logout", status=503)
    assert cabinet("logout").code == 0
    assert cabinet("balance").code == 4
    world.clear_faults()


def _login(world: SandboxServer) -> Terminal:
    return Terminal("-m", "cabinet_tui", "login", "--telegram", "--server", world.url, rows=40)
