"""Where the source hands a text to something of Textual that would read markup in it."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import cabinet_tui

ROOT = Path(cabinet_tui.__file__).parent
ROOMS = ("screens", "widgets", "app.py", "themes.py", "stylesheet.py", "cli")

# Those that take ``markup=`` and read it unless told not to, whatever is put into them later.
_SWITCHED = {"Static", "Label", "notify", "Log", "RichLog", "OptionList", "SelectionList"}
# Those that always read it: only our own words, or what is no plain text, may go in.
_READERS = {
    "Button", "Checkbox", "RadioButton", "ToggleButton", "Select", "Selection", "Tab", "TabPane",
    "Tabs", "Collapsible", "ContentTab", "Toast", "Notification", "Link", "Hit", "DiscoveryHit",
    "TextArea",
}  # fmt: skip
# Rows are left to the type checker: every table of ours is a ``DataTable[Text]``.
_READING_METHODS = {"add_column", "add_columns"}
_READING_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label", "prompt"}
_FORBIDDEN = {"from_markup", "from_text", "to_content", "Markdown", "render_markup"}
_SAFE_MAKERS = {"Content", "Text", "Style", "Strip"}
_OUR_WORDS = {"_", "ngettext", "N_", "pgettext"}


@dataclass(frozen=True)
class Room:
    """The source under watch: its trees by file, and what its names stand for."""

    trees: Mapping[str, ast.Module]
    kinds: Mapping[str, frozenset[str]]
    settled: frozenset[str]


def room(sources: Mapping[str, str] | None = None) -> Room:
    """The rooms that draw, or these sources."""
    texts = sources if sources is not None else dict(_files())
    trees = {name: ast.parse(text) for name, text in texts.items()}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    return Room(trees, _kinds(classes), _settled(classes))


def _files() -> Iterator[tuple[str, str]]:
    for name in ROOMS:
        place = ROOT / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def _kinds(classes: Iterable[ast.ClassDef]) -> dict[str, frozenset[str]]:
    """The names of all bases of each class, near and far."""
    bases = {node.name: {_name(base) for base in node.bases} for node in classes}

    def all_of(name: str, seen: frozenset[str]) -> frozenset[str]:
        near = bases.get(name, set()) - seen
        return frozenset({name}).union(*(all_of(base, seen | near) for base in near))

    return {name: all_of(name, frozenset({name})) for name in bases}


def _settled(classes: Iterable[ast.ClassDef]) -> frozenset[str]:
    """The classes that switch markup off for themselves, or hand on nothing that has any."""
    return frozenset(
        node.name
        for node in classes
        if any("DataTable[Text]" in ast.unparse(base) for base in node.bases)
        or any(_is_harmless(call) for call in ast.walk(node) if _is_own_start(call))
    )


def _is_harmless(call: ast.Call) -> bool:
    drawn = bool(call.args) and all(_is_safe(argument) for argument in call.args)
    return _is_off(call) or drawn


def _is_own_start(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__"


def _drawn(tree: ast.Module) -> frozenset[str]:
    """The functions of a file that give what is drawn as it is."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    given = [(node.name, node.returns) for node in functions if node.returns]
    return frozenset(name for name, kind in given if ast.unparse(kind) in ("Content", "Text"))


def risks(watched: Room) -> list[str]:
    """Every place where a text that is not ours may be read as markup."""
    return [
        f"{name}:{line}: {problem}"
        for name, tree in watched.trees.items()
        for problem, line in _Reader(watched, _drawn(tree)).problems(tree)
    ]


def places(watched: Room) -> int:
    """How many calls were judged."""
    nodes = [node for tree in watched.trees.values() for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    judged = _SWITCHED | _READERS | _READING_METHODS | _FORBIDDEN
    return sum(1 for call in calls if _kinds_of(watched, _name(call.func)) & judged)


def _kinds_of(watched: Room, name: str) -> frozenset[str]:
    return watched.kinds.get(name, frozenset({name}))


class _Reader:
    """Looks through one file."""

    def __init__(self, watched: Room, drawn: frozenset[str]) -> None:
        self._room = watched
        self._drawn = drawn

    def problems(self, tree: ast.Module) -> Iterator[tuple[str, int]]:
        """What is wrong, and the line."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from ((text, node.lineno) for text in self._call(node))
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield from ((text, node.lineno) for text in self._assignment(node))
            elif isinstance(node, ast.FunctionDef) and node.name == "render":
                returns = ast.unparse(node.returns) if node.returns else "str"
                if "str" in returns.split(" | "):
                    yield "render gives a text, which is read as markup", node.lineno

    def _call(self, call: ast.Call) -> Iterator[str]:
        name = _name(call.func)
        kinds = _kinds_of(self._room, name)
        if name in _FORBIDDEN:
            yield f"{name} reads markup"
        elif kinds & self._room.settled:
            return
        elif "DataTable" in kinds:
            yield f"{name} is no DataTable[Text], so its cells may read markup"
        elif kinds & _SWITCHED:
            if not _is_off(call) and not _is_spacer(call):
                yield f"{name} without markup=False"
        elif kinds & _READERS or (
            name in _READING_METHODS and isinstance(call.func, ast.Attribute)
        ):
            for argument in _texts_of(call):
                if not _is_safe(argument, self._drawn):
                    yield f"{name} reads markup in {ast.unparse(argument)[:60]}"

    def _assignment(self, node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            name = target.attr if isinstance(target, ast.Attribute) else ""
            if name in _READING_ATTRIBUTES and node.value and not _is_safe(node.value, self._drawn):
                yield f"{name} reads markup in {ast.unparse(node.value)[:60]}"


def _is_safe(node: ast.expr, drawn: frozenset[str] = frozenset()) -> bool:
    """Whether this is a text of our own, or something that is not read."""
    match node:
        case ast.Constant():
            return True
        case ast.Call():
            maker = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            return _name(maker) in _SAFE_MAKERS or _name(node.func) in _OUR_WORDS | drawn
        case ast.IfExp():
            return _is_safe(node.body, drawn) and _is_safe(node.orelse, drawn)
        case _:
            return False


def _name(node: ast.expr) -> str:
    """The last part of what is called: ``app.notify`` is ``notify``."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _texts_of(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments that would be shown."""
    yield from call.args
    for word in call.keywords:
        if word.arg in (
            "label",
            "prompt",
            "title",
            "content",
            "text",
            "match_display",
            "help",
            "placeholder",
        ):
            yield word.value


def _is_spacer(call: ast.Call) -> bool:
    """Whether nothing can be put into it: it has no text and no name to find it by."""
    return not call.args and all(word.arg == "classes" for word in call.keywords)
