"""Finds whatever reads like a sentence in code and never went through gettext, shown or not."""

import ast
import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}|[А-Яа-яЁё]{2,}")
_GETTEXT = frozenset({"_", "N_", "ngettext", "pgettext"})


def loose(code: str) -> list[tuple[int, str]]:
    """The lines and texts of literals of two words or more, or in Russian; no docstrings."""
    return sorted(_below(ast.parse(code)))


def _below(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Constant(value=str(text)):
                if _SENTENCE.search(text):
                    yield child.lineno, text
            case ast.Expr(value=ast.Constant()):
                continue  # A docstring.
            case ast.Call(func=ast.Name(id=name)) if name in _GETTEXT:
                continue
            case ast.AnnAssign(value=ast.expr() as value):
                yield from _below(ast.Expr(value))
            case ast.arg() | ast.AnnAssign():
                continue
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                child.returns = None
                yield from _below(child)
            case _:
                yield from _below(child)
