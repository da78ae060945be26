"""Support, from the key to what the sandbox knows: opening, writing, reading, closing."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
from textual.widgets import Input

from cabinet_tui.screens.dialogs.message import MessageDialog
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.message_area import MessageArea
from tests.e2e.dialects import BEDOLAGA, path
from tests.e2e.live import LiveStage, live, state_of
from tests.sandbox_server import SandboxServer

FIRST = 3
"""The ticket of the default account that support answered last: two replies are unread."""


@pytest.mark.covers("GET /tickets", "GET /tickets/{ticket_id}/messages")
async def test_opening_a_ticket_reads_it_on_the_server_too(world: SandboxServer) -> None:
    assert state_of(world)["unread"] == 2
    async with live(world) as stage:
        await opened(stage)
        for message in talk(world, FIRST)[-2:]:
            await stage.until_shown(message.text[:40])
        await stage.until(lambda: state_of(world)["unread"] == 0)
        await stage.until(lambda: stage.state().unread == 0)


@pytest.mark.covers("POST /tickets")
async def test_a_ticket_is_opened_from_the_keyboard(world: SandboxServer) -> None:
    world.begin("empty")
    world.order("replies", after=None)
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("6", "n")
        await stage.until(lambda: isinstance(stage.focused(), Input))
        await stage.paste("No route")
        await stage.press("enter")
        await written(stage, "Since this morning")
        await stage.press("enter", "x", "ctrl+s")
        await stage.until_shown("#1", "No route", "Since this morning")
        assert tickets(world)["1"] == "open"
        assert [message.text for message in talk(world, 1)] == ["Since this morning\nx"]


@pytest.mark.covers("POST /tickets/{ticket_id}/messages", "WS ticket_reply")
async def test_a_reply_reaches_support_and_the_answer_comes_by_itself(
    world: SandboxServer,
) -> None:
    world.order("replies", after=0.2)
    async with live(world) as stage:
        await opened(stage)
        count = len(talk(world, FIRST))
        await stage.press("w")
        await written(stage, "It works on the phone")
        await stage.press("ctrl+s")
        await stage.until(lambda: len(talk(world, FIRST)) == count + 2)
        mine, answer = talk(world, FIRST)[count:]
        assert mine == Said("It works on the phone", by_support=False)
        assert answer.by_support
        await stage.until_shown("It works on the phone", answer.text[:40])
        await stage.until(lambda: stage.state().outbox == ())
        await stage.until(lambda: stage.state().unread == 0)


async def test_a_pushed_answer_is_in_the_open_chat_and_another_one_in_the_badge(
    world: SandboxServer,
) -> None:
    async with live(world) as stage:
        await opened(stage)
        world.order(f"tickets/{FIRST}/reply", message="Pushed into the chat")
        await stage.until(lambda: chat(stage).entries[-1].text == "Pushed into the chat")
        world.order("tickets/2/reply", message="Pushed elsewhere")
        await stage.until_shown("1 new")
        assert state_of(world)["unread"] == 1


async def test_a_reply_that_fails_is_kept_and_sent_once_it_can_be(world: SandboxServer) -> None:
    world.order("replies", after=None)
    async with live(world) as stage:
        await opened(stage)
        count = len(talk(world, FIRST))
        world.order("faults", path=f"/tickets/{FIRST}/messages", method="POST", status=500)
        await stage.press("w")
        await written(stage, "Third try")
        await stage.press("ctrl+s")
        await stage.until_shown("not sent", "Third try")
        assert len(talk(world, FIRST)) == count
        world.clear_faults()
        await stage.press("escape", "a")
        await stage.until(lambda: len(talk(world, FIRST)) == count + 1)
        await stage.until_gone("not sent")
        assert talk(world, FIRST)[-1].text == "Third try"


@pytest.mark.covers("PATCH /tickets/{ticket_id}/close")
async def test_a_ticket_is_closed_after_a_question(world: SandboxServer) -> None:
    async with live(world) as stage:
        await opened(stage)
        await stage.press("c")
        await stage.until_shown("Close “")
        await stage.press("n")
        await stage.until_gone("Close “")
        assert tickets(world)[str(FIRST)] == "in_progress"
        await stage.press("c")
        await stage.until_shown("Close “")
        await stage.press("y")
        await stage.until_shown("This ticket is closed")
        assert tickets(world)[str(FIRST)] == "closed"


async def test_a_thousand_messages_are_met_from_the_last_to_the_first(
    world: SandboxServer,
) -> None:
    world.begin("huge")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("6")
        await stage.until_shown("Очень долгий разговор")
        await stage.press("enter")
        await stage.until_shown("Сообщение 1000.")
        assert len(chat(stage).entries) == 1000
        await stage.press("home")
        await stage.until_shown("Сообщение 1.")
        await stage.press("end", "w")
        await written(stage, "Message 1001")
        await stage.press("ctrl+s")
        await stage.until_shown("Message 1001")


async def test_what_support_writes_steers_nothing(world: SandboxServer) -> None:
    world.begin("hostile")
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("6")
        await stage.until_shown("escalated[/]")
        seen = ""
        for _ in tickets(world):
            await stage.press("enter")
            await stage.until(lambda: bool(chat(stage).entries))
            seen += stage.text()
            if "[" in chat(stage).entries[-1].text:
                await stage.press("enter")
                await stage.until(lambda: isinstance(stage.app.screen, MessageDialog))
                seen += stage.text()
                await stage.press("escape")
                await stage.until(lambda: not isinstance(stage.app.screen, MessageDialog))
            await stage.press("escape", "down")
        assert {char for char in seen if is_steering(char)} == set()
        for text in ("[@click=app.quit]x[/] a live action", "[/bold] closing tag", "<U+202E>gnp"):
            assert text in seen
        assert stage.app.clipboard == ""


def is_steering(char: str) -> bool:
    """Whether a terminal would do something at this character; ZWJ joins emoji and stays."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in "\n\u200d"


async def opened(stage: LiveStage) -> None:
    """The first ticket, with its messages."""
    await stage.until_live()
    await stage.press("6")
    await stage.until_shown("Проблема с подключением")
    await stage.press("enter")
    await stage.until_shown(f"#{FIRST}")
    await stage.until(lambda: bool(chat(stage).entries))


async def written(stage: LiveStage, text: str) -> None:
    """Put a text where the message is written."""
    await stage.until(lambda: isinstance(stage.focused(), MessageArea))
    area = stage.focused()
    assert isinstance(area, MessageArea)
    await stage.type(text)
    await stage.until(lambda: area.text == text)


def chat(stage: LiveStage) -> ChatLog:
    return stage.app.screen.query_one(ChatLog)


def tickets(world: SandboxServer) -> Mapping[str, str]:
    """The tickets of the demo account and how each is."""
    found = state_of(world)["tickets"]
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True)
class Said:
    """A message as the API tells it."""

    text: str
    by_support: bool


def talk(world: SandboxServer, ticket_id: int) -> Sequence[Said]:
    """The messages as the API itself tells them, which may also mark them as read."""
    where = path("GET /tickets/{ticket_id}/messages", world.dialect, ticket_id=ticket_id)
    reply = world.control.get(
        f"/cabinet{where}", headers={"authorization": f"Bearer {world.token()}"}
    )
    reply.raise_for_status()
    text, by_support = (
        ("message_text", "is_from_admin")
        if world.dialect == BEDOLAGA
        else ("message", "from_admin")
    )
    return [Said(told[text], told[by_support]) for told in reply.json()["messages"]]
