"""The folder of the pictures: what in it is stale, and how it is made fresh.

SVG is compared as text. Pixels are not painted to be compared: ``painted.json`` tells from which
text, and with which packages, a file was painted, and what came out.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

MANIFEST = "painted.json"
_ENDINGS = ("svg", "png", "gif", "cast")


@dataclass(frozen=True, slots=True)
class Painting:
    """How a file of pixels is made: from a source, by a function that takes it."""

    source: str
    paint: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should be there by file, and what the pixels are painted with."""

    texts: Mapping[str, str]
    paintings: Mapping[str, Painting]
    recipe: str


def stale(folder: Path, wanted: Wanted) -> dict[str, str]:
    """What is wrong, by file: missing, changed, damaged, or not wanted any more."""
    wrong = dict.fromkeys(_surplus(folder, wanted), "surplus")
    for name, text in wanted.texts.items():
        if not (folder / name).exists():
            wrong[name] = "missing"
        elif (folder / name).read_text(encoding="utf-8") != text:
            wrong[name] = "stale"
    known = _read_manifest(folder)
    for name, painting in wanted.paintings.items():
        source, result = known.get(name, ("", ""))
        if not (folder / name).exists():
            wrong[name] = "missing"
        elif source != _source_digest(painting, wanted.recipe):
            wrong[name] = "stale"
        elif result != digest((folder / name).read_bytes()):
            wrong[name] = "damaged"
    if known.keys() - wanted.paintings.keys():
        wrong[MANIFEST] = "stale"
    return dict(sorted(wrong.items()))


def freshen(folder: Path, wanted: Wanted, processes: int = 2) -> dict[str, str]:
    """Make all of it right; returns what was wrong."""
    wrong = stale(folder, wanted)
    for name in _surplus(folder, wanted):
        (folder / name).unlink()
    for name in wrong.keys() & wanted.texts.keys():
        _place(folder, name).write_text(wanted.texts[name], encoding="utf-8", newline="\n")
    names = sorted(wrong.keys() & wanted.paintings.keys())
    known = {n: d for n, d in _read_manifest(folder).items() if n in wanted.paintings}
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        painted = [pool.submit(wanted.paintings[name].paint) for name in names]
        for name, pixels in zip(names, painted, strict=True):
            _place(folder, name).write_bytes(pixels.result())
            source = _source_digest(wanted.paintings[name], wanted.recipe)
            known[name] = (source, digest(pixels.result()))
    _write_manifest(folder, known)
    return wrong


def digest(content: bytes) -> str:
    """A short name for some bytes."""
    return hashlib.sha256(content).hexdigest()[:24]


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _surplus(folder: Path, wanted: Wanted) -> list[str]:
    there = (path for ending in _ENDINGS for path in folder.rglob(f"*.{ending}"))
    names = {path.relative_to(folder).as_posix() for path in there}
    return sorted(names - wanted.texts.keys() - wanted.paintings.keys())


def _source_digest(painting: Painting, recipe: str) -> str:
    return digest(f"{recipe}\n{painting.source}".encode())


def _read_manifest(folder: Path) -> dict[str, tuple[str, str]]:
    place = folder / MANIFEST
    if not place.exists():
        return {}
    held = json.loads(place.read_text(encoding="utf-8"))
    return {name: (source, result) for name, (source, result) in held.items()}


def _write_manifest(folder: Path, known: Mapping[str, tuple[str, str]]) -> None:
    lines = [f"  {json.dumps(name)}: {json.dumps(known[name])}" for name in sorted(known)]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
