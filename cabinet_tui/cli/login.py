"""``login``: get a session and remember the server."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import questions
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.state import AppState

    Way = tuple[str, Callable[[Cabinet], Awaitable[object]]]
    """What to call whoever signs in while nothing else is known, and how it is done."""

_LONGEST_PASSWORD = 1024


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("login", _("sign in and remember the server"))
    parser.add_argument("--email", metavar=_("EMAIL"), help=_("the e-mail address of the account"))
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=_("read the password from standard input instead of asking for it"),
    )
    parser.add_argument(
        "--telegram",
        action="store_true",
        help=_("sign in by a link that is confirmed in the bot of the service"),
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Sign in, keep the session, and make the profile the one to use from now on."""
    from dataclasses import replace

    from cabinet_tui import locale, profile
    from cabinet_tui.cli import output, visit, wording
    from cabinet_tui.cli.exits import Exit

    memory = visit.server_memory(options)
    visit.destination(options, memory)  # what cannot be an address is said before the questions
    way = _by_telegram(arguments, options) if arguments.telegram else _by_email(arguments)
    who, enter = way

    async def sign_in() -> tuple[str, "AppState"]:
        async with visit.opened(options, memory) as cabinet:
            await enter(cabinet)
            await cabinet.session.refresh()
            state = cabinet.store.state
            account = state.account.value
            return (wording.person(account) if account else who), state

    person, state = visit.finish(sign_in)
    there = visit.destination(options, memory)
    language = locale.spoken(state.account_language)
    profile.remember(profile.config_path(), replace(there, language=language))
    paper = output.Paper(options.ascii_only)
    paper.line(_("Signed in as {person}.").format(person=person))
    paper.line(
        _("The session is kept in {place}.").format(
            place=wording.token_store(state.session.token_store)
        )
    )
    return Exit.OK


def _by_telegram(arguments: Namespace, options: Options) -> "Way":
    from cabinet_tui.cli import telegram_login
    from cabinet_tui.domain.errors import BadSetting

    if arguments.email or arguments.password_stdin:
        raise BadSetting(
            reason=_("--telegram needs neither an e-mail address nor a password."),
            advice=_("Leave those out."),
        )
    ascii_only = options.ascii_only
    return "Telegram", lambda cabinet: telegram_login.sign_in(cabinet, ascii_only=ascii_only)


def _by_email(arguments: Namespace) -> "Way":
    email = arguments.email or _asked_email(reads_password=arguments.password_stdin)
    password = _piped_password() if arguments.password_stdin else _asked_password(email)

    async def enter(cabinet: "Cabinet") -> object:
        from cabinet_tui.cli import consent

        return await consent.given(
            lambda accepted: cabinet.session.sign_in(email, password, accepted)
        )

    return email, enter


def _asked_email(*, reads_password: bool) -> str:
    from cabinet_tui.domain.errors import BadSetting

    if reads_password or not questions.can_ask():
        raise BadSetting(
            reason=_("The e-mail address is missing."), advice=_("Give it with --email.")
        )
    return questions.asked(_("E-mail: "))


def _asked_password(email: str) -> str:
    from cabinet_tui.cli.output import flat
    from cabinet_tui.domain.errors import BadSetting

    if not questions.can_ask():
        raise BadSetting(
            reason=_("There is no terminal to ask for the password."),
            advice=_("Pipe it in with --password-stdin."),
        )
    return questions.secret(_("Password for {email}: ").format(email=flat(email)))


def _piped_password() -> str:
    """The first line of standard input, without its end."""
    from cabinet_tui.domain.errors import BadSetting

    line = sys.stdin.readline(_LONGEST_PASSWORD) if sys.stdin is not None else ""
    password = line.rstrip("\r\n")
    if not password:
        raise BadSetting(
            reason=_("No password came in on standard input."),
            advice=_("Pipe it in, like: pass show cabinet | cabinet-tui login --password-stdin"),
        )
    return password
