"""The realtime link to the server, as the header shows it."""

from dataclasses import dataclass
from enum import StrEnum


class LinkStatus(StrEnum):
    """How news reach us."""

    CONNECTING = "connecting"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    POLLING = "polling"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Link:
    """The state of the link; ``retry_in`` is in seconds, while reconnecting.

    ``refused`` tells that the server closes the link for lack of rights (1008) again and again.
    """

    status: LinkStatus = LinkStatus.CONNECTING
    retry_in: float | None = None
    refused: bool = False
