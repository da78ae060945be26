"""The conversation: sections by number, what they show, and what can be done there."""

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace

from cabinet_tui.cli import commands, failure, linear, questions
from cabinet_tui.cli.exits import Exit
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.output import remark
from cabinet_tui.cli.plain import asking, newcomer
from cabinet_tui.cli.plain.menu import SECTIONS, SIGN_IN, Choice, Section, Words
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import _

_OFF = ("", "0", "no", "off")


def is_wanted(options: Options) -> bool:
    """Whether lines are wanted: asked for now, by ``CABINET_PLAIN``, or in the settings."""
    said = os.environ.get("CABINET_PLAIN")
    if options.plain or said is None:
        from cabinet_tui.cli import preferences

        return options.plain or preferences.kept().plain
    return said.lower() not in _OFF


def run(options: Options) -> int:
    """Talk until it is ended by 0, by the end of the answers or by Ctrl+C; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    # One stream: what is asked stands where it belongs among what is told.
    with linear.conversation(), redirect_stderr(sys.stdout):
        try:
            Talk(options).begin()
        except questions.NoAnswer:
            return Exit.OK
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
    return Exit.OK


class Talk:
    """What is remembered between two answers: the server and the subscription that is meant."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._subscription: int | None = None
        self._own: Mapping[str, Callable[[], int]] = {
            "=register": lambda: newcomer.register(self._options),
            "=verify": lambda: newcomer.verify(self._options),
            "=forgot": lambda: newcomer.forgot(self._options),
            "=reset": lambda: newcomer.reset(self._options),
            "=service": lambda: newcomer.service(self._options),
            "=speak": newcomer.speak,
            "=choose": self._choose_subscription,
        }

    def begin(self) -> None:
        """Say how it goes, where things stand, and go on section by section."""
        remark(_("Answer each question with a number or a text and Enter. 0 goes back."))
        self._require_server()
        if self._show(("status",)) == Exit.SIGN_IN:
            self._stay(SIGN_IN)
        while True:
            remark("")
            try:
                place = asking.one_of(
                    [_(section.title) for section in SECTIONS], _("Sections:"), last=_("Quit")
                )
            except asking.Changed:
                return
            self._stay(SECTIONS[place])

    def _require_server(self) -> None:
        from cabinet_tui.cli import visit

        if not visit.chosen_profile(self._options, needs_server=False).server:
            typed = questions.line(_("Server, like https://vpn.example.com: "))
            self._options = replace(self._options, server=typed)

    def _stay(self, section: Section) -> None:
        remark("")
        remark(f"{_(section.title)}.")
        for words in section.shows:
            self._show(words)
        lists = True
        while True:
            remark("")
            try:
                place = asking.one_of(
                    [self._title(choice) for choice in section.choices],
                    _("{section}, what to do:").format(section=_(section.title)),
                    lists=lists,
                )
            except asking.Changed:
                return
            choice, lists = section.choices[place], False
            remark("")
            done = self._do(choice)
            if section is SIGN_IN and done == Exit.OK and choice.words == ("login",):
                return

    def _title(self, choice: Choice) -> str:
        if choice.title:
            return _(choice.title)
        return str(list(asking.parsers(commands.grammar(), choice.words))[-1].description)

    def _do(self, choice: Choice) -> int:
        """Show what there is to choose from, ask, and do it."""
        own = self._own.get(choice.words[0])
        try:
            for words, settled in choice.first:
                told = io.StringIO()
                with linear.rows_noted() as rows, redirect_stdout(told):
                    code = self._show(words, settled)
                if code not in (Exit.OK, Exit.NOTHING):
                    return code
                found = asking.picked(commands.grammar(), choice, rows) if choice.picks else None
                if found is not None:
                    choice = replace(choice, settled={**choice.settled, **found})
                else:
                    sys.stdout.write(told.getvalue())
            if own is not None:
                return self._safely(own)
            asked = asking.answered(commands.grammar(), choice, self._subscription)
        except asking.Changed:
            remark(_("Nothing was done."))
            return Exit.FAILED
        return self._perform(asked)

    def _show(self, words: Words, settled: Mapping[str, object] | None = None) -> int:
        own = self._own.get(words[0])
        if own is not None:
            return self._safely(own)
        found = asking.namespace(commands.grammar(), words)
        for name, value in (settled or {}).items():
            setattr(found, name, value)
        if hasattr(found, "subscription"):
            found.subscription = self._subscription
        return self._perform(found)

    def _perform(self, found: Namespace) -> int:
        return self._safely(lambda: found.run(found, self._options))

    @staticmethod
    def _safely(work: Callable[[], int]) -> int:
        """Do it; what goes wrong is one line, and the conversation goes on."""
        try:
            return work()
        except CabinetError as error:
            return failure.expected(error)
        except KeyboardInterrupt:
            remark("")
            remark(_("Interrupted."))
            return Exit.INTERRUPTED
        except (BrokenPipeError, questions.NoAnswer, asking.Changed):
            raise
        except Exception as error:  # noqa: BLE001 - one failed command must not end the others
            return failure.unexpected(error)

    def _choose_subscription(self) -> int:
        answer = questions.line(_("Its number (Enter alone: the usual one): "))
        self._subscription = int(answer) if answer.isdecimal() else None
        return Exit.OK
