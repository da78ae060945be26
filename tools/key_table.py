"""The tables of keys in README.md and KEYS.md, made from the bindings themselves.

Usage: python tools/key_table.py update|check
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.binding import Binding

from cabinet_tui.app import CabinetApp
from cabinet_tui.screens.key_places import Place, keys, keys_of, places
from cabinet_tui.screens.sections import SECTION_SCREENS
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_names import written

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- keys: made by tools/key_table.py -->", "<!-- end of keys -->"
_KEYS_MD = """# Keys

Every key of the program, with the id that sets it otherwise in the settings file: see
[README](README.md#keys). Made by `make fix`.

| key | does | id |
|---|---|---|
"""


def for_readme() -> str:
    """Everywhere a line for each key, and a line for each section."""
    app = CabinetApp
    common = keys_of(SpokenScreen)
    lines = ["| key | does |", "|---|---|", *_everywhere((*keys_of(app), *common))]
    for mode, kind in SECTION_SCREENS.items():
        title = next(one.description for one in keys_of(app) if one.id == f"section.{mode}")
        own = [
            f"{_keys(binding)} {_lower(binding.description)}"
            for binding in keys_of(kind)
            if binding.description and binding.id and binding not in common
        ]
        lines.append(f"| **{title}** | {', '.join(own)} |")
    return "\n".join(lines) + "\n"


def for_keys_md(found: Sequence[Place]) -> str:
    """Everything, a line for each id, in the order of what it belongs to."""
    known: dict[str, Binding] = {}
    for binding in (*keys_of(CabinetApp), *keys_of(SpokenScreen)):
        known.setdefault(binding.id or "", binding)
    everywhere = set(known)
    for place in sorted(found, key=lambda place: (place.is_dialog, place.kind.__module__)):
        for binding in place.own:
            if binding.id:
                known.setdefault(binding.id, binding)
    groups: dict[str, list[str]] = {}
    for name, binding in known.items():
        group = "" if name in everywhere else name.split(".")[0]
        line = f"| {_keys(binding)} | {binding.description} | `{name}` |"
        groups.setdefault(group, []).append(line)
    return _KEYS_MD + "\n".join(line for lines in groups.values() for line in lines) + "\n"


def _everywhere(bindings: Sequence[Binding]) -> Iterator[str]:
    by_action: dict[str, list[Binding]] = {}
    for binding in bindings:
        action = binding.action.split("(")[0]
        by_action.setdefault(action, []).append(binding)
    for action, same in by_action.items():
        shown = [_keys(binding) for binding in same]
        if action == "open_section":
            yield f"| {shown[0]} … {shown[-1]} | {', '.join(one.description for one in same)} |"
        else:
            yield f"| {', '.join(shown)} | {_lower(same[0].description)} |"


def _keys(binding: Binding) -> str:
    return ", ".join(f"`{written(key).replace('escape', 'esc')}`" for key in keys(binding))


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def with_table(readme: str) -> str:
    """The README with the table of now between its marks."""
    before, _mark, rest = readme.partition(BEGIN)
    _old, mark, after = rest.partition(END)
    if not mark:
        raise SystemExit(f"README.md has lost its marks: {BEGIN} {END}")
    return f"{before}{BEGIN}\n{for_readme()}{END}{after}"


def main(command: str) -> int:
    """Write both files, or tell which of them is stale."""
    readme = ROOT / "README.md"
    wanted = {
        readme: with_table(readme.read_text(encoding="utf-8")),
        ROOT / "KEYS.md": for_keys_md(places(CabinetApp)),
    }
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if command == "update":
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
        return 0
    for path in stale:
        sys.stderr.write(f"{path.name} is stale: run make fix\n")
    return 1 if stale else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("update", "check"):
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1]))
