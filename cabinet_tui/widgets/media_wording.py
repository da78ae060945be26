"""Files in messages, in words."""

from cabinet_tui.domain.ticket_media import Media, MediaKind
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import file_size

_KINDS = {
    MediaKind.PHOTO: N_("photo"),
    MediaKind.VIDEO: N_("video"),
    MediaKind.DOCUMENT: N_("document"),
    MediaKind.VOICE: N_("voice message"),
    MediaKind.AUDIO: N_("audio"),
    MediaKind.ANIMATION: N_("animation"),
}


def media_kind(media: Media) -> str:
    """What a file is; a kind that is not known is told as the server tells it."""
    return _(_KINDS[media.kind]) if isinstance(media.kind, MediaKind) else media.kind


def media_mark(media: Media, size: int | None) -> str:
    """What stands in a message for a file: ``[photo 120 kB]``, ``[photo]``."""
    parts = [media_kind(media)]
    if size is not None:
        parts.append(file_size(size))
    return f"[{' '.join(parts)}]"


def media_line(media: Media, size: int | None) -> str:
    """The mark and what is written under the file."""
    return f"{media_mark(media, size)} {media.caption}".rstrip()
