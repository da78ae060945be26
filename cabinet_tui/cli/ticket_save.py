"""``ticket save``: the files of a message, written where they are wanted."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_tui.cli import numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.domain.system_words import system_words
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.ticket import Conversation
    from cabinet_tui.domain.ticket_media import Media, MediaFile
    from cabinet_tui.services.cabinet import Cabinet


def add(below: Commands) -> None:
    """Make the command known."""
    save = below.add("save", _("save the files of a message"))
    save.add_argument(
        "ticket_id", type=numbers.whole, metavar="ID", help=_("the ticket, as “tickets” shows it")
    )
    save.add_argument(
        "message_id",
        type=numbers.whole,
        metavar="MESSAGE",
        help=_("the message, as “ticket show --json” numbers it"),
    )
    save.add_argument(
        "--to",
        type=Path,
        default=Path(),
        metavar=_("DIRECTORY"),
        help=_("where to; else where you are"),
    )
    save.add_argument("--replace", action="store_true", help=_("replace files that are there"))
    add_json(save)
    save.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Get every file of the message, then write them."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.cli.ticket import talk
    from cabinet_tui.domain.errors import NotFound

    async def read(cabinet: "Cabinet") -> "list[MediaFile]":
        files = _files(await talk(cabinet, arguments.ticket_id), arguments.message_id)
        if not files:
            raise NotFound(detail=_("There is no file in this message."))
        return [await cabinet.media.fetch(media) for media in files]

    paths = _write(visit.visit(options, read), arguments)
    if arguments.json:
        output.document({"files": [str(path) for path in paths]})
    else:
        paper = output.Paper(options.ascii_only)
        for path in paths:
            paper.line(_("Saved: {path}").format(path=path))
    return Exit.OK


def _files(found: "Conversation", message_id: int) -> "list[Media]":
    return [
        media
        for message in found.messages
        if message.id == message_id
        for media in message.media
        if media.file_id
    ]


def _write(files: "list[MediaFile]", arguments: Namespace) -> list[Path]:
    from cabinet_tui.domain.errors import BadSetting
    from cabinet_tui.widgets.qr_files import write

    paths = []
    for number, file in enumerate(files, 1):
        stem = f"message-{arguments.message_id}" + (f"-{number}" if len(files) > 1 else "")
        path = arguments.to.expanduser() / file.suggested_name(stem)
        try:
            paths.append(write(path, file.content, replace=arguments.replace))
        except FileExistsError:
            raise BadSetting(
                reason=_("{path} is there already.").format(path=path),
                advice=_("Add --replace, or name another directory with --to."),
            ) from None
        except (OSError, ValueError) as error:
            reason = system_words(error)
            raise BadSetting(
                reason=_("{path} cannot be written: {reason}").format(path=path, reason=reason),
                advice=_("Name another directory with --to."),
            ) from None
    return paths
