"""Conversations with support."""

import asyncio

from tests.sandbox.conftest import MakeWorld
from tests.sandbox.world import World

ORDER = {"subject": "Slow", "message": "It is slow"}


async def test_reading_a_ticket_is_what_marks_its_replies_as_read(world: World) -> None:
    listed = (await world.get("/tickets")).json()["tickets"]
    assert [ticket["unread_messages"] for ticket in listed] == [2, 0, 0]
    first = (await world.get("/tickets/3/messages")).json()["messages"]
    assert [message["is_read"] for message in first] == [True, True, True, False, False]
    again = (await world.get("/tickets/3/messages")).json()["messages"]
    assert all(message["is_read"] for message in again)
    assert (await world.get("/tickets")).json()["tickets"][0]["unread_messages"] == 0


async def test_a_new_ticket_is_listed_first_with_its_message(world: World) -> None:
    created = (await world.post("/tickets", ORDER)).json()
    top = (await world.get("/tickets")).json()["tickets"][0]
    assert (top["id"], top["last_message"]) == (created["id"], "It is slow")
    said = await world.post(f"/tickets/{created['id']}/messages", {"message": "Still"})
    assert said.status_code == 201
    talk = (await world.get(f"/tickets/{created['id']}/messages")).json()["messages"]
    assert [(m["message"], m["from_user_id"]) for m in talk] == [("It is slow", 1), ("Still", 1)]


async def test_a_closed_ticket_takes_no_more_messages(world: World) -> None:
    for _ in range(2):
        closed = await world.call("PATCH", "/tickets/2/close")
        assert closed.json() == {"success": True, "ticket_id": 2, "status": "closed"}
    said = await world.post("/tickets/2/messages", {"message": "Wait"})
    assert said.json() == {"detail": "Ticket is closed"}


async def test_a_ticket_of_somebody_else_is_not_found(world: World) -> None:
    body = {"email": "b@example.com", "password": "long-enough", "first_name": "B"}
    await world.post("/auth/register-email-standalone", body)
    await world.sign_in("b@example.com", "long-enough")
    assert (await world.get("/tickets/3/messages")).status_code == 404
    assert (await world.call("PATCH", "/tickets/3/close")).status_code == 404
    assert (await world.post("/tickets/3/messages", {"message": "x"})).status_code == 404


async def test_support_answers_after_its_time_and_not_into_a_closed_ticket(
    make_world: MakeWorld,
) -> None:
    world = await make_world()
    waited: list[float] = []
    may_answer = asyncio.Event()
    answered = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await may_answer.wait()
        asyncio.get_running_loop().call_soon(answered.set)

    world.box.sleep = sleep
    await world.control("replies", {"after": 4.0})
    opened = (await world.post("/tickets", ORDER)).json()["id"]
    closed = (await world.post("/tickets", ORDER)).json()["id"]
    await world.call("PATCH", f"/tickets/{closed}/close")
    may_answer.set()
    await answered.wait()

    tickets = world.demo.tickets
    assert waited == [4.0, 4.0]
    assert [m.from_admin for m in tickets[opened].messages] == [False, True]
    assert [m.from_admin for m in tickets[closed].messages] == [False]
    assert tickets[opened].status == "in_progress"


async def test_support_keeps_silent_when_told_to(world: World) -> None:
    created = (await world.post("/tickets", ORDER)).json()
    assert len(world.demo.tickets[created["id"]].messages) == 1
    await world.control(f"tickets/{created['id']}/reply", {"message": "By hand"})
    assert world.demo.tickets[created["id"]].messages[-1].text == "By hand"
