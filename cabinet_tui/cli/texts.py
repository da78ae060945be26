"""What is written to support: an argument, or standard input."""

import sys

from cabinet_tui.cli.parser import Parser
from cabinet_tui.locale import _

STDIN = "-"
_LONGEST = 1_000_000


def add_text(parser: Parser) -> None:
    """Give a command the text it sends."""
    parser.add_argument(
        "text",
        nargs="?",
        default=STDIN,
        metavar=_("TEXT"),
        help=_("what to write; without it or as “-” it is read from standard input"),
    )


def read(argument: str) -> str:
    """The text, without the space around it; raises EmptyText and BadSetting."""
    from cabinet_tui.domain.refusals import EmptyText

    text = _piped() if argument == STDIN else argument
    _check(text)
    bare = text.strip()
    if not bare:
        raise EmptyText
    return bare


def _piped() -> str:
    from cabinet_tui.cli import output, questions
    from cabinet_tui.domain.errors import BadSetting

    if sys.stdin is None:
        return ""
    if questions.can_ask():
        output.remark(_("Write the message; a line with Ctrl+D alone ends it."))
    try:
        text = sys.stdin.read(_LONGEST + 1)
    except UnicodeDecodeError:
        raise _unreadable() from None
    if len(text) > _LONGEST:
        raise BadSetting(
            reason=_("The text on standard input is too long."),
            advice=_("Send a part of it, or a link to it."),
        )
    return text


def _check(text: str) -> None:
    """Bytes that are no text come out of the arguments and of standard input as surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _unreadable() from None


def _unreadable() -> Exception:
    from cabinet_tui.domain.errors import BadSetting

    return BadSetting(reason=_("The text is not valid UTF-8."), advice=_("Convert it first."))
