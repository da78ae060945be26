"""Names of files that came over the network, made harmless."""

import re
import unicodedata

from cabinet_tui.domain.text import clean

_LONGEST = 100
_UNFIT = re.compile(r"[^\w .()+,=@-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE)


def safe_file_name(name: str) -> str:
    """The last part of a path as a name of one file here; empty when nothing of it can stay.

    It neither hides itself nor leads anywhere, and it looks like no option of a program.
    """
    last = re.split(r"[/\\]", clean(name, limit=1000))[-1]
    bare = _UNFIT.sub("_", unicodedata.normalize("NFC", last)).strip(" .-_")
    if len(bare) > _LONGEST:
        stem, dot, ending = bare.rpartition(".")
        kept = dot + ending if dot and len(ending) <= 8 else ""
        bare = (stem if kept else bare)[: _LONGEST - len(kept)].rstrip(" .") + kept
    return "" if _RESERVED.match(bare) else bare
