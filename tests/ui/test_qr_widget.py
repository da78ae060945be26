"""The QR code on the screen can be read off it, or a text stands in its place."""

from collections.abc import Callable
from time import monotonic

import pytest
from rich.terminal_theme import TerminalTheme
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from cabinet_tui.widgets.glyphs import ASCII_CLASS
from cabinet_tui.widgets.qr import QrCode
from tests.onlooker import PATIENCE
from tests.picture import DARK_TERMINAL, LIGHT_TERMINAL, picture, qr_texts

SUBSCRIPTION = "https://sub.example.com/a8Kq0123456789ab"
KEY = "vless://" + "k" * 292


class Beside(App[None]):
    """Facts on the left, the code on the right, one line above and one below."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Horizontal { height: 1fr; } #facts { width: 1fr; } Static { height: 1; }"

    def __init__(self, *links: str, full_screen: bool = False) -> None:
        super().__init__()
        self.code = QrCode()
        self.code.set_reactive(QrCode.link, links[0])
        self.code.set_reactive(QrCode.alternatives, links[1:])
        self.code.set_reactive(QrCode.full_screen, full_screen)

    def compose(self) -> ComposeResult:
        """The layout of the subscription screen in small."""
        yield Static("Plans")
        with Horizontal():
            yield Static("until 16 Dec 2026", id="facts")
            yield self.code
        yield Static("y Copy")


class Scrolled(Beside):
    """The code at the end of something long."""

    CSS = "Static { height: 5; }"

    def compose(self) -> ComposeResult:
        """A column that is higher than the screen."""
        with VerticalScroll():
            yield Static("long")
            yield self.code


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app work until this holds; fails with the screen when it never does."""
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline:
        if holds():
            return
        await pilot.pause()
    assert isinstance(pilot.app, Beside)
    raise AssertionError(words(pilot.app))


def words(app: Beside) -> str:
    """The text of the screen, its runs of spaces and line ends made one."""
    lines = ["".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(
    ("length", "size"),
    [(40, (80, 24)), (72, (80, 24)), (94, (80, 24)), (250, (100, 40)), (400, (120, 45))],
)
async def test_the_code_is_read_off_the_screen(length: int, size: tuple[int, int]) -> None:
    text = SUBSCRIPTION.ljust(length, "x")
    app = Beside(text)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: qr_texts(picture(app)) == [text])
        assert app.code.shown == text


@pytest.mark.parametrize("terminal", [DARK_TERMINAL, LIGHT_TERMINAL], ids=["dark", "light"])
@pytest.mark.parametrize("no_color", [False, True], ids=["colour", "no-color"])
@pytest.mark.parametrize(
    "theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "dracula"]
)
async def test_the_code_is_read_under_every_theme(
    theme: str, no_color: bool, terminal: TerminalTheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        await until(pilot, lambda: qr_texts(picture(app, terminal)) == [SUBSCRIPTION])


async def test_an_ansi_app_without_colours_shows_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    class Ansi(Beside):
        def __init__(self) -> None:
            App.__init__(self, ansi_color=True)
            self.code = QrCode()
            self.code.set_reactive(QrCode.link, SUBSCRIPTION)

    app = Ansi()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])


async def test_the_code_takes_just_its_room_and_the_facts_the_rest() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.code.size == (37, 19))
        assert app.query_one("#facts").size.width == 80 - 37


async def test_the_quiet_zone_shrinks_before_the_code_goes() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(80, 19)
        await until(pilot, lambda: app.code.size == (33, 17))
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])


async def test_a_terminal_made_smaller_and_larger_again_is_followed() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(80, 15)
        await until(pilot, lambda: qr_texts(picture(app)) == [])
        await until(
            pilot, lambda: "The QR code needs 4 more rows. Try the full screen: f." in words(app)
        )
        await pilot.resize_terminal(30, 24)
        await until(pilot, lambda: "needs 3 more columns." in words(app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])


async def test_what_is_missing_is_of_the_room_there_is_now() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 15)) as pilot:
        await until(pilot, lambda: "needs 4 more rows." in words(app))
        # The text stays as large as it was: only what it says is another.
        row = app.query_one(Horizontal)
        row.styles.height = 10
        await until(pilot, lambda: "needs 7 more rows." in words(app))
        await pilot.resize_terminal(80, 16)
        row.styles.height = "1fr"
        await until(pilot, lambda: "needs 3 more rows." in words(app))


async def test_another_link_that_fits_is_shown_instead() -> None:
    app = Beside(KEY, SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])
        await pilot.resize_terminal(80, 40)
        await until(pilot, lambda: qr_texts(picture(app)) == [KEY])
        assert app.code.needed == (17, 33)


async def test_a_new_link_is_drawn_at_once() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        other = SUBSCRIPTION[::-1]
        app.code.link = other
        await until(pilot, lambda: qr_texts(picture(app)) == [other])
        app.code.link = ""
        await until(pilot, lambda: qr_texts(picture(app)) == [])
        assert app.code.needed == (0, 0)


async def test_what_is_missing_is_said_when_nothing_fits() -> None:
    app = Beside(KEY)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.code.shown == ""
        assert app.code.needed == (33, 65)
        await until(pilot, lambda: "The QR code needs 11 more rows." in words(app))
        await until(pilot, lambda: "Or copy the link: y." in words(app))


async def test_the_full_screen_gives_other_advice() -> None:
    app = Beside(KEY, full_screen=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Make the font smaller" in words(app))


async def test_a_link_longer_than_any_code_is_told() -> None:
    app = Beside("x" * 3000)
    async with app.run_test(size=(200, 120)) as pilot:
        await until(pilot, lambda: "The link is too long for a QR code." in words(app))


async def test_a_code_in_a_larger_place_follows_its_alignment() -> None:
    app = Beside(SUBSCRIPTION)
    async with app.run_test(size=(80, 24)) as pilot:
        app.code.styles.width = "1fr"
        app.code.styles.height = "1fr"
        app.query_one("#facts").display = False
        app.code.styles.content_align = ("center", "bottom")
        await until(pilot, lambda: app.code.size == (80, 22))
        image = picture(app)
        assert qr_texts(image) == [SUBSCRIPTION]
        white = [
            (x, y)
            for x in range(80)
            for y in range(24)
            if image.getpixel((x * 8, y * 16)) == (255, 255, 255)
        ]
        assert min(white)[0] == (80 - 37) // 2
        assert min(y for _, y in white) == 1 + 22 - 19


async def test_a_code_half_out_of_sight_is_not_drawn() -> None:
    app = Scrolled(SUBSCRIPTION)
    async with app.run_test(size=(80, 20)) as pilot:
        await until(pilot, lambda: qr_texts(picture(app)) == [])
        await until(pilot, lambda: "The QR code needs 2 more rows." in words(app))
        app.query_one(VerticalScroll).scroll_end(animate=False)
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])


async def test_ascii_draws_the_code_in_coloured_spaces() -> None:
    app = Beside(SUBSCRIPTION)
    app.add_class(ASCII_CLASS)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: qr_texts(picture(app)) == [SUBSCRIPTION])
        assert words(app).isascii()
        assert app.code.size == (74, 37)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "The QR code needs 11 more rows." in words(app))
