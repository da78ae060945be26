"""The questions of a command, made of its grammar."""

import sys
from argparse import SUPPRESS, Action, ArgumentTypeError, Namespace, _HelpAction, _SubParsersAction
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from cabinet_tui.cli import options, questions
from cabinet_tui.cli.output import remark
from cabinet_tui.cli.parser import Parser
from cabinet_tui.cli.plain.menu import NEVER_ASKED, Choice, Words
from cabinet_tui.cli.texts import STDIN
from cabinet_tui.locale import _


class Changed(Exception):
    """Whoever is asked does not want it any more."""


def parsers(grammar: Parser, words: Words) -> Iterator[Parser]:
    """The parsers that lead to a command, the last of them its own."""
    parser = grammar
    for word in words:
        parser = children(parser)[word]
        yield parser


def children(parser: Parser) -> dict[str, Parser]:
    """The commands below a parser."""
    found = (action for action in _actions(parser) if isinstance(action, _SubParsersAction))
    return {name: child for action in found for name, child in action.choices.items()}


def wants(parser: Parser) -> Sequence[Action]:
    """What a command takes, without what every command takes."""
    every = Parser(prog="", description="")
    options.add_to(every)
    common = {action.dest for action in _actions(every)}
    return [
        action
        for action in _actions(parser)
        if action.dest not in common and not isinstance(action, _SubParsersAction | _HelpAction)
    ]


def namespace(grammar: Parser, words: Words) -> Namespace:
    """What the command line is when nothing but the command stands there."""
    values: dict[str, object] = {}
    for parser in parsers(grammar, words):
        values |= {
            action.dest: action.default
            for action in wants(parser)
            if action.default is not SUPPRESS
        }
        run = parser.get_default("run")
        if run is not None:
            values["run"] = run
    return Namespace(**values)


def answered(grammar: Parser, choice: Choice, subscription: int | None) -> Namespace:
    """The command line of a choice, with everything asked for; raises Changed and NoAnswer."""
    found = namespace(grammar, choice.words)
    for action in wants(list(parsers(grammar, choice.words))[-1]):
        if action.dest in ("subscription", "code_for"):
            setattr(found, action.dest, subscription)
        elif action.dest in choice.settled:
            setattr(found, action.dest, choice.settled[action.dest])
        elif action.dest not in NEVER_ASKED:
            setattr(found, action.dest, _asked(action, needed=action.dest in choice.needed))
    return found


def picked(
    grammar: Parser, choice: Choice, rows: Sequence[Sequence[str]]
) -> Mapping[str, object] | None:
    """What one of the rows stands for, None where they stand for nothing; raises as ``one_of``."""
    actions = {action.dest: action for action in wants(list(parsers(grammar, choice.words))[-1])}
    offered: list[tuple[str, Mapping[str, object]]] = []
    for row in rows:
        first = row[0].replace("--option ", "")
        words = first.split(maxsplit=len(choice.picks) - 1) if len(choice.picks) > 1 else [first]
        found = {dest: actions[dest].default for dest in choice.picks}
        with suppress(ArgumentTypeError):
            found |= {
                dest: _valued(actions[dest], word)
                for dest, word in zip(choice.picks, words, strict=False)
            }
            found |= {
                dest: _valued(actions[dest], row[place].split()[0])
                for dest, place in choice.counts.items()
            }
            offered.append((", ".join(filter(None, row)), found))
    if not offered:
        return None
    place = one_of([line for line, _found in offered], _("Which one:"))
    return offered[place][1]


def one_of(names: Sequence[str], title: str, last: str = "", *, lists: bool = True) -> int:
    """Which of these was chosen, counted from 0; raises Changed for none, and NoAnswer.

    An empty answer lists them; without ``lists`` that is left to it.
    """
    while True:
        if lists:
            _list(names, title, last or _("Back"))
        answer = questions.line(_("Number (Enter alone lists the choices): "))
        lists = not answer
        if answer == "0":
            raise Changed
        if answer.isdecimal() and int(answer) <= len(names):
            return int(answer) - 1
        if answer:
            remark(_("Answer with a number from 0 to {most}.").format(most=len(names)))


def _list(names: Sequence[str], title: str, last: str) -> None:
    remark(title)
    for place, name in enumerate(names, 1):
        remark(f"{place}. {name}")
    remark(f"0. {last}")


def _asked(action: Action, *, needed: bool) -> object:
    what = action.help or action.dest
    if action.nargs == 0:
        return questions.agreed(f"{_raised(what)}?")
    if action.default == STDIN:
        return _long()
    if action.choices is not None and (needed or action.required):
        choices = [str(each) for each in action.choices]
        return choices[one_of(choices, f"{_raised(what)}:")]
    must = needed or (action.required and action.nargs != "?")
    hint = _("Enter alone goes back") if must else _("Enter alone leaves it out")
    while True:
        answer = questions.line(f"{_raised(what)} ({hint}): ")
        if not answer:
            if must:
                raise Changed
            return action.default
        try:
            return _valued(action, answer)
        except ArgumentTypeError as error:
            remark(str(error))


def _valued(action: Action, answer: str) -> object:
    if action.choices is not None and answer not in [str(each) for each in action.choices]:
        known = ", ".join(str(each) for each in action.choices)
        raise ArgumentTypeError(_("It is one of: {values}.").format(values=known))
    if not callable(action.type):
        return answer
    try:
        value: object = action.type(answer)
    except (ValueError, TypeError):
        wrong = _("“{answer}” does not do here.").format(answer=answer)
        raise ArgumentTypeError(wrong) from None
    return value


def _long() -> str:
    """Several lines, up to an empty one."""
    remark(_("Write it line by line; an empty line ends it."))
    lines: list[str] = []
    while True:
        line = sys.stdin.readline()
        if not line.strip():
            break
        lines.append(line.rstrip("\r\n"))
    if not lines:
        raise Changed
    return "\n".join(lines)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _actions(parser: Parser) -> Sequence[Action]:
    return parser._actions  # noqa: SLF001 - argparse has no public way to what a parser takes
