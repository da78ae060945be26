"""The code over the whole screen, in the whole app: every theme, every size, and the ways out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.style import Style

from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.settings import QrBlocks, QrPicture, Settings
from cabinet_tui.widgets.qr_picture import Canvas, Protocol
from tests.picture import picture, qr_texts
from tests.services.full_house import LINK, full_house
from tests.services.house import House
from tests.shown_pictures import shown
from tests.ui.stage import Stage, staged

KEY = "vless://".ljust(300, "k")
CELL = (9, 19)


def with_link(link: str) -> House:
    house = full_house()
    assert house.server.subscription is not None
    house.server.subscription = replace(house.server.subscription, link=link)
    return house


def showing(protocol: Protocol) -> Callable[[QrPicture], Canvas]:
    return lambda _wanted: Canvas(protocol, CELL)


async def open_code(stage: Stage) -> None:
    await stage.press("4")
    await stage.until_shown("devices")
    await stage.press("f")
    await stage.until(lambda: len(stage.app.screen_stack) == 2)


def read(stage: Stage) -> list[str]:
    return qr_texts(picture(stage.app))


async def test_a_code_that_fits_nowhere_has_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with staged(with_link(KEY)) as stage:
        await open_code(stage)
        await stage.until_told("needs 9 more rows.", "Denser signs would do", "save", "copy")
        await stage.press("d")
        await stage.until(lambda: read(stage) == [KEY])
        await stage.press("d")
        await stage.until(lambda: has_octants(stage) and read(stage) == [KEY])
        await stage.press("d")
        await stage.until_told("needs 9 more rows.")
        await stage.press("y")
        await stage.until_shown("Sent to the clipboard.")
        assert stage.app.clipboard == KEY
        await stage.press("s")
        await stage.until_told("Whoever has this picture can use the subscription")
        await stage.press("enter")
        await stage.until_told("Saved:")
        assert (tmp_path / "vpn-qr.png").read_bytes().startswith(b"\x89PNG")


async def test_what_the_settings_allow_is_drawn_at_once() -> None:
    tuning = Tuning(Settings(qr_blocks=QrBlocks.OCTANTS))
    async with staged(with_link(KEY), tuning=tuning) as stage:
        await stage.press("4")
        await stage.until(lambda: read(stage) == [KEY])


async def test_a_terminal_that_shows_pictures_is_given_one() -> None:
    async with staged(with_link(KEY)) as stage:
        for protocol in Protocol:
            stage.app._options = replace(stage.app._options, canvas=showing(protocol))
            await open_code(stage)
            await stage.until(lambda: seen(stage) == [KEY])
            await stage.press("s")
            await stage.until_shown("vpn-qr.png")
            assert not any("\x1b" in part.text for row in stage.strips() for part in row)
            await stage.press("escape")
            await stage.until(lambda: seen(stage) == [KEY])
            await stage.press("escape")
            await stage.until(lambda: len(stage.app.screen_stack) == 1)


def tells_keys(stage: Stage, wanted: bool) -> bool:
    return ("Save the QR code" in stage.text()) is wanted


def has_octants(stage: Stage) -> bool:
    return any("\U0001cd00" <= sign <= "\U0001cde5" for sign in stage.text())


def seen(stage: Stage) -> list[str]:
    """What a reader makes of the picture in the middle of the screen."""
    rows = [
        [part for part in strip if part.control or _is_of_the_picture(part.style)]
        for strip in stage.strips()
    ]
    rows = [row for row in rows if any(not part.control for part in row)]
    return qr_texts(shown(rows, CELL)) if rows else []


def _is_of_the_picture(style: Style | None) -> bool:
    return style is not None and (style.reverse or style.color == Style(color="color(211)").color)


async def test_the_keys_are_named_where_they_take_nothing_from_the_code() -> None:
    async with staged(full_house()) as stage:
        await open_code(stage)
        await stage.until_shown("Save the QR code")
        for rows, has_keys in ((19, False), (20, True), (18, True), (17, False)):
            await stage.pilot.resize_terminal(80, rows)
            await stage.until(lambda: read(stage) == [LINK])
            await stage.until(partial(tells_keys, stage, has_keys))
        await stage.pilot.resize_terminal(80, 16)
        await stage.until_told("needs 1 more row.")
