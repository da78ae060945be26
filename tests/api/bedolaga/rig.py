"""The Bedolaga dialect over a server that is a function."""

from collections.abc import Callable

import httpx

from cabinet_tui.api.bedolaga import BedolagaApi, connect
from tests.api.rig import Rig, answer

Answers = Callable[[httpx.Request], httpx.Response]


class BedolagaRig(Rig):
    """What ``Rig`` is, with the gateways of this dialect as ``gate``."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.gate: BedolagaApi = connect(self.transport, self.session)


async def at_work(handler: Answers) -> BedolagaRig:
    """A rig with a session."""
    rig = BedolagaRig(handler)
    await rig.sign_in()
    return rig


async def saying(body: object, status: int = 200, **headers: str) -> BedolagaRig:
    """A rig with a session, whose server always says the same."""
    return await at_work(lambda _: answer(body, status, **headers))


async def routed(answers: dict[str, object]) -> BedolagaRig:
    """A rig with a session, whose server answers ``METHOD /path`` and 404 to what is not there.

    An answer is JSON, or a status with JSON.
    """

    def handler(request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/cabinet")
        found = answers.get(f"{request.method} {path}", (404, {"detail": "Not Found"}))
        status, body = found if isinstance(found, tuple) else (200, found)
        return answer(body, status)

    return await at_work(handler)
