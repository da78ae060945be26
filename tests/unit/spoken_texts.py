"""Finds texts in code that a person sees although they never went through gettext."""

import ast
import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME_EVERYWHERE = re.compile(r"cabinet-tui|\w+://\S+")
_ALL = slice(None)
_FIRST = slice(1)
_CALLS = {
    "Static": _FIRST,
    "Label": _FIRST,
    "Button": _FIRST,
    "Binding": slice(2, 3),
    "Content": _FIRST,
    "styled": _FIRST,
    "assemble": _ALL,
    "Note": _FIRST,
    "Option": _FIRST,
    "Tab": _FIRST,
    "SystemCommand": slice(2),
    "notify": _FIRST,
    "update": _FIRST,
    "add_columns": _ALL,
    "add_column": _FIRST,
    "print": _ALL,
    "remark": _FIRST,
    "write": _FIRST,
}
"""What draws or prints, and which of its arguments are texts."""
_NAMES = frozenset(
    {
        "advice",
        "border_subtitle",
        "border_title",
        "description",
        "detail",
        "epilog",
        "help",
        "label",
        "placeholder",
        "prompt",
        "reason",
        "sub_title",
        "title",
        "tooltip",
    }
)
"""Keywords and attributes that hold texts."""
_GETTEXT = frozenset({"_", "N_", "ngettext", "pgettext"})


def unspoken(code: str) -> list[tuple[int, str]]:
    """The lines and texts of literals that are shown as they are, or that gettext cannot know."""
    return sorted(found for node in ast.walk(ast.parse(code)) for found in _texts(node))


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call):
        name = _called(node)
        if name in _GETTEXT:
            yield from ((node.lineno, ast.unparse(arg)) for arg in node.args if _made(arg))
            return
        yield from _literals(node.args[_CALLS.get(name, slice(0))])
        yield from _literals(word.value for word in node.keywords if word.arg in _NAMES)
    elif isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Attribute)]
        if any(target.attr in _NAMES for target in targets):
            yield from _literals([node.value])


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _made(argument: ast.expr) -> bool:
    """Whether the message is put together before gettext sees it."""
    match argument:
        case ast.JoinedStr() | ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr="format")):
            return True
        case _:
            return False


def _is_text(text: str) -> bool:
    return _WORD.search(_SAME_EVERYWHERE.sub("", text)) is not None


def _literals(values: Iterable[ast.expr]) -> Iterator[tuple[int, str]]:
    for value in values:
        match value:
            case ast.Constant(value=str(text)) if _is_text(text):
                yield value.lineno, text
            case ast.JoinedStr(values=parts):
                yield from _literals(parts)
            case ast.IfExp(body=one, orelse=other):
                yield from _literals([one, other])
            case ast.Tuple(elts=[first, *_rest]):
                yield from _literals([first])
            case _:
                continue
