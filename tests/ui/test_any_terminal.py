"""A walk through the program on terminals of all sizes, themes and depths. A long walk."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from textual.geometry import Region, Size
from textual.widget import Widget
from textual.widgets import Input
from wcwidth import wcswidth

from cabinet_tui import locale
from cabinet_tui.domain.colour import LEAST_CONTRAST, Rgb, contrast
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.palettes import PALETTES
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.settings import Settings
from cabinet_tui.widgets.key_bar import KeyBar
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

SIZES = ((60, 20), (80, 24), (200, 60), (300, 100))
PLACES = (
    ("home", "1"), ("balance", "2"), ("history", "2 tab tab tab down"), ("plans", "3"),
    ("plan", "3 enter"), ("subscription", "4"), ("renewal", "4 n"), ("referrals", "5"),
    ("support", "6"), ("ticket", "6 n"), ("account", "7"), ("top-up", "t"),
    ("settings", "f2"), ("keys", "question_mark"), ("palette", "ctrl+p"), ("notices", "1 v"),
)  # fmt: skip
DIALOG_KEYS = {"n", "t", "f2", "question_mark", "ctrl+p"}
MODES = {"home", "balance", "plans", "subscription", "referrals", "support", "account"}
DECORATION = "▔▁▂▃▄▅▆▇█▌▐░▒-#"


def motley_house() -> House:
    """An account of a server that is fond of pictures."""
    house = full_house()
    server = house.server
    server.tickets = [Ticket(1, "🚀 Связь — “Connection” 👨‍👩‍👧", TicketStatus.OPEN, unread=2)]
    subscription = server.subscription
    assert subscription is not None
    server.subscription = replace(subscription, plan="❤️ Стандарт 🇳🇱")
    server.transactions = [
        replace(one, description=f"🎁 Пополнение №{one.id} 日本") for one in server.transactions
    ]
    server.methods = [replace(one, name=f"💳 {one.name}") for one in server.methods]
    return house


async def test_every_place_at_every_size_and_while_it_changes() -> None:
    language = "ru"  # of the two the longer
    locale.use(language)
    tuning = Tuning(Settings(language=language))
    async with staged(motley_house(), size=SIZES[0], tuning=tuning) as stage:
        await stage.until(lambda: "540" in stage.text())
        for name, keys in PLACES:
            await go(stage, keys)
            for size in (*SIZES, SIZES[0]):
                await resize(stage, size)
                assert_sound(stage, (language, name, size), size)
            await back(stage)


async def test_every_pair_of_colours_in_sight_is_read() -> None:
    locale.use("en")
    least = {each.name: each.least for each in PALETTES}
    async with staged(full_house(), size=(100, 36)) as stage:
        await stage.until_shown("1,540.50 ₽")
        for name, keys in PLACES:
            await go(stage, keys)
            for theme in (*least, "ansi"):
                if name == "palette":  # it keeps the colours that it was opened with
                    await back(stage)
                stage.app.theme = theme
                await stage.pilot.pause()
                if name == "palette":
                    await go(stage, keys)
                await stage.until(lambda: stage.app.theme == "ansi" or any(pairs(stage)))
                found = list(pairs(stage))
                for text, ink, ground in found:
                    ratio = contrast(ink, ground)
                    told = (theme, name, text, ink.hex, ground.hex)
                    assert ratio >= least.get(theme, LEAST_CONTRAST), told
            await back(stage)


async def test_ascii_draws_no_sign_that_is_not() -> None:
    language = "ru"  # its quotation marks are others, and its letters stay
    locale.use(language)
    tuning = Tuning(Settings(language=language, ascii=True))
    async with staged(motley_house(), size=(100, 36), tuning=tuning) as stage:
        await stage.until(lambda: "540" in stage.text())
        for name, keys in PLACES:
            await go(stage, keys)
            shown = "".join(part.text for strip in stage.strips() for part in strip)
            other = {char for char in shown if not char.isascii() and not is_letter(char)}
            assert other == set(), (name, other)
            await back(stage)


async def go(stage: Stage, keys: str) -> None:
    for key in keys.split():
        await stage.press(key)
        await stage.pilot.pause()
    if keys.rsplit(maxsplit=1)[-1] in DIALOG_KEYS:
        await stage.until(lambda: len(stage.app.screen_stack) > 1)
        await stage.until(lambda: stage.focused() is not None)
    if keys == "ctrl+p":
        await stage.until(lambda: stage.app.screen.has_class("-ready"))
    await stage.pilot.pause()


async def back(stage: Stage) -> None:
    for _ in range(4):
        if len(stage.app.screen_stack) > 1:
            await stage.press("escape")
            await stage.pilot.pause()
    assert len(stage.app.screen_stack) == 1
    await stage.press("1")
    await stage.pilot.pause()


async def resize(stage: Stage, size: tuple[int, int]) -> None:
    await stage.pilot.resize_terminal(*size)
    await stage.until(lambda: stage.app.screen.size == Size(*size))
    await stage.pilot.pause()


def assert_sound(stage: Stage, where: object, size: tuple[int, int]) -> None:
    """Every line is as wide as the screen, nothing lies on anything else, and ways out are told."""
    screen = stage.app.screen
    for strip in stage.strips():
        drawn = "".join(part.text for part in strip)
        assert strip.cell_length == size[0], where
        assert wcswidth(drawn) == size[0], (where, drawn)
    for widget in screen.walk_children(Widget):
        if widget.is_scrollable and widget.virtual_size.width > widget.container_size.width > 0:
            assert widget.allow_horizontal_scroll or widget.styles.overflow_x == "hidden", where
    for bar in screen.query(KeyBar):
        if stage.app.current_mode in MODES and len(stage.app.screen_stack) == 1:
            line = str(bar.render())
            assert "q" in line.split(), (where, line)
            assert "?" in line.split(), (where, line)
    assert overlaps(screen) == [], where


def overlaps(screen: Widget) -> list[tuple[str, str]]:
    """Widgets of one parent that share cells."""
    found = []
    for parent in screen.walk_children(Widget, with_self=True):
        regions = [
            (child, child.region)
            for child in parent.displayed_children
            if child.styles.layer in {"", "default"}
            and child.styles.overlay != "screen"
            and child.region.area
        ]
        found += [
            (f"{one!r}", f"{other!r}")
            for place, (one, here) in enumerate(regions)
            for other, there in regions[place + 1 :]
            if here.intersection(there).area
        ]
    return found


def pairs(stage: Stage) -> Iterator[tuple[str, Rgb, Rgb]]:
    """The texts in sight with their colours; not what lies below a dialog."""
    screen = stage.app.screen
    windows = [child.region for child in screen.walk_children(Widget) if child.region.area]
    for row, strip in enumerate(stage.strips()):
        column = 0
        for part in strip:
            style, text = part.style, part.text.strip().strip(DECORATION)
            start, column = column, column + part.cell_length
            if not text or style is None or style.color is None or style.bgcolor is None:
                continue
            if len(text) == 1 and isinstance(stage.focused(), Input):
                continue  # the cursor, on a letter of the placeholder
            ink, ground = style.color.triplet, style.bgcolor.triplet
            cell = Region(start, row, max(1, part.cell_length), 1)
            if ink and ground and any(window.contains_region(cell) for window in windows):
                yield text, Rgb(*ink), Rgb(*ground)


def is_letter(char: str) -> bool:
    return unicodedata.category(char).startswith("L")
