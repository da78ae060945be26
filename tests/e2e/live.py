"""The whole app on a screen in memory, joined by the real bootstrap to a sandbox on loopback."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._toast import Toast

from cabinet_tui import bootstrap, locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.bootstrap import MEMORY, Target
from cabinet_tui.domain.link import LinkStatus
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.settings import Settings
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store
from studio.unseen_frames import unseen_frames
from tests.known_rules import known_rules
from tests.onlooker import Onlooker
from tests.sandbox_server import SandboxServer

WIDE = (140, 45)
"""Room for every sentence on one line."""


@dataclass(frozen=True)
class Entry:
    """A transaction as the sandbox's ledger has it."""

    kind: str
    kopeks: int
    text: str


@dataclass(frozen=True)
class Ledger:
    """The sandbox's books: what the screen must equal. The newest entry comes first."""

    balance: int
    entries: Sequence[Entry]


def ledger(sandbox: SandboxServer) -> Ledger:
    """The books of the demo account as they are now."""
    told = sandbox.look("ledger")
    assert isinstance(told, dict)
    entries = [
        Entry(row["type"], row["amount_kopeks"], row["description"])
        for row in reversed(told["entries"])
    ]
    return Ledger(told["balance_kopeks"], entries)


def state_of(sandbox: SandboxServer) -> dict[str, object]:
    """The demo account as the sandbox knows it now."""
    told = sandbox.look("state")
    assert isinstance(told, dict)
    return told


def waiting_payment(sandbox: SandboxServer) -> str:
    """The number of the payment of the demo account that is waiting."""
    payments = state_of(sandbox)["payments"]
    assert isinstance(payments, dict)
    return next(str(number) for number, status in payments.items() if status == "pending")


def renewals(sandbox: SandboxServer) -> int:
    """How often an access token was renewed since the sandbox was begun."""
    told = sandbox.look("requests")
    assert isinstance(told, list)
    return sum(1 for seen in told if seen["path"].endswith("/auth/refresh"))


def rubles(kopeks: int, *, signed: bool = False) -> str:
    """An amount as an English screen must write it, worked out without the program."""
    sign = "-" if kopeks < 0 else "+" if signed else ""
    whole, part = divmod(abs(kopeks), 100)
    return f"{sign}{whole:,}.{part:02d} ₽"


class LiveStage(Onlooker):
    """The app over a real server, and what a test does with both."""

    def __init__(self, app: CabinetApp, pilot: Pilot[int], sandbox: SandboxServer) -> None:
        super().__init__(app, pilot)
        self.sandbox = sandbox

    def state(self) -> AppState:
        """The state now."""
        return self.app.store.state

    async def until_live(self) -> None:
        """Let the app work until pushes arrive and nothing is being read any more."""
        await self.until(lambda: self.state().link.status is LinkStatus.LIVE)
        await self.until_shown("live")

    async def until_read(self) -> None:
        """Let the app work until everything it asked for has come or failed."""
        await self.until_gone("Loading…")

    def toasts(self) -> list[str]:
        """What the notices in the corner say, as they are drawn."""
        return [
            " ".join(str(toast.render()).split()).replace("\u00a0", " ")
            for toast in self.app.screen.query(Toast)
        ]

    async def until_said(self, sentence: str) -> None:
        """Let the app work until a notice says this."""
        await self.until(lambda: any(sentence in toast for toast in self.toasts()))

    async def paste(self, text: str) -> None:
        """Paste a text into the field that has the cursor."""
        field = self.focused()
        assert isinstance(field, Input)
        self.app.post_message(Paste(text))
        await self.until(lambda: field.value == text)

    async def sign_in(self, email: str = DEMO_EMAIL, password: str = DEMO_PASSWORD) -> None:
        """Fill in the form, as a password manager would, and send it."""
        await self.until_shown("E-mail", "Password")
        await self.press("escape")
        await self.paste(email)
        await self.press("enter")
        await self.paste(password)
        await self.press("enter")


def as_spoken() -> Tuning:
    """The language of the test, chosen: that of the account does not take its place."""
    return Tuning(Settings(language=locale.current()))


@asynccontextmanager
async def live(
    sandbox: SandboxServer, *, size: tuple[int, int] = (80, 24), signed_in: bool = True
) -> AsyncIterator[LiveStage]:
    """The app running on this sandbox, as somebody who has just signed in or is about to."""
    target = Target("demo", sandbox.url, MEMORY)
    store = Store()

    async def connect(_typed: str) -> Cabinet:
        cabinet = await bootstrap.connect(target, store)
        if signed_in:
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        return cabinet

    options = AppOptions(profile="demo", server=bootstrap.host(target), tuning=as_spoken())
    app = CabinetApp(store, connect, options)
    with unseen_frames(), known_rules():
        async with app.run_test(size=size, notifications=True) as pilot:
            yield LiveStage(app, pilot, sandbox)
