"""Text from the network is hostile: nothing it says may steer a terminal or hide what is read.

One function cleans every string where it is parsed; another tells whether a link may be opened.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, urlsplit

LINE = 1000
TEXT = 20_000
URL = 4096
SCHEMES = ("http", "https", "tg", "mailto")

# A string sequence (OSC, DCS, APC, PM, SOS) ends at BEL or ST, and is broken off by CAN, SUB and
# ESC; one that never ends takes the rest of the text along, as it would in a terminal.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x18\x1a\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0e\U000e0100-\U000e01ef]")
# Blocks whose characters are joined and styled as emoji; none of them composes under NFC.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u231a\u231b\u23e9-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_STRAY = re.compile(
    f"(?<![{_EMOJI}])(?<![{_EMOJI}]{_EMOJI_STYLE}){_JOINER}"
    f"|{_JOINER}(?![{_EMOJI}])"
    f"|(?<![0-9#*{_EMOJI}]){_EMOJI_STYLE}"
    f"|(?<=[0-9#*]){_EMOJI_STYLE}(?!\u20e3)"
)
# Letters, digits and signs that need no cleaning, whatever stands beside them: Latin, Cyrillic,
# punctuation and currencies. Nearly every text is made of these alone.
_PLAIN = re.compile(
    "[\n -~\xa0-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*"
)
# A flag is two letters of its own; terminals do not agree on how wide it is.
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+")
_FIRST_FLAG = 0x1F1E6
_MARKS_PER_BASE = 4
_TAB = "    "


def clean(text: str, *, multiline: bool = False, limit: int = LINE) -> str:
    """The text without anything that steers a terminal; at most ``limit`` characters.

    Control sequences go as a whole, bidi controls become visible, flags become the letters of
    their countries, marks are capped at four a base. Line ends stay only with ``multiline``, else
    they are spaces. Cleaning twice is cleaning once.
    """
    head = text[: limit + 1]
    if _PLAIN.fullmatch(head):
        plain = head if len(head) <= limit else head[: max(0, limit - 1)] + "…"
        return plain if multiline else plain.replace("\n", " ")
    most = 16 * limit
    bare = _NEWLINES.sub("\n", _SEQUENCES.sub("", text[:most]))
    bare = "".join(_visible(_SELECTORS.sub("", bare)))
    bare = _FLAGS.sub(_letters, bare)
    bare = _STRAY.sub("", bare)
    bare = "".join(_capped(unicodedata.normalize("NFC", bare)))
    if not multiline:
        bare = bare.replace("\n", " ")
    if len(text) > most or len(bare) > limit:
        return bare[: max(0, limit - 1)].rstrip(_JOINER + _EMOJI_STYLE) + "…"
    return bare


def _letters(flags: re.Match[str]) -> str:
    return "".join(chr(ord("A") + ord(char) - _FIRST_FLAG) for char in flags.group())


def _visible(text: str) -> Iterator[str]:
    """The characters that may stay, and stand-ins for those that must be seen."""
    for char in text:
        if char == "\t":
            yield _TAB
        elif char in _BIDI:
            yield f"<U+{ord(char):04X}>"
        else:
            match unicodedata.category(char):
                case "Cc" if char != "\n":
                    continue
                case "Cf" if char != _JOINER:
                    continue
                case "Cs":
                    yield "\ufffd"
                case _:
                    yield char


def _capped(text: str) -> Iterator[str]:
    """The text with no more than four marks on a base."""
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= _MARKS_PER_BASE:
            yield char


def safe_url(text: str, schemes: Iterable[str] = SCHEMES) -> str:
    """The link when it may be opened, else an empty string.

    Refused are other schemes, a missing host, a user name before the host, and any character
    that a link does not have.
    """
    url = text.strip()
    if len(url) > URL or clean(url, limit=URL) != url or any(char.isspace() for char in url):
        return ""
    parts = _split(url)
    if parts is None or parts.scheme not in schemes:
        return ""
    if parts.scheme in ("http", "https"):
        return url if parts.hostname and "@" not in parts.netloc else ""
    return url if parts.netloc or parts.path else ""


def url_host(url: str) -> str:
    """The host a link leads to, as it is on the wire (punycode), or an empty string."""
    parts = _split(url)
    host = parts.hostname if parts else None
    if not host:
        return ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return clean(host, limit=255)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts
