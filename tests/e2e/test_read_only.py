"""``--read-only``: looking is allowed, changing is not even sent."""

import random

import pytest

from cabinet_tui import bootstrap
from cabinet_tui.api.call import Call
from cabinet_tui.api.read_only import ReadOnlyTransport
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.bootstrap import Target
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer


async def test_what_changes_something_is_not_sent(sandbox: SandboxServer) -> None:
    letters = sandbox.look("mailbox")
    transport = ReadOnlyTransport(Line(sandbox.url), clock=SystemClock(), random=random.random)
    try:
        with pytest.raises(BadSetting, match="--read-only"):
            await transport.send(Call("POST", "/auth/forgot-password", body={"email": DEMO_EMAIL}))
        assert (await transport.send(Call("GET", "/info", public=True))).status == 200
        body = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
        signing_in = Call("POST", "/auth/login-email", body=body, public=True, sign_in=True)
        assert (await transport.send(signing_in)).status == 200
    finally:
        await transport.close()

    assert sandbox.look("mailbox") == letters


@pytest.mark.parametrize(("read_only", "kind"), [(True, ReadOnlyTransport), (False, Transport)])
def test_the_option_reaches_the_transport(*, read_only: bool, kind: type[Transport]) -> None:
    target = Target("default", "https://vpn.example.com/cabinet", read_only=read_only)

    assert type(bootstrap._transport(target, SystemClock())) is kind


def test_signing_in_and_reading_work_all_the_same(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    cabinet.sign_in(sandbox)

    assert cabinet("--read-only", "status").code == 0
