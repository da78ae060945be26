"""Blocks and outages in words."""

from collections.abc import Sequence
from datetime import datetime

from cabinet_tui.domain.block import Block, BlockKind, Outage, bot_start
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import clock, since

_TITLES = {
    BlockKind.MAINTENANCE: N_("The service is under maintenance"),
    BlockKind.CHANNELS: N_("The service wants you to be in its channels"),
    BlockKind.BLOCKED: N_("This account is blocked"),
    BlockKind.DELETED: N_("This account is deactivated"),
}
_ADVICE = {
    BlockKind.MAINTENANCE: N_(
        "There is nothing to do but wait: this goes away by itself when it is over."
    ),
    BlockKind.CHANNELS: N_("Join those that are missing, then look again."),
    BlockKind.BLOCKED: N_("If that is a mistake, write to support."),
    BlockKind.DELETED: N_("Open the bot and press Start there: it takes the account up again."),
}
_SHORTLY = {
    BlockKind.MAINTENANCE: N_("Maintenance."),
    BlockKind.CHANNELS: N_("There are channels to join."),
    BlockKind.BLOCKED: N_("This account is blocked."),
    BlockKind.DELETED: N_("This account is deactivated."),
}


def block_title(block: Block) -> str:
    """What it is, without a full stop."""
    return _(_TITLES[block.kind])


def block_advice(block: Block) -> Sequence[str]:
    """What the service says, and what there is to do; a paragraph each."""
    start = bot_start(block.link)
    by_hand = _("Where t.me does not open, send @{bot} this: {command}")
    typed = by_hand.format(bot=start.bot, command=start.command) if start else ""
    return tuple(filter(None, (block.said, _(_ADVICE[block.kind]), typed)))


def looked_at(block: Block) -> str:
    """When it was looked at, and that this goes on."""
    if block.looked_at is None:
        return ""
    return _("Looked at {time}; looked at again every 30 seconds.").format(
        time=clock(block.looked_at)
    )


def trouble_line(trouble: Block | Outage, now: datetime) -> str:
    """One line over what is known: what is wrong, and how old that is."""
    if isinstance(trouble, Block):
        what = _(_SHORTLY[trouble.kind])
    else:
        what = _("The server does not answer.")
    if trouble.known_at is None:
        return what
    age = _("This is what was known at {time}.").format(time=since(trouble.known_at, now))
    return f"{what} {age}"
