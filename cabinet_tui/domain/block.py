"""What keeps somebody out of the whole cabinet, and the ways out of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.contacts import ContactKind, contacts
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    CabinetError,
    ChannelsRequired,
    Maintenance,
)
from cabinet_tui.domain.service import ServiceInfo

_BOT_LINK = re.compile(r"https://t\.me/(?P<bot>\w{3,64})\?start=(?P<word>[\w-]{1,64})", re.ASCII)
_PEOPLE = (ContactKind.SUPPORT_TELEGRAM, ContactKind.SUPPORT_EMAIL)


class BlockKind(StrEnum):
    """Why nothing can be done."""

    MAINTENANCE = "maintenance"
    CHANNELS = "channels"
    BLOCKED = "blocked"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: ``said`` is what the service says of it, in its own words.

    ``channels`` are those to join, ``link`` is that of the bot that takes the account up again.
    ``looked_at`` is when it was last found to hold; what is known of the account is of
    ``known_at``, None when nothing is.
    """

    kind: BlockKind
    said: str = ""
    channels: tuple[Channel, ...] = ()
    link: str = ""
    looked_at: datetime | None = None
    known_at: datetime | None = None

    def error(self) -> CabinetError:
        """The failure that whatever is asked for meets with now."""
        match self.kind:
            case BlockKind.MAINTENANCE:
                return Maintenance(detail=self.said)
            case BlockKind.CHANNELS:
                return ChannelsRequired(channels=self.channels)
            case BlockKind.BLOCKED:
                return AccountBlocked(detail=self.said)
            case BlockKind.DELETED:
                return AccountDeleted(link=self.link)


@dataclass(frozen=True, slots=True)
class Outage:
    """The server cannot be reached; what is known of the account is of ``known_at``."""

    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WayOut:
    """A link that leads out of a block; ``done`` when it was followed already."""

    title: str
    url: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class BotStart:
    """What opening a bot's link amounts to, for whoever cannot open it."""

    bot: str
    command: str


def block_of(error: CabinetError) -> Block | None:
    """The block that a failure tells of, None when it is none."""
    match error:
        case Maintenance():
            return Block(BlockKind.MAINTENANCE, said=error.reason or error.detail)
        case ChannelsRequired():
            return Block(BlockKind.CHANNELS, channels=tuple(error.channels))
        case AccountBlocked():
            return Block(BlockKind.BLOCKED, said=error.detail)
        case AccountDeleted():
            return Block(BlockKind.DELETED, link=error.link)
    return None


def ways_out(block: Block, info: ServiceInfo | None) -> Sequence[WayOut]:
    """What can be followed out of a block, what is to be done first."""
    match block.kind:
        case BlockKind.CHANNELS:
            missing = sorted(block.channels, key=lambda channel: channel.joined)
            return [WayOut(channel.title, channel.link, channel.joined) for channel in missing]
        case BlockKind.DELETED:
            return [WayOut("", block.link)] if block.link else []
        case _:
            found = contacts(info) if info else ()
            people = (contact for contact in found if contact.kind in _PEOPLE)
            return [WayOut(contact.text, contact.url) for contact in people if contact.url]


def bot_start(link: str) -> BotStart | None:
    """The bot and the command of a link that starts one, None for any other link."""
    found = _BOT_LINK.fullmatch(link)
    return BotStart(found["bot"], f"/start {found['word']}") if found else None
