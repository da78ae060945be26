"""SVG as pixels: the renderer and the font come with packages, so every machine paints alike."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path

PACKAGES = ("resvg-py", "fontpkg-jetbrains-mono", "pillow")
"""The renderer, the font and what writes the file."""
_COLOURS = 255
_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@cache
def recipe() -> str:
    """What the pixels depend on beside the SVG: the pins, not what this machine has."""
    wanted = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    pins = [pin for pin in wanted["dev"] if pin.split("==")[0] in PACKAGES]
    return ", ".join([*pins, f"{_COLOURS} colours"])


def require_packages() -> None:
    """Raise RuntimeError unless this machine has what the pictures are painted with."""
    have = [f"{name}=={metadata.version(name)}" for name in PACKAGES]
    if missing := [pin for pin in have if pin not in recipe()]:
        raise RuntimeError(f"painted with other versions than pinned: {', '.join(missing)}")


def raster(svg: str) -> bytes:
    """The picture as PNG in full colour."""
    import resvg_py

    font = resources.files("fontpkg_jetbrains_mono") / "files" / "JetBrainsMono[wght].ttf"

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(font)],
        font_family="JetBrains Mono",
        monospace_family="JetBrains Mono",
    )


def png(svg: str) -> bytes:
    """The picture as a small PNG: a screen has few colours, a palette holds them.

    The median cut keeps them as they are, also those that are rare or hardly differ; it knows no
    transparency, so the rounded corners are filled with what they are cut from.
    """
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(raster(svg))) as picture:
        ground = Image.new("RGBA", picture.size, picture.getpixel((0, picture.height // 2)))
        whole = Image.alpha_composite(ground, picture).convert("RGB")
        few = whole.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


def gif(film: Sequence[tuple[str, float]]) -> bytes:
    """Pictures that follow each other, each for its seconds, again and again."""
    from PIL import Image

    frames = []
    for svg, _seconds in film:
        with Image.open(BytesIO(raster(svg))) as picture:
            frames.append(picture.convert("RGB"))
    # One palette for all: what did not change stays the same index, and takes no room.
    sheet = Image.new("RGB", (frames[0].width, frames[0].height * len(frames)))
    for number, frame in enumerate(frames):
        sheet.paste(frame, (0, number * frame.height))
    palette = sheet.quantize(_COLOURS, dither=Image.Dither.NONE)
    few = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    out = BytesIO()
    few[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=few[1:],
        duration=[round(seconds * 1000) for _svg, seconds in film],
        loop=0,
        optimize=False,
    )
    return out.getvalue()
