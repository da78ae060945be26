"""What the system says of a file or a connection, in the language in use.

Its own words are English or follow the system's language, which may be another one.
"""

import errno
import re
from collections.abc import Mapping

from cabinet_tui.locale import N_, _

_NUMBERS: Mapping[int, str] = {
    errno.EACCES: N_("it is not permitted"),
    errno.EPERM: N_("it is not permitted"),
    errno.ENOENT: N_("there is no such file or directory"),
    errno.ENOTDIR: N_("a directory of its path is a file"),
    errno.EISDIR: N_("it is a directory"),
    errno.EEXIST: N_("it is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EIO: N_("the disk fails"),
    errno.EMFILE: N_("too many files are open"),
    errno.ELOOP: N_("its links lead round in a circle"),
    errno.EADDRINUSE: N_("it is taken already"),
    errno.ECONNREFUSED: N_("nobody answers there"),
    errno.ENETUNREACH: N_("there is no network"),
    errno.ENETDOWN: N_("there is no network"),
    errno.EHOSTUNREACH: N_("there is no way to it"),
    errno.ECONNRESET: N_("the connection was cut"),
    errno.EPIPE: N_("the connection was cut"),
    errno.ETIMEDOUT: N_("it took too long"),
}
_OF_DATABASES = (
    (re.compile("disk is full"), N_("the disk is full")),
    (re.compile("readonly database"), N_("it can only be read")),
    (re.compile("unable to open"), N_("it cannot be opened")),
    (re.compile("disk i/o error"), N_("the disk fails")),
    (re.compile("database is locked|is busy"), N_("another program holds it")),
    (re.compile("malformed|not a database"), N_("it is broken")),
)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def system_words(error: BaseException) -> str:
    """Why a file cannot be used or a server not be reached; the system's words for what is rare."""
    from socket import gaierror  # An error is rarely read.

    if isinstance(error, gaierror):
        return _("its name is not found")
    if isinstance(error, ValueError):
        return _("it has characters that no name can have")
    if not isinstance(error, OSError):
        return str(error)
    ours = _NUMBERS.get(error.errno or 0)
    return _(ours) if ours else error.strerror or str(error)


def not_permitted() -> str:
    """That the rights for it are missing."""
    return _("it is not permitted")


def database_words(error: Exception) -> str:
    """Why a database cannot be used."""
    said = str(error).lower()
    return next((_(ours) for known, ours in _OF_DATABASES if known.search(said)), str(error))


def toml_words(error: Exception) -> str:
    """Where a TOML file is wrong."""
    found = _PLACE.search(str(error))
    if found is None:
        return _("look at its end")
    return _("look at line {line}, column {column}").format(line=found[1], column=found[2])
