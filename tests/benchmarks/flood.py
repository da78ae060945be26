"""How long a key takes while a server pushes ten thousand events a second, as a ratio to peace.

Run it with ``python -m tests.benchmarks.flood``. The server runs in a process of its own, the
screen is in memory, and every frame of it is drawn.
"""

import asyncio
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from multiprocessing.connection import Connection

from textual.events import Key
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from cabinet_tui.api.documented.events import DocumentedEvents
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.link import Link
from cabinet_tui.realtime.listener import Listener
from cabinet_tui.services.cabinet import Cabinet
from tests.services.full_house import full_house
from tests.services.house import House

KEYS = 60
A_SECOND = 10_000
_SLICE = 0.02
_SECTIONS = {"1": "home", "2": "balance"}


def flood(port: Connection) -> None:
    """Serve events at this pace on a loopback port, and tell which; the process is ended."""
    asyncio.run(_serve(port))


async def _serve(port: Connection) -> None:
    async def push(socket: ServerConnection) -> None:
        number = 0
        while True:
            begun = time.perf_counter()
            for _ in range(int(A_SECOND * _SLICE)):
                number += 1
                told = {"ticket_id": number, "message": f"reply {number}"}
                await socket.send(json.dumps({"type": "ticket_reply", "data": told}))
            await asyncio.sleep(max(0.0, _SLICE - (time.perf_counter() - begun)))

    async def meet(socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            await push(socket)

    async with serve(meet, "127.0.0.1", 0) as server:
        port.send(server.sockets[0].getsockname()[1])
        await asyncio.get_running_loop().create_future()


@asynccontextmanager
async def running(house: House) -> AsyncIterator[CabinetApp]:
    """The app over this house, every frame drawn."""

    async def connect(_typed: str) -> Cabinet:
        return house.cabinet

    options = AppOptions(profile="demo", server="vpn.example.com", clock=house.clock)
    app = CabinetApp(house.store, connect, options)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "1")
        yield app


async def key_times(app: CabinetApp) -> list[float]:
    """Seconds from each key to the section that it opens."""
    times = []
    for number in range(KEYS):
        key = "21"[number % 2]
        begun = time.perf_counter()
        app.post_message(Key(key, key))
        while app.current_mode != _SECTIONS[key]:  # noqa: ASYNC110 - nothing tells of it in time
            await asyncio.sleep(0.001)
        times.append(time.perf_counter() - begun)
        await asyncio.sleep(0.05)
    return times


async def measure(port: int | None) -> tuple[list[float], int]:
    """The times of keys, and how many events came; without a port there is peace."""
    house = full_house()
    came = 0

    def on_event(event: object) -> None:
        nonlocal came
        came += 1
        house.router.handle(event)  # type: ignore[arg-type] # counted on its way

    def on_link(_: Link) -> None:
        """The link is of no interest."""

    async def access(*, renew: bool = False) -> str:
        return "token"

    async with running(house) as app:
        if port is None:
            return await key_times(app), came
        url = f"ws://127.0.0.1:{port}/ws"
        decode = DocumentedEvents().decode
        listener = Listener(url, access, decode, SystemClock(), lambda: 0.0)
        listening = asyncio.create_task(listener.run(on_event, on_link))
        times = await key_times(app)
        listening.cancel()
        await asyncio.wait({listening})
        return times, came


def told(name: str, times: list[float]) -> float:
    """The median, printed with the slowest, in milliseconds."""
    middle = statistics.median(times)
    worst = sorted(times)[int(len(times) * 0.95)]
    sys.stdout.write(
        f"{name:<28} median {middle * 1000:5.1f} ms   95 of 100 within {worst * 1000:5.1f} ms\n"
    )
    return middle


def main() -> None:
    """Measure with peace and with a flood."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=flood, args=(there,), daemon=True)
    server.start()
    try:
        port = here.recv()
        peace = told("a key in peace", asyncio.run(measure(None))[0])
        begun = time.perf_counter()
        times, came = asyncio.run(measure(port))
        rate = came / (time.perf_counter() - begun)
        flooded = told(f"a key in a flood ({rate:.0f}/s heard)", times)
        sys.stdout.write(f"{'ratio':<28} {flooded / peace:.2f}\n")
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
