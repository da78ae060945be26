"""Where the cabinet is: the address a person typed, and the addresses made from it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit, urlunsplit

from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.text import clean
from cabinet_tui.locale import _

_DEFAULT_PATH = "/cabinet"
_BEHIND_A_SITE = "/api"


def base_url(text: str, *, insecure_http: bool = False) -> str:
    """The base URL of a server, without a slash at its end; ``/cabinet`` where no path is given.

    Raises BadSetting for what is no address, and for plain http to another machine unless
    ``insecure_http``.
    """
    typed = text.strip()
    parts = _split(typed if "://" in typed else f"//{typed}")
    if parts is None or not parts.hostname or clean(typed) != typed or " " in typed:
        raise _bad(typed, _("it is not an address"))
    local = is_loopback(parts.hostname)
    scheme = parts.scheme or ("http" if local else "https")
    if scheme not in ("http", "https"):
        raise _bad(typed, _("only https and http are spoken"))
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise _bad(typed, _("it may hold a host, a port and a path only"))
    if scheme == "http" and not local and not insecure_http:
        raise BadSetting(
            reason=_("{host} would be spoken to without encryption.").format(host=parts.hostname),
            advice=_("Use https://."),
        )
    path = parts.path.rstrip("/") or _DEFAULT_PATH
    return urlunsplit((scheme, parts.netloc.lower(), path, "", ""))


def places(text: str, *, insecure_http: bool = False) -> tuple[str, ...]:
    """The base URLs where the cabinet of a typed address may be, the likeliest first; two at most.

    Without a path the server itself may be meant, or the site of its web cabinet, which keeps the
    routes below ``/api``. A path may be that of the cabinet or of what it is mounted below.
    Raises BadSetting as ``base_url`` does.
    """
    base = base_url(text, insecure_http=insecure_http)
    typed = text.strip().partition("://")[2] or text.strip()
    if "/" not in typed.rstrip("/"):
        return base, origin(base).rstrip("/") + _BEHIND_A_SITE + _DEFAULT_PATH
    if base.endswith(_DEFAULT_PATH):
        return (base,)
    return base + _DEFAULT_PATH, base


def origin(url: str) -> str:
    """Scheme, host and port of a URL, with a slash at the end."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))


def websocket_url(base: str) -> str:
    """The address of the realtime socket of a base URL; the token is added when connecting."""
    parts = urlsplit(base)
    scheme = "ws" if parts.scheme == "http" else "wss"
    return urlunsplit((scheme, parts.netloc, f"{parts.path.rstrip('/')}/ws", "", ""))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or number alone."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        if parts.hostname:
            parts.hostname.encode("idna")
        port = parts.port
    except ValueError:
        return None
    return parts if port != 0 else None


def _bad(typed: str, why: str) -> BadSetting:
    return BadSetting(
        reason=_("“{address}” cannot be the address of a server: {why}.").format(
            address=clean(typed, limit=100), why=why
        ),
        advice=_("An address looks like https://vpn.example.com."),
    )
