"""The translations: `update` takes new texts in and compiles, `check` tells what is missing.

Usage: python tools/catalogue.py update|check
"""

import ast
import io
import re
import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = "cabinet_tui"
TRANSLATED = ("ru",)
_PERCENT = re.compile(r"%(?:\(\w+\))?[srd]")
_IN_BRACES = re.compile(r"\{[^{}]*\b(?:_|N_|ngettext|pgettext)\(")
_STEADY_HEADERS = frozenset(
    {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
)


class SteadyCatalog(Catalog):
    """A catalogue without dates, versions and names: the same texts make the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers that gettext needs, and no others."""
        return [pair for pair in super().mime_headers if pair[0] in _STEADY_HEADERS]


def extracted(package: Path) -> Catalog:
    """The template: every text of the package that goes through gettext."""
    template = SteadyCatalog(header_comment="# The texts of the program.", fuzzy=False)
    comments = ("Translators:",)
    for _file, _line, message, notes, context in extract_from_dir(package, comment_tags=comments):
        template.add(message, auto_comments=notes, context=context)
    return template


def hidden(package: Path) -> Iterator[str]:
    """The messages in the braces of f-strings, which Python before 3.12 does not show to Babel."""
    for path in sorted(package.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        if _IN_BRACES.search(code):
            for line, message in _in_braces(code):
                place = path.relative_to(package.parent).as_posix()
                yield f"{place}:{line}: {message} is hidden in the braces of an f-string"


def _in_braces(code: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(code)):
        for call in ast.walk(node) if isinstance(node, ast.FormattedValue) else ():
            match call:
                case ast.Call(
                    func=ast.Name(id="_" | "N_" | "ngettext" | "pgettext"),
                    args=[ast.Constant(), *_],
                ):
                    yield call.lineno, ast.unparse(call)


def updated(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The texts of the template with what was translated before; nothing is guessed."""
    new = SteadyCatalog(locale=language, header_comment=old.header_comment, fuzzy=False)
    for message in _texts(template):
        known = old.get(message.id, message.context)
        kept = known if known and isinstance(known.id, str) == isinstance(message.id, str) else None
        new.add(
            message.id,
            kept.string if kept else "",
            flags=kept.flags if kept else (),
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )
    return new


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po or .pot file, in the order of its texts and without line numbers."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def complaints(catalogue: Catalog) -> Iterator[str]:
    """What is not translated, not certain, or lost a placeholder on the way."""
    for message in _texts(catalogue):
        said = forms(message.string)
        if not all(said) or (message.pluralizable and len(said) != catalogue.num_plurals):
            yield f"not translated: {forms(message.id)[0]!r}"
        elif message.fuzzy:
            yield f"fuzzy: {forms(message.id)[0]!r}"
        else:
            wanted = placeholders(forms(message.id)[-1])
            for form in said:
                if placeholders(form) != wanted:
                    yield f"placeholders differ: {form!r} should have {wanted}"


def placeholders(text: str) -> list[str]:
    """What is filled in: the names in braces, and the percent signs of argparse."""
    try:
        braces = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        braces = []
    return sorted({*braces, *_PERCENT.findall(text)})


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The plural forms of a message or a translation; one where it has none."""
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def files(root: Path) -> tuple[dict[Path, bytes], list[str]]:
    """The files of the catalogues as they should be, and what is wrong with the translations."""
    package = root / DOMAIN
    template = extracted(package)
    wanted = {package / "locale" / "messages.pot": written(template)}
    wrong = list(hidden(package))
    for language in TRANSLATED:
        po = package / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        new = updated(template, _read(po, language), language)
        wanted[po] = written(new)
        wanted[po.with_suffix(".mo")] = compiled(new)
        wrong += [f"{po.relative_to(root)}: {complaint}" for complaint in complaints(new)]
    return wanted, wrong


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Update or check; 1 when something is missing, 2 when asked for neither."""
    if list(arguments) not in (["update"], ["check"]):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    wanted, wrong = files(root)
    for path, content in wanted.items():
        if path.exists() and path.read_bytes() == content:
            continue
        if arguments[0] == "check":
            wrong.append(f"{path.relative_to(root)}: stale, run the update")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    return 1 if wrong else 0


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, header_comment="# The texts of the program.")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
