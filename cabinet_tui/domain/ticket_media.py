"""Files in the messages of a ticket: pictures, films, documents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.file_name import safe_file_name
from cabinet_tui.locale import _

LARGEST: Final = 25_000_000
"""Bytes of the largest file that is taken: bots are not given larger ones."""
_ENDINGS: Final[Mapping[str, str]] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "text/plain": ".txt",
}
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class MediaKind(StrEnum):
    """What a file is."""

    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    ANIMATION = "animation"


@dataclass(frozen=True, slots=True)
class Media:
    """A file by the name that the server has for it; ``token`` opens it and is told to nobody."""

    kind: MediaKind | str
    file_id: str
    token: str = field(default="", repr=False)
    caption: str = ""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that came: its bytes, what the server says it is, and what it is called there."""

    content: bytes = field(repr=False)
    content_type: str = ""
    name: str = ""

    def suggested_name(self, stem: str) -> str:
        """What to call it here: its own name made harmless, else ``stem`` with an ending."""
        named = safe_file_name(self.name)
        kind = self.content_type.partition(";")[0].strip().lower()
        ending = _ENDINGS.get(kind, ".bin")
        if not named:
            return f"{stem}{ending}"
        return named if _ENDING.search(named) else f"{named}{ending}"


@dataclass(eq=False)
class FileTooLarge(CabinetError):
    """A file is larger than is taken; ``limit`` in bytes."""

    limit: int = LARGEST
    code = "file_too_large"

    def _what(self) -> str:
        # Babel is slow to import, and an error is rarely read.
        from cabinet_tui.locale.formats import file_size

        return _("The file is larger than {size}.").format(size=file_size(self.limit))

    def _todo(self) -> str:
        return _("Look at it in Telegram or in the cabinet of the service on the web.")
