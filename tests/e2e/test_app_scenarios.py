"""Every section of every made-up account, on the usual terminal and on a small one."""

import unicodedata
from collections.abc import Iterable

import pytest
from rich.segment import Segment

from cabinet_tui.screens.dialogs.transaction import TransactionDialog
from tests.e2e.live import LiveStage, ledger, live, rubles
from tests.picture import picture, qr_texts
from tests.sandbox_server import SandboxServer

SIZES = [(80, 24), (60, 20)]
SECTIONS = ("home", "balance", "plans", "subscription", "referrals", "support", "account")
PLANS = ("Базовый", "299.00 ₽", "unlimited")
ACCOUNT = ("ABC123XYZ", "memory only: the next start asks for the password")
SHOWN: dict[str, dict[str, tuple[str, ...]]] = {
    "default": {
        "home": ("1,540.50 ₽", "23 days left", "Needs you", "Lately"),
        "balance": ("1,540.50 ₽", "45 of 45", "+500.00 ₽"),
        "plans": PLANS,
        "subscription": ("37.4 of 300 GB", "3 of 5", "NL Amsterdam"),
        "referrals": ("Referrals 15", "ABC123XYZ", "Максим"),
        "support": ("2 new Проблема с подключением", "in progress"),
        "account": ACCOUNT,
    },
    "empty": {
        "home": (
            "0.00 ₽",
            "There is no subscription yet: see the plans",
            "Nothing has happened yet.",
        ),
        "balance": ("0.00 ₽", "No money has moved yet."),
        "plans": ("Trial: 3 days", *PLANS),
        "subscription": ("There is no subscription yet. Press 3 to see the plans.",),
        "referrals": ("Referrals 0", "Nobody has come by your link yet."),
        "support": ("You have not written to support yet.",),
        "account": ACCOUNT,
    },
    "poor": {
        "home": ("199.00 ₽", "1 day left", "autopay on"),
        "balance": ("199.00 ₽", "2 of 2", "-449.10 ₽"),
        "plans": ("199.00 ₽", *PLANS),
        "subscription": ("1 day", "291.3 of 300 GB"),
        "referrals": ("Referrals 0", "Nobody has come by your link yet."),
        "support": ("You have not written to support yet.",),
        "account": ACCOUNT,
    },
    "huge": {
        "home": ("84 new", "Очень долгий разговор"),
        "balance": ("50 of 100,000",),
        "plans": PLANS,
        "subscription": ("vless://", "The QR code needs"),
        "referrals": ("Referrals 50 of 2,000",),
        "support": ("2 new Очень долгий разговор",),
        "account": ACCOUNT,
    },
    "flaky": {},
    "hostile": {
        "home": ("1,540.50 ₽", "23 days left", "[/bold] closing tag", "99+ new"),
        "balance": ("1,540.50 ₽", "50 of 64"),
        "plans": ("[/bold] cl", "299.00 ₽"),
        "subscription": ("NL red and cleared", "?name=[/bold]"),
        "referrals": ("Referrals 33", "{curly}", "frozen_<U+"),
        "support": ("99+ new", "{curly} %s %(name)s \\u001b[31m", "escalated[/]"),
        "account": ("@8-bit CSI, 8-bit OSC", *ACCOUNT),
    },
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "60x20"])
@pytest.mark.parametrize("scenario", SHOWN)
async def test_every_section_opens_and_comes_to_rest(
    world: SandboxServer, scenario: str, size: tuple[int, int]
) -> None:
    world.begin(scenario)
    async with live(world, size=size) as stage:
        for key, section in enumerate(SECTIONS, start=1):
            await stage.open_section(str(key), section)
            await stage.until_told(*SHOWN[scenario].get(section, ()))
            await stage.until_read()
            assert unprintable(stage) == []
        await stage.press("1")
        await stage.until(lambda: stage.state().balance.is_known)
        await stage.until_shown(rubles(ledger(world).balance))


async def test_nothing_a_hostile_server_sends_steers_the_terminal(world: SandboxServer) -> None:
    world.begin("hostile")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("2")
        await stage.until_shown("50 of 64")
        seen = ""
        for _ in range(19):
            await stage.press("enter")
            await stage.until(lambda: isinstance(stage.app.screen, TransactionDialog))
            # The amount is seen however long the description is; its end is scrolled to.
            await stage.until_shown("Amount")
            seen += stage.words()
            await stage.press("end")
            assert unprintable(stage) == []
            seen += stage.words()
            await stage.press("escape", "down")
        for text in (
            "[/bold] closing tag that was never opened",
            "<U+202E>gnp.exe<U+202C>",
        ):
            assert text in seen
        for opening in (("4", "l"), ("question_mark",), ("3", "enter"), ("6", "enter")):
            await stage.press(*opening)
            await stage.until_read()
            assert unprintable(stage) == []
            await stage.press("escape")
        assert stage.app.return_code is None


async def test_a_burst_of_events_leaves_one_notice(world: SandboxServer) -> None:
    world.begin("hostile")
    async with live(world) as stage:
        await stage.until_live()
        await stage.until(lambda: len(stage.state().notices) >= 6)
        await stage.until(lambda: len(stage.toasts()) == 1)


def test_the_check_for_steering_characters_sees_them() -> None:
    for text in ("\x1b[31m", "\x9b31m", "\u202e", "\x00", "\ud83d", "\u200b", "\x7f"):
        assert steering([Segment(f"a{text}b")]) != []
    assert steering([Segment("a\u00a0b 👩‍👧 ₽ ▀ é\u0301 <U+202E>")]) == []


async def test_a_history_of_a_hundred_thousand_is_paged_while_the_keys_go_on(
    world: SandboxServer,
) -> None:
    world.begin("huge")
    books = ledger(world)
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("2")
        for loaded in (50, 100, 150, 200):
            await stage.until_shown(f"{loaded} of 100,000")
            await stage.press("end")
            oldest = books.entries[loaded - 1]
            await stage.until_shown(rubles(oldest.kopeks, signed=True))
        await stage.until_shown("250 of 100,000")
        world.order("faults", path="/balance/transactions", delay=25)
        await stage.press("end")
        await stage.until(lambda: stage.state().history.items.loading)
        await stage.press("home")
        await stage.until_shown(rubles(books.entries[0].kopeks, signed=True))
        await stage.press("1")
        await stage.until_shown("Lately", rubles(books.balance))


async def test_a_link_of_300_characters_says_what_it_needs_and_is_read_once_it_has_it(
    world: SandboxServer,
) -> None:
    world.begin("huge")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("The QR code needs")
        await stage.press("f")
        await stage.until_told("Make the font smaller or the window larger")
        await stage.pilot.resize_terminal(120, 50)
        await stage.until(lambda: len(qr_texts(picture(stage.app))) == 1)
        (link,) = qr_texts(picture(stage.app))
        assert len(link) == 300
        assert link.startswith("vless://")


def unprintable(stage: LiveStage) -> list[str]:
    """What on the screen would steer a terminal or turn the direction of its text."""
    strips = stage.strips()
    return [found for strip in strips for found in steering(strip)]


def steering(segments: Iterable[Segment]) -> list[str]:
    """The characters and control segments that no text may send to a terminal."""
    found = []
    for segment in segments:
        if segment.control:
            found.append(repr(segment.control))
        for char in segment.text:
            allowed = char == "\u200d"  # joins emoji, and is kept nowhere else
            if unicodedata.category(char) in {"Cc", "Cf", "Cs"} and not allowed:
                found.append(f"U+{ord(char):04X}")
    return found
