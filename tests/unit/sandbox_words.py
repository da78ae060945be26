"""What the sandboxes can say in a refusal or in a thanks, as examples made of their code."""

import ast
from collections.abc import Iterator
from itertools import product

from tools.catalogue import ROOT

_ROOM = ROOT / "cabinet_tui/sandbox"
_ASIDE = ("control", "checkout")
"""Routers that steer a sandbox: no client talks to them."""


def sandbox_words() -> dict[str, str]:
    """Every text with the place it is written in; what is filled in is ``7``."""
    found: dict[str, str] = {}
    for path in sorted(_ROOM.rglob("*.py")):
        place = path.relative_to(_ROOM).with_suffix("").as_posix()
        if path.stem not in _ASIDE and "scenarios" not in path.parts:
            code = path.read_text(encoding="utf-8")
            found |= dict.fromkeys(_said(ast.parse(code)), place)
    return found


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if not _steers(node):
            for text in _texts(node):
                yield from _examples(text)
            yield from _said(node)


def _steers(node: ast.AST) -> bool:
    match node:
        case ast.AsyncFunctionDef(decorator_list=[ast.Call(func=ast.Attribute(value=router)), *_]):
            return ast.unparse(router) in _ASIDE
        case _:
            return False


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id="HTTPException"), args=[_, said, *_]):
            yield said
        case ast.Call(func=ast.Name(id="refuse"), args=[_, _, said, *_]):
            yield said
        case ast.Call(func=ast.Attribute(attr="__init__"), args=[said]):
            yield said
        case ast.keyword(arg="message" | "reason", value=said):
            yield said
        case ast.Assign(targets=[ast.Name(id="detail" | "words" | "WORDS")], value=said):
            yield said
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            yield from (said for key, said in pairs if _is_message(key))
        case ast.FunctionDef(name="_reason" | "_obstacle" | "_objection"):
            returned = (inner for inner in ast.walk(node) if isinstance(inner, ast.Return))
            yield from (one.value for one in returned if one.value is not None)


def _is_message(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and key.value == "message"


def _examples(text: ast.expr) -> Iterator[str]:
    match text:
        case ast.Constant(value=str(said)):
            yield said
        case ast.JoinedStr(values=parts):
            yield from map("".join, product(*(list(_examples(part)) or ["7"] for part in parts)))
        case ast.FormattedValue(value=ast.IfExp() as either):
            yield from _examples(either)
        case ast.IfExp(body=one, orelse=other):
            yield from _examples(one)
            yield from _examples(other)
        case ast.Dict(values=values):
            for value in values:
                yield from _examples(value)
