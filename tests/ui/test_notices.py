"""News: one toast at a time, a list of all that was told, and a sound for who wants one."""

from datetime import timedelta

import pytest
from textual.widgets import OptionList
from textual.widgets._toast import Toast

from cabinet_tui.domain.event import (
    BalanceUpdated,
    Event,
    PaymentCompleted,
    ReferralEarned,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    UnknownEvent,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.screens.herald import QUIET
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.router import SAME_WITHIN
from cabinet_tui.settings import Desktop, Settings
from cabinet_tui.widgets.desktop_notice import desktop_notice
from tests.held_clock import START
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged

ALL = (
    PaymentCompleted(amount=Kopeks(50_000)),
    BalanceUpdated(new_balance=Kopeks(100)),
    SubscriptionRenewed(expires_at=START + timedelta(days=60)),
    SubscriptionExpiresSoon(days_left=2),
    TicketReplied(ticket_id=1, text="Try again now."),
    ReferralEarned(amount=Kopeks(1_250)),
    UnknownEvent(kind="gift.received", text="A present"),
)
SENTENCES = (
    "A payment of 500.00 ₽ has arrived",
    "The balance is now 1.00 ₽",
    "The subscription goes on until",
    "The subscription ends in 2 days",
    "Support answered: Try again now.",
    "A referral brought 12.50 ₽",
    "gift.received: A present",
)


def toasts(stage: Stage) -> list[str]:
    found = stage.app.screen.query(Toast)
    return [" ".join(str(toast.render()).replace("\u00a0", " ").split()) for toast in found]


def written(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app writes to its terminal from now on."""
    sequences: list[str] = []
    monkeypatch.setattr(stage.app._driver, "write", sequences.append)
    return sequences


async def ready(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽", "Needs you")
    await stage.until(lambda: stage.house.listener.starts > 0)


async def tell(stage: Stage, *events: Event) -> None:
    for event in events:
        stage.house.listener.on_event(event)


@pytest.mark.parametrize(("event", "sentence"), zip(ALL, SENTENCES, strict=True))
async def test_each_push_is_a_toast_and_a_line_of_the_list(event: Event, sentence: str) -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        await tell(stage, event)
        await stage.until(lambda: any(sentence in toast for toast in toasts(stage)))
        await stage.press("v")
        await stage.until_shown("Notices", sentence)


async def test_a_burst_leaves_one_toast_and_the_list_has_them_all() -> None:
    async with staged(full_house(), size=(100, 30)) as stage:
        await ready(stage)
        await tell(stage, *ALL)
        await stage.until(lambda: any("A present" in toast for toast in toasts(stage)))
        assert len(toasts(stage)) == 1
        await stage.press("v")
        await stage.until_shown("Notices", *SENTENCES)
        lines = stage.text().splitlines()
        newest = next(n for n, line in enumerate(lines) if "gift.received" in line)
        oldest = next(n for n, line in enumerate(lines) if "500.00 ₽ has arrived" in line)
        assert newest < oldest


async def test_what_comes_while_the_list_is_open_is_added_and_the_cursor_stays() -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        await tell(stage, ReferralEarned(amount=Kopeks(100)), TicketReplied(ticket_id=1))
        await stage.press("v")
        await stage.until_shown("Notices", "A referral brought 1.00 ₽")
        await stage.press("down")
        await tell(stage, SubscriptionExpiresSoon(days_left=2))
        options = stage.app.screen.query_one(OptionList)
        await stage.until(lambda: options.option_count == 3)
        assert options.highlighted == 2


@pytest.mark.parametrize(
    ("event", "mode"),
    [
        (TicketReplied(ticket_id=1), "support"),
        (SubscriptionExpiresSoon(days_left=2), "subscription"),
        (ReferralEarned(amount=Kopeks(100)), "referrals"),
        (PaymentCompleted(amount=Kopeks(100)), "balance"),
    ],
)
async def test_a_notice_leads_to_its_section(event: Event, mode: str) -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        await tell(stage, event)
        await stage.press("v")
        await stage.until_shown("Notices")
        await stage.until(lambda: stage.app.screen.query_one(OptionList).option_count == 1)
        await stage.press("enter")
        await stage.until(lambda: stage.app.current_mode == mode)


async def test_without_notices_the_list_says_what_it_is_for() -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        await stage.press("v")
        await stage.until_told("None yet. What the service tells while the program runs")


async def test_markup_in_a_push_is_text() -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        await tell(stage, TicketReplied(ticket_id=1, text="[@click=app.quit]here[/] [/b]"))
        await stage.press("v")
        await stage.until_shown("Notices", "[@click=app.quit]here[/] [/b]")


async def test_by_default_nothing_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(full_house()) as stage:
        await ready(stage)
        sequences = written(stage, monkeypatch)
        await tell(stage, *ALL)
        await stage.until(lambda: bool(toasts(stage)))
        assert sequences == []


async def test_a_bell_rings_once_for_a_burst_and_again_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged(full_house(), tuning=Tuning(Settings(bell=True))) as stage:
        await ready(stage)
        sequences = written(stage, monkeypatch)
        await tell(stage, TicketReplied(ticket_id=1))
        await stage.until(lambda: sequences == ["\a"])
        await tell(stage, SubscriptionExpiresSoon(days_left=2))
        await stage.until(lambda: any("ends in 2 days" in toast for toast in toasts(stage)))
        assert sequences == ["\a"]
        await stage.house.clock.advance(max(QUIET, SAME_WITHIN) + 1)
        await tell(stage, SubscriptionExpiresSoon(days_left=1))
        await stage.until(lambda: sequences == ["\a", "\a"])


async def test_a_desktop_notice_says_what_the_toast_says(monkeypatch: pytest.MonkeyPatch) -> None:
    tuning = Tuning(Settings(desktop=Desktop.OSC777, bell=True))
    async with staged(full_house(), tuning=tuning) as stage:
        await ready(stage)
        sequences = written(stage, monkeypatch)
        await tell(stage, TicketReplied(ticket_id=1, text="Try; again"))
        await stage.until(lambda: bool(sequences))
        assert sequences == ["\x1b]777;notify;My VPN;Support answered: Try, again\x07\x07"]


def test_the_two_sequences_and_none() -> None:
    assert desktop_notice(Desktop.OFF, "My VPN", "News") == ""
    assert desktop_notice(Desktop.OSC9, "My VPN", "News") == "\x1b]9;My VPN: News\x07"
    assert desktop_notice(Desktop.OSC777, "My VPN", "News") == "\x1b]777;notify;My VPN;News\x07"


def test_inside_tmux_the_sequence_is_handed_on() -> None:
    sequence = desktop_notice(Desktop.OSC9, "My VPN", "News", in_tmux=True)
    assert sequence == "\x1bPtmux;\x1b\x1b]9;My VPN: News\x07\x1b\\"


@pytest.mark.parametrize("kind", [Desktop.OSC9, Desktop.OSC777])
@pytest.mark.parametrize("in_tmux", [False, True])
@pytest.mark.parametrize(
    "hostile",
    [
        "\x07bell",
        "\x1b\\ends",
        "\x9cends",
        "\x1b]52;c;aGk=\x07",
        "4;50",
        "a\nb",
        "\u202egnp",
        "x" * 900,
    ],
)
def test_nothing_in_a_notice_can_end_it_or_be_another(
    kind: Desktop, in_tmux: bool, hostile: str
) -> None:
    plain = desktop_notice(kind, "T", "t", in_tmux=in_tmux)
    sequence = desktop_notice(kind, hostile, hostile, in_tmux=in_tmux)
    assert not any(char in sequence for char in "\x9c\n\u202e")
    assert sequence.count("\x07") == 1
    assert sequence.count("\x1b") == plain.count("\x1b")
    assert sequence.count(";") == plain.count(";")
    assert len(sequence) < 500
