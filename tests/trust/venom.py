"""Hostile texts made by chance, and answers of a server with them in every place."""

import re
from collections.abc import Callable

from hypothesis import strategies as st

_ENDS = st.sampled_from(["\x07", "\x1b\\", "\x9c", ""])
_PARAMETERS = st.text("0123456789;:<=>?", max_size=6)
_INSIDE = st.text(st.characters(exclude_characters="\x07\x1b\x9c"), max_size=8)
_CSI = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["\x1b[", "\x9b"]),
    _PARAMETERS,
    st.text(" !\"#$%&'()*+,-./", max_size=2),
    st.sampled_from([*"ABCDHJKLMPXhlmnqrstu", ""]),
)
_STRINGS = st.builds(
    "{}{}{}".format,
    st.sampled_from([*(f"\x1b{kind}" for kind in "]PX^_k"), *"\x90\x98\x9d\x9e\x9f"]),
    st.sampled_from(["", "0;pwned", "52;c;cHduZWQ=", "8;;https://evil.example", "+q544e"])
    | _INSIDE,
    _ENDS,
)
_SHORT = st.builds("\x1b{}".format, st.text("#%()*+-./ 078=>DEHMNOZcno|}~", max_size=2))
_BIDI = st.text(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", max_size=4
)
_MARKS = st.builds(
    "{}{}".format, st.sampled_from("aZя漢"), st.text("\u0301\u0316\u0489\u20dd\u0308", max_size=30)
)
_MARKUP = st.sampled_from(
    [
        "[/]",
        "[/bold]",
        "[",
        "[/",
        "[@click=app.quit]x[/]",
        "[link=https://evil.example]x[/link]",
        "\\[",
    ]
)
_INVISIBLE = st.text(
    "\u200b\u200d\u2060\ufeff\u00ad\u2028\u2029\x00\x7f\x85\ufe0f\U000e0041", max_size=4
)
_SURROGATES = st.text(st.characters(categories=["Cs"]), max_size=2)
PIECES = st.one_of(
    _CSI, _STRINGS, _SHORT, _BIDI, _MARKS, _MARKUP, _INVISIBLE, _SURROGATES, st.text(max_size=10)
)
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
"""Sequences of 7 and of 8 bits, ended or not; bidi, marks, markup, lone surrogates, the unseen."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")
_TOKENS = ("access_token", "refresh_token", "token")
_ADDRESSES = ("http://", "https://", "tg://", "vless://", "data:")


def _after(venom: str, text: str) -> str:
    if text.startswith(_ADDRESSES):
        return f"{text}?x={venom}"
    return text if _MOMENT.fullmatch(text) else f"{text}{venom}"


def _before(venom: str, text: str) -> str:
    known = text.startswith(_ADDRESSES) or _MOMENT.fullmatch(text)
    return text if known else f"{venom}{text}"


def _instead(venom: str, text: str) -> str:
    return venom


WAYS: tuple[Callable[[str, str], str], ...] = (_after, _before, _instead)


def poisoned(body: object, venom: str, way: Callable[[str, str], str]) -> object:
    """The JSON with the venom in every text and in keys beside the known ones."""
    if isinstance(body, str):
        return way(venom, body)
    if isinstance(body, list):
        return [poisoned(item, venom, way) for item in body]
    if isinstance(body, dict):
        known = {
            key: value if key in _TOKENS and way is not _instead else poisoned(value, venom, way)
            for key, value in body.items()
        }
        return {f"{key}{venom}": value for key, value in known.items()} | known
    return body


def spread(body: object, venom: str) -> object:
    """The JSON with the venom in place of everything that is no object and no list."""
    if isinstance(body, list):
        return [spread(item, venom) for item in body]
    if isinstance(body, dict):
        return {key: spread(value, venom) for key, value in body.items()}
    return venom
