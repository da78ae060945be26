"""What renewing the link and halting a daily tariff answer."""

from pydantic import BaseModel


class Revoked(BaseModel):
    """POST /subscription/revoke: the new link is not told, it has to be read."""

    success: bool = True
    cooldown_seconds: int


class Paused(BaseModel):
    """POST /subscription/pause."""

    success: bool = True
    message: str
    is_paused: bool
    balance_kopeks: int
    balance_label: str
