"""Draws the pictures of the screens: the real app on the sandbox, at a moment that never passes.

``python screenshots/regenerate.py`` writes them, ``--check`` says which are stale.
"""

import argparse
import sys
import time
from functools import partial
from pathlib import Path

from studio.drawing import FILM, Drawn, draw_all
from studio.folder import Painting, Wanted, freshen, stale
from studio.gallery import gallery
from studio.pixels import gif, png, recipe, require_packages

HERE = Path(__file__).parent
PAGE = "README.md"


def wanted_of(drawn: Drawn) -> Wanted:
    """All that belongs in the folder."""
    paintings = {
        name.replace(".svg", ".png"): Painting(text, partial(png, text))
        for name, text in drawn.texts.items()
        if name.endswith(".svg")
    }
    source = "\n".join(f"{seconds} {text}" for text, seconds in drawn.film)
    paintings[FILM] = Painting(source, partial(gif, drawn.film))
    return Wanted({**drawn.texts, PAGE: gallery()}, paintings, recipe())


def main() -> int:
    """Write the pictures, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say which are stale")
    check = parser.parse_args().check
    began = time.monotonic()
    if not check:
        require_packages()
    wanted = wanted_of(draw_all())
    wrong = stale(HERE, wanted) if check else freshen(HERE, wanted)
    for name, what in wrong.items():
        print(f"{what}: {name}")
    count = len(wanted.texts) + len(wanted.paintings)
    passed = time.monotonic() - began
    told = "stale: run `make pictures`" if check else "new or changed"
    print(f"{count} files, {len(wrong)} {told}" if wrong else f"{count} files are fresh", end="")
    print(f" ({passed:.0f} s)")
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
