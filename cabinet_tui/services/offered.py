"""The gateway of a feature that only some servers have."""

from typing import TypeVar

from cabinet_tui.domain.errors import NotSupported

G = TypeVar("G")


def offered(gateway: G | None) -> G:
    """The gateway; raises NotSupported where the server has no such thing.

    Screens ask ``Capability`` first and never come here; a command may.
    """
    if gateway is None:
        raise NotSupported
    return gateway
