"""Codes as people paste them: bare, or in the link they came in."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from cabinet_tui.domain.refusals import PASSWORD_LENGTH, BadCode, PasswordTooShort

_LONGEST = 4096
_SHORTEST_IN_PATH = 16
_MAILED = re.compile(r"[A-Za-z0-9._~+/=-]{1,2048}")
_INVITATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PROMO = re.compile(r"\S{1,50}")
_MAILED_NAMES = ("token", "verification_token", "reset_token", "code", "key")
_REFERRAL_NAMES = ("ref", "referral", "referral_code")
_CAMPAIGN_NAMES = ("campaign", "campaign_start_param", "utm_campaign")
_START_NAMES = ("start", "startapp")
_REFERRAL_START = "ref_"


def mailed_code(text: str) -> str:
    """The code of a letter (verification, reset), or that of the link in it; raises BadCode."""
    bare = _bare(text)
    if "://" not in bare:
        return _matching(_MAILED, [bare])
    named = dict(_parameters(bare))
    last = urlsplit(bare).path.rstrip("/").rpartition("/")[2]
    found = [named[name] for name in _MAILED_NAMES if named.get(name)]
    # A page named like its purpose is no code; the code of a letter is long.
    return _matching(_MAILED, found or ([last] if len(last) >= _SHORTEST_IN_PATH else []))


def referral_code(text: str) -> str:
    """The code of an invitation: bare, of ``?ref=`` or of ``?start=ref_``; raises BadCode."""
    bare = _bare(text)
    if not _is_link(bare):
        return _matching(_INVITATION, [bare])
    named = dict(_parameters(bare))
    started = [
        named[name].removeprefix(_REFERRAL_START)
        for name in _START_NAMES
        if named.get(name, "").startswith(_REFERRAL_START)
    ]
    return _matching(_INVITATION, [*_named(named, _REFERRAL_NAMES), *started])


def campaign_code(text: str) -> str:
    """The parameter of a campaign: bare, of ``?campaign=`` or of ``?start=``; raises BadCode."""
    bare = _bare(text)
    if not _is_link(bare):
        return _matching(_INVITATION, [bare])
    named = dict(_parameters(bare))
    started = [
        start for start in _named(named, _START_NAMES) if not start.startswith(_REFERRAL_START)
    ]
    return _matching(_INVITATION, [*_named(named, _CAMPAIGN_NAMES), *started])


def promo_code(text: str) -> str:
    """A promo code without what is around it; raises BadCode when there is none."""
    return _matching(_PROMO, [text.strip()])


def check_password(password: str) -> None:
    """Raise PasswordTooShort for a new password that no server takes."""
    if len(password) < PASSWORD_LENGTH:
        raise PasswordTooShort


def _bare(text: str) -> str:
    bare = text.strip().strip("<>\"'")
    if not bare or len(bare) > _LONGEST:
        raise BadCode
    return bare


def _is_link(text: str) -> bool:
    return any(sign in text for sign in "/?=&")


def _parameters(link: str) -> Iterator[tuple[str, str]]:
    """The parameters of a link, those after ``#`` too."""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise BadCode from None
    fragment = parts.fragment.rpartition("?")[2]
    loose = "" if parts.query or "?" in link else parts.path
    for query in (parts.query, fragment, loose):
        yield from parse_qsl(query)


def _named(parameters: dict[str, str], names: Sequence[str]) -> list[str]:
    return [parameters[name] for name in names if parameters.get(name)]


def _matching(shape: re.Pattern[str], candidates: Sequence[str]) -> str:
    for candidate in candidates:
        if shape.fullmatch(candidate):
            return candidate
    raise BadCode
