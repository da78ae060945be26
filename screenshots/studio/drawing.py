"""Everything that is drawn, by a few processes at once: an app walks through many screens."""

import asyncio
import gc
import os
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from cabinet_tui import locale
from cabinet_tui.cli.sandbox_process import SandboxProcess
from studio import route
from studio.cast import Shot, asciicast, film
from studio.guide import MOMENT
from studio.svg import svg

CAST = "demo.cast"
FILM = "demo.gif"
_PROCESSES = 3
"""For two cores: half of the time of an app goes by in waiting for its quiet."""
_WAYS = {
    "documented": (route.through_the_sections, route.with_nothing, route.with_little),
    "bedolaga": (route.on_bedolaga,),
}
_FILMED = "film"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Text by file, and the film as pictures with their seconds."""

    texts: Mapping[str, str]
    film: tuple[tuple[str, float], ...] = field(default=())


def draw_all() -> Drawn:
    """Every picture and the film; takes about half a minute of two cores."""
    jobs = [(language, dialect) for dialect in _WAYS for language in locale.LANGUAGES]
    # The plotting library draws ticks in the order of a set: the same one in every process.
    os.environ["PYTHONHASHSEED"] = "0"
    jobs.insert(len(locale.LANGUAGES), ("en", _FILMED))
    texts: dict[str, str] = {}
    shots: tuple[Shot, ...] = ()
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn"), _settle) as pool:
        for drawn in pool.map(_draw, *zip(*jobs, strict=True)):
            if isinstance(drawn, tuple):
                shots = drawn
            else:
                texts |= drawn
    texts[CAST] = asciicast(shots)
    return Drawn(texts, tuple((svg(shot.frame, FILM), shot.seconds) for shot in shots))


def _settle() -> None:
    """Nothing of the machine decides what a screen looks like."""
    for name in tuple(os.environ):
        if name in {"NO_COLOR", "FORCE_COLOR", "TMUX"} or name.startswith(("TEXTUAL_", "CABINET_")):
            del os.environ[name]
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    time.tzset()
    # Frames are many small things that stay: looking for waste among them takes long.
    gc.set_threshold(50_000, 50, 50)


def _draw(language: str, what: str) -> dict[str, str] | tuple[Shot, ...]:
    """One job: the pictures of one language on one dialect, or the film."""
    dialect = "documented" if what == _FILMED else what
    sandbox = SandboxProcess(
        ["--clock", "fixed", MOMENT.isoformat(), "--no-limits", "--no-replies",
         "--dialect", dialect]
    )  # fmt: skip
    locale.use(language)
    try:
        server = sandbox.start()
        if what == _FILMED:
            return asyncio.run(film(server))
        texts = {}
        for way in _WAYS[what]:
            for view, frame in asyncio.run(way(server)).items():
                texts[f"{view.name}.svg"] = svg(frame, route.SCENES[view.scene])
        return texts
    finally:
        sandbox.stop()
