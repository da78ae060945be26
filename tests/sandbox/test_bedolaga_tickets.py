"""Tickets on the Bedolaga dialect: one open at a time, statuses that support moves."""

from typing import Any

from tests.sandbox.bedolaga_world import BedolagaWorld
from tests.sandbox.conftest import MakeBedolaga

NEW = {"title": "Не работает", "message": "С утра"}


async def statuses(world: BedolagaWorld) -> dict[int, str]:
    items: list[dict[str, Any]] = (await world.get("/tickets")).json()["items"]
    return {item["id"]: item["status"] for item in items}


async def test_a_ticket_blocks_another_until_the_account_has_answered(
    make_bedolaga: MakeBedolaga,
) -> None:
    world = await make_bedolaga("empty")
    ticket = (await world.post("/tickets", NEW)).json()
    assert (ticket["status"], len(ticket["messages"])) == ("open", 1)
    assert (await world.post("/tickets", NEW)).status_code == 409
    await world.control(f"tickets/{ticket['id']}/reply", {"message": "Смотрим"})
    assert await statuses(world) == {ticket["id"]: "answered"}
    assert (await world.post("/tickets", NEW)).status_code == 409
    said = await world.post(f"/tickets/{ticket['id']}/messages", {"message": "Хорошо"})
    assert said.json()["is_from_admin"] is False
    assert await statuses(world) == {ticket["id"]: "pending"}
    assert (await world.post("/tickets", NEW)).status_code == 200


async def test_only_support_closes_and_nothing_is_written_then(bedolaga: BedolagaWorld) -> None:
    assert (await bedolaga.call("PATCH", "/tickets/3/close")).status_code == 404
    assert (await bedolaga.get("/tickets/3/messages")).status_code == 405
    await bedolaga.control("tickets/3/close")
    ticket = (await bedolaga.get("/tickets/3")).json()
    assert ticket["status"] == "closed"
    assert ticket["closed_at"] is not None
    late = await bedolaga.post("/tickets/3/messages", {"message": "ещё"})
    assert (late.status_code, late.json()["detail"]) == (400, "Cannot add message to closed ticket")


async def test_the_list_is_paged_and_filtered(bedolaga: BedolagaWorld) -> None:
    page = (await bedolaga.get("/tickets", per_page=2)).json()
    assert (page["total"], page["pages"], len(page["items"])) == (3, 2, 2)
    assert page["items"][0]["last_message"]["is_from_admin"]
    closed = (await bedolaga.get("/tickets", status="closed")).json()
    assert [item["status"] for item in closed["items"]] == ["closed"]


async def test_titles_and_messages_have_their_limits(make_bedolaga: MakeBedolaga) -> None:
    world = await make_bedolaga("empty")
    for title, message in (("ab", "x"), ("a" * 256, "x"), ("abc", "x" * 4001), ("abc", "  ")):
        order = {"title": title, "message": message}
        assert (await world.post("/tickets", order)).status_code == 422
    assert (await world.post("/tickets", {"title": "abc", "message": "x" * 4000})).is_success
