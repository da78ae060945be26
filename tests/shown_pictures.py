"""What a terminal that takes pictures shows: its three protocols, read by code that is not ours."""

import base64
import io
import re
from collections.abc import Sequence
from itertools import product

from PIL import Image
from rich.segment import Segment

_KITTY = re.compile(r"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\")
_PLACE = "\U0010eeee"
_ITERM2 = re.compile(r"\x1b\]1337;File=([^:]*):([^\x07]*)\x07")
_SIXEL = re.compile(r"\x1bP[\d;]*q([^\x1b]*)\x1b\\")


def shown(rows: Sequence[Sequence[Segment]], cell: tuple[int, int]) -> Image.Image:
    """The rows on a black screen, with a margin; a row of cells that nothing was put on is red."""
    width, height = cell
    text = "".join(piece.text for row in rows for piece in row)
    if sent := _KITTY.findall(text):
        return _framed(_of_kitty(sent, rows, cell), cell)
    parts = [_part("".join(piece.text for piece in row), height) for row in rows]
    image = Image.new("RGB", (max(part.width for part in parts), height * len(rows)), "red")
    for place, part in enumerate(parts):
        image.paste(part, (0, place * height))
    columns = {sum(len(piece.text) for piece in row if not piece.control) for row in rows}
    assert columns == {image.width // width}
    return _framed(image, cell)


def _framed(image: Image.Image, cell: tuple[int, int]) -> Image.Image:
    framed = Image.new("RGB", (image.width + 8 * cell[0], image.height + 4 * cell[1]), "black")
    framed.paste(image, (4 * cell[0], 2 * cell[1]))
    return framed


def _of_kitty(
    sent: Sequence[tuple[str, str]], rows: Sequence[Sequence[Segment]], cell: tuple[int, int]
) -> Image.Image:
    keys = dict(part.split("=") for part in sent[0][0].split(","))
    assert (keys["a"], keys["U"], keys["f"], keys["q"]) == ("T", "1", "100", "2")
    assert [part[0].endswith("m=1") for part in sent] == [True] * (len(sent) - 1) + [False]
    assert all(len(part[1]) <= 4096 for part in sent)
    places = ["".join(piece.text for piece in row if not piece.control) for row in rows]
    size = (int(keys["c"]), int(keys["r"]))
    assert [place.count(_PLACE) for place in places] == [size[0]] * size[1]
    assert len({place[1] for place in places}) == size[1]
    inks = [piece.style for row in rows for piece in row if piece.style is not None]
    assert {ink.color.number for ink in inks if ink.color is not None} == {int(keys["i"])}
    image = Image.open(io.BytesIO(base64.b64decode("".join(part[1] for part in sent))))
    return image.convert("RGB").resize((size[0] * cell[0], size[1] * cell[1]))


def _part(text: str, height: int) -> Image.Image:
    if found := _ITERM2.search(text):
        image = Image.open(io.BytesIO(base64.b64decode(found[2], validate=True)))
        assert f"size={len(base64.b64decode(found[2]))}" in found[1].split(";")
        assert image.height == height
        return image.convert("RGB")
    found = _SIXEL.search(text)
    assert found is not None, text
    return _of_sixel(found[1], height)


def _of_sixel(body: str, height: int) -> Image.Image:
    """Colours are named in percent; ``-`` goes to the next six lines, ``$`` to their start."""
    size = re.match(r'"\d+;\d+;(\d+);(\d+)', body)
    assert size is not None
    assert int(size[2]) == height
    image = Image.new("RGB", (int(size[1]), (height + 5) // 6 * 6), "red")
    dots, colours, colour = image.load(), dict[int, tuple[int, int, int]](), 0
    assert dots is not None
    x = top = 0
    for token in re.finditer(
        r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|([$-])|([?-~])", body[size.end() :]
    ):
        if token[1]:
            colour = int(token[1])
            if token[2]:
                red, green, blue = (round(int(token[part]) * 2.55) for part in (2, 3, 4))
                colours[colour] = (red, green, blue)
        elif token[7]:
            x, top = 0, top + 6 * (token[7] == "-")
        else:
            bits = ord(token[6] or token[8]) - 63
            count = int(token[5] or 1)
            lit = [line for line in range(6) if bits >> line & 1]
            for dx, line in product(range(count), lit):
                dots[x + dx, top + line] = colours[colour]
            x += count
    return image.crop((0, 0, image.width, height))
