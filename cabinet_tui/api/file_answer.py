"""Reading an answer that is a file: never more of it than is wanted."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import httpx

from cabinet_tui.api.answer import announced
from cabinet_tui.api.call import FileWanted
from cabinet_tui.api.unpacking import unpacked
from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.domain.text import clean
from cabinet_tui.domain.ticket_media import FileTooLarge
from cabinet_tui.locale import _

_RANGE = re.compile(r"bytes\s+\d+-\d+/(\d{1,15})")
_NAME = re.compile(
    r"filename\*=(?:UTF-8|utf-8)'[^']*'([^;]+)|filename=\"([^\"]*)\"|filename=([^;]+)"
)


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """A file, or only its size in bytes, None where the server does not tell it."""

    content: bytes = field(repr=False)
    size: int | None
    content_type: str
    name: str


async def file_answer(response: httpx.Response, host: str, wanted: FileWanted) -> FileAnswer:
    """The file of a streamed response; raises FileTooLarge and NotACabinet for a web page."""
    kind = clean(response.headers.get("content-type", ""), limit=100).lower()
    if "text/html" in kind:
        raise NotACabinet(host=host, reason=_("it sent a web page in place of a file"))
    told = _told_size(response)
    name = _told_name(response.headers.get("content-disposition", ""))
    if wanted.only_size:
        return FileAnswer(b"", told, kind, name)
    if told is not None and told > wanted.largest:
        raise FileTooLarge(limit=wanted.largest)
    size = 0
    chunks: list[bytes] = []
    async for chunk in unpacked(response, host):
        size += len(chunk)
        if size > wanted.largest:
            raise FileTooLarge(limit=wanted.largest)
        chunks.append(chunk)
    return FileAnswer(b"".join(chunks), size, kind, name)


def _told_size(response: httpx.Response) -> int | None:
    """The size of the whole file, when the answer is all of it or says so."""
    if response.status_code == httpx.codes.PARTIAL_CONTENT:
        found = _RANGE.match(response.headers.get("content-range", ""))
        return int(found[1]) if found else None
    return None if "content-encoding" in response.headers else announced(response)


def _told_name(disposition: str) -> str:
    found = _NAME.search(disposition)
    if found is None:
        return ""
    encoded, quoted, bare = found.groups()
    return clean(unquote(encoded) if encoded else quoted or bare or "", limit=255).strip()
