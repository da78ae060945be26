"""Many real processes with one session: ``python -m tests.e2e.visitors URL PROFILE FOLDER COUNT``.

Each takes up the session that is kept in the folder; when all have, each asks one thing. One line
of JSON a process says what came of it. They are forked, so that the imports are paid for once.
"""

import asyncio
import json
import os
import random
import sys
from pathlib import Path

from cabinet_tui.api.auth import Session
from cabinet_tui.api.call import Call
from cabinet_tui.api.limits import Limiter
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials import RefreshLock, choose
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.persistence.shared_text import SharedText, limits_of


async def visit(
    url: str, profile: str, folder: Path, number: int, ready: int, go: int
) -> dict[str, object]:
    """Take up the session, wait for the others, and ask; what came of it."""
    clock = SystemClock()
    limiter = Limiter(clock, shared=SharedText(limits_of(url, folder / "limits"), clock))
    transport = Transport(Line(url), clock=clock, random=random.random, limiter=limiter)
    store = choose(profile, url, "file", folder=folder)
    ended: list[int] = []
    session = Session(
        transport,
        store,
        lock=lambda: RefreshLock(profile, url, clock, folder=folder),
        on_end=lambda: ended.append(1),
    )
    restored = await session.restore()
    os.write(ready, b".")
    os.read(go, 1)
    error = ""
    try:
        # Each asks for something else: limits treat the same read again and again differently.
        call = Call("GET", "/balance/transactions", query={"page": number, "per_page": 1})
        await transport.send(call, session)
    except CabinetError as failure:
        error = type(failure).__name__
    await session.close()
    await transport.close()
    kept = await store.load()
    return {"restored": restored, "error": error, "ended": len(ended), "kept": kept is not None}


def main(url: str, profile: str, folder: str, count: str) -> None:
    """Fork the processes, let them go at once, and wait for them."""
    number = int(count)
    ready, is_ready = os.pipe()
    may_go, go = os.pipe()
    children = []
    for _index in range(number):
        child = os.fork()
        if not child:
            told = asyncio.run(visit(url, profile, Path(folder), os.getpid(), is_ready, may_go))
            # One write a line: they share the pipe.
            os.write(1, json.dumps(told).encode() + b"\n")
            os._exit(0)
        children.append(child)
    for _ in range(number):
        os.read(ready, 1)
    os.write(go, b"." * number)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
