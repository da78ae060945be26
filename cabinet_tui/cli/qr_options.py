"""What commands that draw a QR code are told of the signs it may be drawn with."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.parser import Parser
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.settings import QrBlocks

_BLOCKS = ("half", "sextants", "octants")
"""The values of ``QrBlocks``, without the file of settings: the parser is made at every start."""


def add_blocks(parser: Parser) -> None:
    """Let a command be told."""
    parser.add_argument(
        "--qr-blocks",
        choices=_BLOCKS,
        help=_("the densest signs for a QR code, where your font has them"),
    )


def blocks(arguments: Namespace) -> "QrBlocks | None":
    """The signs that were asked for; None for those of the settings."""
    from cabinet_tui.settings import QrBlocks

    return QrBlocks(arguments.qr_blocks) if arguments.qr_blocks else None
