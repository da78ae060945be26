"""Links inside a text from the network: where they stand and where they really lead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.text import safe_url, url_host

_CANDIDATE = re.compile(r"(?:https?|tg)://[^\s<>\"'`]+|mailto:[^\s<>\"'`]+", re.IGNORECASE)
_TRAILING = ".,;:!?…)]}»”’*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MOST = 50


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that may be opened: ``text[start:end]`` is its ``url``.

    ``host`` is the one on the wire (punycode); for ``tg`` and ``mailto`` it is what they address.
    """

    start: int
    end: int
    url: str
    host: str

    @property
    def is_plain(self) -> bool:
        """Whether the host can be read off the link as it is written."""
        return self.host.isascii() and self.host.lower() in self.url.lower()


def links_in(text: str) -> Sequence[TextLink]:
    """The links of a text that may be opened, in their order; at most fifty."""
    found = []
    for match in _CANDIDATE.finditer(text):
        url = _trimmed(match.group())
        if safe_url(url):
            found.append(TextLink(match.start(), match.start() + len(url), url, leads_to(url)))
        if len(found) == _MOST:
            break
    return found


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence around it; a closed pair of brackets stays."""
    while url and url[-1] in _TRAILING:
        opening = _PAIRS.get(url[-1])
        if opening and url.count(opening) >= url.count(url[-1]):
            break
        url = url[:-1]
    return url


def leads_to(url: str) -> str:
    """What a link addresses: its host on the wire (punycode); a name for ``tg`` and ``mailto``."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() in ("http", "https"):
        return url_host(url)
    return rest.lstrip("/").partition("?")[0]
