"""The command line's grammar: argparse, speaking the language in use."""

import argparse
import gettext
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from cabinet_tui import __version__, locale
from cabinet_tui.cli import options
from cabinet_tui.cli.exits import Exit
from cabinet_tui.locale import _

PROGRAM = "cabinet-tui"


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong on one line and never guesses at shortened options."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, then leave with the code for wrong usage."""
        from cabinet_tui.cli.output import flat

        hint = _("See {command}.").format(command=f"{self.prog} --help")
        sys.stderr.write(f"{PROGRAM}: {flat(message)}. {hint}\n")
        raise SystemExit(Exit.USAGE)


class Commands:
    """Takes the commands in: each names itself and gets a parser that knows the options of all."""

    def __init__(
        self, parser: Parser, description: str | None = None, *, required: bool = False
    ) -> None:
        self._program = parser.prog
        self._parsers = parser.add_subparsers(
            title=_("commands"),
            metavar=_("COMMAND"),
            description=description,
            parser_class=Parser,
            required=required,
        )

    def add(self, name: str, summary: str) -> Parser:
        """A parser for the command ``name``; its help names the options of every command too."""
        parser: Parser = self._parsers.add_parser(
            name, help=summary, prog=f"{self._program} {name}", description=summary
        )
        options.add_to(parser)
        return parser


def root() -> Parser:
    """The parser of the program itself, with no command yet."""
    parser = Parser(prog=PROGRAM, description=_("The account cabinet of a VPN service."))
    parser.add_argument(
        "--version",
        action="version",
        version=f"{PROGRAM} {__version__}",
        help=_("show the version and leave"),
    )
    options.add_to(parser)
    return parser


def add_json(parser: Parser, *, below: bool = False) -> None:
    """Give a command its form for programs; ``below`` one that may have been told so already."""
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if below else False,
        help=_("write JSON, for programs"),
    )


@contextmanager
def argparse_speaks(language: str) -> Iterator[None]:
    """Let argparse find its own texts in our catalogue: it asks gettext's global domain.

    gettext takes the language of that domain from the environment alone, so it is set for the
    time of parsing and then put back.
    """
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("cabinet_tui", str(Path(locale.__file__).parent))
    gettext.textdomain("cabinet_tui")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def argparse_texts() -> Sequence[str]:
    """What argparse says of its own accord, listed here so that the catalogues have it."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("not allowed with argument %s"),
        _("ignored explicit argument %r"),
        _("invalid %(type)s value: %(value)r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("one of the arguments %s is required"),
        _("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    )
