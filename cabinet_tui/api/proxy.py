"""The one proxy for a URL, for the REST client and the realtime listener alike.

Worked out here because the libraries differ: websockets does not look at ``ALL_PROXY``, httpx
fails on ``socks://``.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from cabinet_tui.api.address import is_loopback
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.text import clean
from cabinet_tui.locale import _

_SPOKEN = ("http", "https", "socks5", "socks5h")
_VARIABLES = {
    "https": "https_proxy",
    "wss": "https_proxy",
    "http": "http_proxy",
    "ws": "http_proxy",
}


def proxy_for(url: str, environ: Mapping[str, str]) -> str | None:
    """The proxy the environment names for a URL, or None; this machine is never proxied.

    Reads ``https_proxy``, ``http_proxy``, ``all_proxy`` and ``no_proxy`` in either case; a proxy
    without a scheme speaks http. Raises BadSetting for one that cannot be used; its text does not
    repeat the address, which may hold a password.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_loopback(host) or _excepted(host, parts.port, _read(environ, "no_proxy")[1]):
        return None
    for variable in (_VARIABLES.get(parts.scheme, "all_proxy"), "all_proxy"):
        name, address = _read(environ, variable)
        if address:
            return _usable(name, address)
    return None


def _read(environ: Mapping[str, str], variable: str) -> tuple[str, str]:
    for name in (variable, variable.upper()):
        if environ.get(name, "").strip():
            return name, environ[name].strip()
    return variable, ""


def _usable(name: str, address: str) -> str:
    full = address if "://" in address else f"http://{address}"
    scheme = full.partition("://")[0].lower()
    if scheme not in _SPOKEN:
        raise BadSetting(
            reason=_("The proxy in {name} cannot be used: “{scheme}” is not spoken.").format(
                name=name, scheme=clean(scheme, limit=20)
            ),
            advice=_("Write it as socks5://host:port or http://host:port."),
        )
    try:
        parts = urlsplit(full)
        fits = bool(parts.hostname) and parts.port != 0 and clean(full) == full and " " not in full
    except ValueError:
        fits = False
    if not fits:
        raise BadSetting(
            reason=_("The proxy in {name} cannot be used: it is not an address.").format(name=name),
            advice=_("Write it as socks5://host:port or http://host:port."),
        )
    return full


def _excepted(host: str, port: int | None, exceptions: str) -> bool:
    """Whether ``no_proxy`` names the host: a domain, a host with port, an address or a network."""
    for entry in (part.strip().lower() for part in exceptions.split(",")):
        name = entry.removeprefix("*").lstrip(".")
        if entry == "*" or (name and (host == name or host.endswith(f".{name}"))):
            return True
        if name and port and f"{host}:{port}" == name:
            return True
        if name and _inside(host, name):
            return True
    return False


def _inside(host: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
