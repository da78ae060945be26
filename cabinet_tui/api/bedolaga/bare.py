"""Answers that are a list and nothing around it."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Items, Wire, fit


class Bare(Wire):
    """A list as it came; its items are fitted one by one."""

    items: Items


async def bare(client: Client, call: Call) -> list[object]:
    """The items of an answer that is a list; NotACabinet when it is none."""
    reply = await client.send(call)
    # Nothing is no empty list: who answered so may not have understood.
    told = {} if reply.body is None else {"items": reply.body}
    return fit(Bare, told, host=client.transport.host).items
