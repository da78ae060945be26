"""Whatever argparse of this Python may say to a person is in our catalogues."""

import argparse
import ast
import inspect
from collections.abc import Iterator

import pytest

from cabinet_tui import locale

UNREACHED = {
    # For whoever writes a grammar, not for whoever uses it.
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    ".__call__() not defined",
    "'required' is an invalid argument for positionals",
    "mutually exclusive arguments must be optional",
    "%r is not callable",
    "cannot merge actions - two groups are named %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "cannot have multiple subparser arguments",
    # Options are not shortened here, files are not opened, errors have one line of ours.
    "ambiguous option: %(option)s could match %(matches)s",
    "can't open '%(filename)s': %(error)s",
    'argument "-" with mode %r',
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    "unexpected option string: %s",
    # The same in both languages, or said in our own words.
    "%(heading)s:",
    " (default: %(default)s)",
    "subcommands",
    "show program's version number and exit",
    # No command takes so many or so few, none is deprecated, and an unknown one is no choice.
    "expected at most one argument",
    "expected %s argument",
    "expected %s arguments",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
}
"""What our command line never lets argparse say."""


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    before = locale.current()
    locale.use("ru")
    yield
    locale.use(before)


def test_what_argparse_may_say_is_translated() -> None:
    said = set(_texts(ast.parse(inspect.getsource(argparse))))
    assert len(said) > 25
    assert {text for text in said - UNREACHED if locale._(text) == text} == set()


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_" | "ngettext"), args=texts):
                yield from (
                    text.value
                    for text in texts
                    if isinstance(text, ast.Constant) and isinstance(text.value, str)
                )
