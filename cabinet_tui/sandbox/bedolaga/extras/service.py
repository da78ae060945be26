"""What the service as a whole knows in this dialect only; a feature adds a field of its own."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from cabinet_tui.sandbox.bedolaga.extras.presents import Coupon, Present

Block = Literal["none", "maintenance", "channel", "blacklisted", "deleted", "inactive"]


@dataclass(slots=True)
class DeepLink:
    """A sign-in that waits for a button in the bot; `account_id` is who pressed it."""

    begun_at: datetime
    account_id: int | None = None


@dataclass(slots=True)
class ServiceExtras:
    """Switches of the operator and what lies between requests.

    `several` lets an account have more subscriptions than one; `block` keeps everybody out;
    `revoked` are refresh tokens that were logged out; `auto_purchase` buys a saved cart as
    soon as a top-up allows it; `hide_links` keeps connection links to the bot; `restricted` lets
    nobody spend or top up.
    """

    several: bool = False
    auto_purchase: bool = False
    hide_links: bool = False
    restricted: bool = False
    email_sign_in: bool = True
    gifts: bool = True
    trial_price_kopeks: int = 0
    bot: str = "sandbox_cabinet_bot"
    block: Block = "none"
    legal_documents: tuple[str, ...] = ("public_offer", "privacy_policy")
    deep_links: dict[str, DeepLink] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    presents: list[Present] = field(default_factory=list)
    coupons: list[Coupon] = field(default_factory=list)
