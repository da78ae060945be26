"""Sentences about a new connection link. Also used by the command line."""

from cabinet_tui.locale import _


def revoke_word() -> str:
    """The word that is typed to say yes."""
    return _("replace")


def revoke_warning() -> str:
    """What a new link means."""
    return _(
        "The link you have now ends at once, for everybody who has it. Every device has to be set"
        " up again with the new one. It cannot be undone, nor done again for some minutes."
    )
