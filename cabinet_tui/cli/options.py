"""The options that every command takes, before or after its name."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from cabinet_tui.locale import LANGUAGES, _

TOKEN_STORES = ("auto", "keyring", "file", "memory")
DIALECTS = ("auto", "documented", "bedolaga")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for all commands; None where nothing was said."""

    profile: str | None = None
    server: str | None = None
    language: str | None = None
    ascii_only: bool = False
    mouse: bool = True
    plain: bool = False
    read_only: bool = False
    token_store: str | None = None
    insecure_http: bool = False
    dialect: str | None = None
    log: str | None = None


def add_to(parser: ArgumentParser) -> None:
    """Add the options to a parser. Nothing is set by default: what stands before stays."""
    group = parser.add_argument_group(_("options for every command"))
    group.add_argument(
        "--profile", metavar=_("NAME"), default=SUPPRESS, help=_("the account to use, by name")
    )
    group.add_argument(
        "--server",
        metavar=_("URL"),
        default=SUPPRESS,
        help=_("the address of the cabinet, like https://vpn.example.com"),
    )
    group.add_argument(
        "--lang", choices=LANGUAGES, default=SUPPRESS, help=_("the language to speak")
    )
    group.add_argument(
        "--token-store",
        choices=TOKEN_STORES,
        default=SUPPRESS,
        help=_("where the session is kept between runs"),
    )
    group.add_argument(
        "--dialect",
        choices=DIALECTS,
        default=SUPPRESS,
        help=_("how the server speaks, instead of finding that out"),
    )
    group.add_argument(
        "--log",
        metavar=_("FILE"),
        default=SUPPRESS,
        help=_("write down what is asked and how it fares, without secrets"),
    )
    switches = (
        ("--ascii", _("draw with ASCII characters only")),
        ("--no-mouse", _("leave the mouse to the terminal")),
        ("--plain", _("lines and questions instead of a screen, for screen readers too")),
        ("--read-only", _("allow nothing that changes the account")),
        ("--insecure-http", _("allow http:// to another computer; anyone on the way can read it")),
    )
    for flag, text in switches:
        group.add_argument(flag, action="store_true", default=SUPPRESS, help=text)


def chosen(namespace: Namespace) -> Options:
    """The options a command line asked for."""

    def text(name: str) -> str | None:
        value = getattr(namespace, name, None)
        return value if isinstance(value, str) else None

    def flag(name: str) -> bool:
        return getattr(namespace, name, False) is True

    return Options(
        profile=text("profile"),
        server=text("server"),
        language=text("lang"),
        ascii_only=flag("ascii"),
        mouse=not flag("no_mouse"),
        plain=flag("plain"),
        read_only=flag("read_only"),
        token_store=text("token_store"),
        insecure_http=flag("insecure_http"),
        dialect=text("dialect"),
        log=text("log"),
    )


def asked_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang``, read ahead: the parser's own texts need it."""
    asked = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
    return asked
