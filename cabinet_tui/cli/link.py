"""``link``: how to connect, as text, as a QR code, or on the clipboard."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import choice, offline, qr_options
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.settings import QrBlocks


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("link", _("show the connection link"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--qr", action="store_true", help=_("draw it as a QR code"))
    form.add_argument(
        "--qr-file", metavar=_("FILE"), help=_("save it as a QR code, FILE.png or FILE.svg")
    )
    form.add_argument(
        "--copy", action="store_true", help=_("send it to the clipboard of the terminal")
    )
    form.add_argument("--json", action="store_true", help=_("write JSON, for programs"))
    qr_options.add_blocks(parser)
    offline.add(parser)
    choice.add_subscription(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the link."""
    from cabinet_tui.cli import output, subscription, visit
    from cabinet_tui.cli.exits import Exit

    known = None
    if arguments.offline:
        known = offline.subscription(offline.state(options), arguments)
        if known is None:
            return offline.nothing()
        offline.tell_age(known.fetched_at)
        found = known.value
    else:
        found = visit.visit(options, choice.about_one(arguments, subscription.read))
    link = found.link if found else ""
    if arguments.json:
        age = offline.age_document(known.fetched_at) if known else {}
        output.document({"link": link or None, **age})
    if not link:
        output.remark(
            _("The subscription has no link yet.") if found else _("There is no subscription yet.")
        )
        return Exit.NOTHING
    if arguments.qr:
        return _draw(link, ascii_only=options.ascii_only, blocks=qr_options.blocks(arguments))
    if arguments.qr_file:
        return _save(link, arguments.qr_file)
    if not arguments.json:
        output.Paper().line(link)
    if arguments.copy:
        return _copy(link)
    return Exit.OK


def _draw(link: str, *, ascii_only: bool, blocks: "QrBlocks | None") -> int:
    from cabinet_tui.cli import output, qr
    from cabinet_tui.cli.exits import Exit

    if qr.show(link, ascii_only=ascii_only, blocks=blocks):
        return Exit.OK
    output.Paper().line(link)
    return Exit.FAILED


def _save(link: str, file: str) -> int:
    from pathlib import Path

    from cabinet_tui.cli import qr
    from cabinet_tui.cli.exits import Exit

    return Exit.OK if qr.save(link, Path(file)) else Exit.FAILED


def _copy(link: str) -> int:
    import os

    from cabinet_tui.cli import clipboard, output
    from cabinet_tui.cli.exits import Exit

    if clipboard.send(link, clipboard.write_to_terminal, os.environ):
        output.remark(_("The link was sent to the clipboard."))
        return Exit.OK
    output.remark(_("There is no terminal with a clipboard here: copy the link above."))
    return Exit.FAILED
