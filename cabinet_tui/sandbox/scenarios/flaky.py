"""The default account behind a bad line: slow replies, errors, cut connections, dropped sockets."""

from collections.abc import Iterator

from cabinet_tui.sandbox.faults import Fault
from cabinet_tui.sandbox.scenarios.default import build
from cabinet_tui.sandbox.scenarios.scenario import Scenario

# Signing in is only slow, so a demo of this scenario always gets past its first request.
STRUCK = ("/balance*", "/subscription*", "/referral*", "/promocode*", "/tickets*")
BAD_GATEWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def _faults() -> Iterator[Fault]:
    for path in STRUCK:
        yield Fault(path, status=503, chance=0.05, headers={"Retry-After": "1"})
        yield Fault(path, status=502, chance=0.04, body=BAD_GATEWAY, content_type="text/html")
        yield Fault(path, status=500, chance=0.02)
        yield Fault(path, method="GET", cut="before", chance=0.03)
        yield Fault(path, method="GET", cut="midway", chance=0.02)
        yield Fault(path, method="POST", cut="after", chance=0.05)
    yield Fault(delay=3.0, chance=0.05)
    yield Fault(delay=0.8, chance=0.3)
    yield Fault(delay=0.2, chance=0.6)


SCENARIO = Scenario(build, faults=tuple(_faults()), drop_sockets_chance=0.02)
