"""Every section and every dialog that a key opens, in Russian on 80x24: nothing cut or English."""

import gettext
import re
from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.dom import DOMNode
from textual.widgets import Static

from cabinet_tui import locale
from tests.e2e.live import LiveStage, live
from tests.fitting import cut_off
from tests.sandbox_server import SandboxServer

LEAVES = ("quit", "open_section", "sign_in_again")
LATIN = re.compile(r"[A-Za-z]{3,}")
AS_EVERYWHERE = re.compile(
    r"VPN|ASCII|QR|PNG|SVG|OSC|SSH|JSON|sixel|iTerm2?|kitty|[Ee]sc|Enter|Ctrl|[Tt]ab|end|home|"
    r"Telegram|Stars|Kassa|Platega|CryptoBot|Tribute|YooKassa|yookassa|Mir|Visa|English"
)
"""Names of things, of keys and of files, which Russian writes in Latin letters too."""
OF_THE_SANDBOX = re.compile(
    r"demo|maria|vera|Amsterdam|Frankfurt|Helsinki|Pixel|Android|MacBookPro|macOS|MiBOX|ios|"
    r"sandbox|support|help|vpn|png|user|cabinet|ext|Teleg"
)
# A link is broken where the line ends; the code of a sign-in goes on in the next.
ADDRESS = re.compile(
    r"webauth_[^\n]*\n\s*\S+|/start|\w+://\S+|@\w+|[\w-]{12,}|\S+@\S+|[\w-]+\.[a-z]{2,4}\b|\b[A-Z]{3}\d\S+"
)


class Recorder(gettext.NullTranslations):
    """The Russian catalogue, remembering what it was asked for."""

    def __init__(self, behind: gettext.NullTranslations) -> None:
        super().__init__()
        self.behind = behind
        self.said: set[str] = set()

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return self._noted(self.behind.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number."""
        return self._noted(self.behind.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """The translation in a context."""
        return self._noted(self.behind.pgettext(context, message))

    def _noted(self, said: str) -> str:
        self.said.add(said)
        return said


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """Russian, recorded."""
    before = locale.current()
    locale.use("ru")
    made = Recorder(locale._speaker.catalogue)
    monkeypatch.setattr(locale._speaker, "catalogue", made)
    yield made
    monkeypatch.undo()
    locale.use(before)


class Visitor:
    """Goes through the app and notes what is wrong with its texts, and where."""

    def __init__(self, stage: LiveStage, recorder: Recorder) -> None:
        self.stage = stage
        self.recorder = recorder
        self.faults: dict[str, str] = {}
        self.dialogs: set[str] = set()

    async def look(self, where: str) -> None:
        """Wait until everything is there, then judge the screen."""
        for _ in range(6):
            await self.stage.pilot.pause()
        await self.stage.until_gone("Загрузка…")
        shown = ADDRESS.sub("", self.stage.text())
        for fault in cut_off(self.stage.app.screen, self.recorder.said):
            self.faults.setdefault(fault, where)
        for word in LATIN.findall(shown):
            if not AS_EVERYWHERE.fullmatch(word) and not OF_THE_SANDBOX.fullmatch(word):
                self.faults.setdefault(f"not Russian: {word}", where)

    async def visit(self, key: str) -> None:
        """A section, and all that its keys open."""
        await self.stage.press(key)
        await self.open_all(key, is_first=key == "1")

    async def open_all(self, key: str, *, is_first: bool) -> None:
        """All that the keys of this screen open."""
        app = self.stage.app
        await self.look(key)
        begun = len(app.screen_stack)
        for name, action, node in self._keys(is_first=is_first):
            await app.run_action(action, node)
            await self.look(f"{key} {name}")
            self.dialogs.add(type(app.screen).__name__)
            while len(app.screen_stack) > begun:
                await app.pop_screen()

    def _keys(self, *, is_first: bool) -> list[tuple[str, str, DOMNode]]:
        """The keys of this section; those of every section in the first only."""
        active = self.stage.app.screen.active_bindings.values()
        return [
            (one.binding.key, one.binding.action, one.node)
            for one in active
            if one.binding.id
            and one.enabled
            and not one.binding.action.startswith(LEAVES)
            and (is_first or one.node is not self.stage.app)
        ]


async def test_nothing_is_cut_or_english_in_russian(recorder: Recorder) -> None:
    with SandboxServer(dialect="bedolaga") as sandbox:
        async with live(sandbox) as stage:
            await stage.until(lambda: stage.state().account.value is not None)
            visitor = Visitor(stage, recorder)
            for key in "1234567":
                await visitor.visit(key)
    assert len(visitor.dialogs) > 25
    assert visitor.faults == {}


async def test_nothing_is_cut_or_english_before_signing_in(recorder: Recorder) -> None:
    with SandboxServer(dialect="bedolaga") as sandbox:
        async with live(sandbox, signed_in=False) as stage:
            await stage.until_shown("Пароль")
            visitor = Visitor(stage, recorder)
            await visitor.open_all("sign in", is_first=False)
    assert len(visitor.dialogs) > 4
    assert visitor.faults == {}


class Planted(App[None]):
    """Three texts with no room for them, and one with enough."""

    CSS = """
    #line { width: 12; text-wrap: nowrap; }
    #dots { width: 12; text-wrap: nowrap; text-overflow: ellipsis; }
    #low { width: 12; height: 1; }
    """

    def compose(self) -> ComposeResult:
        for name in ("line", "dots", "low", "good"):
            yield Static("Пополнение баланса", id=name, markup=False)


async def test_a_text_without_room_is_found() -> None:
    async with Planted().run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        found = cut_off(pilot.app.screen, ["Пополнение баланса"])
    assert len(found) == 3, found
    assert {name for name in ("line", "dots", "low") if any(f"#{name}" in one for one in found)}
    assert not any("#good" in one for one in found)
