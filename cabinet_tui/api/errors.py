"""What a refusal means: a status and a body become one of the domain's errors."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    BadCredentials,
    BalanceTooLow,
    Blocked,
    CabinetError,
    ChannelsRequired,
    InvalidInput,
    Maintenance,
    NotACabinet,
    NotFound,
    RateLimited,
    Rejected,
    ServerFailure,
    SignInRequired,
)
from cabinet_tui.domain.money import Kopeks, parse_amount
from cabinet_tui.domain.sign_in_refusals import ConsentRequired
from cabinet_tui.domain.text import clean, safe_url
from cabinet_tui.locale import _

_DETAIL = 500
_MOST_FIELDS = 20
_INACTIVE = "user account is not active"
_MINUTE = timedelta(seconds=60)
_LONGEST = timedelta(hours=1)
_SHORT_OF_MONEY = re.compile(
    r"insufficient (?:balance|funds)"
    r"(?:.{0,40}?required:\s*(?P<required>[\d., ]{1,20}))?"
    r"(?:.{0,40}?available:\s*(?P<available>[\d., ]{1,20}))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no success; ``body`` is its JSON, None when it has none."""

    status: int
    body: object = None
    is_html: bool = False
    retry_after: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a refusal, whatever the shape of its ``detail``."""

    text: str = ""
    code: str = ""
    facts: Mapping[str, object] | None = None
    fields: Mapping[str, str] | None = None

    def kopeks(self, *names: str) -> Kopeks | None:
        for name in names:
            value = (self.facts or {}).get(name)
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
                return Kopeks(value)
        return None


def refusal(answer: Refusal, *, now: datetime, sign_in: bool, with_token: bool) -> CabinetError:
    """The error for an answer that is no success; ``now`` is the server's time."""
    said = _said(answer.body)
    status = answer.status
    if status == 429:
        return RateLimited(retry_after=_retry_after(answer.retry_after, now))
    if status >= 500:
        return _failure(status, said)
    if answer.is_html or status < 400:
        return NotACabinet(
            host=answer.host, reason=_("it sent a web page or nothing that can be read")
        )
    if status == 401:
        return _unauthorised(said, sign_in=sign_in, with_token=with_token)
    return _rejection(status, said)


def _failure(status: int, said: _Said) -> CabinetError:
    if status == 503 and said.code == "maintenance":
        return Maintenance(detail=said.text, reason=_clean((said.facts or {}).get("reason")))
    return ServerFailure(status=status, detail=said.text)


def _unauthorised(said: _Said, *, sign_in: bool, with_token: bool) -> CabinetError:
    if sign_in:
        return BadCredentials(detail=said.text, server_code=said.code)
    if with_token:
        return SignInRequired()
    return Rejected(status=401, detail=said.text, server_code=said.code)


def _rejection(status: int, said: _Said) -> Rejected:
    if status == 402 or said.code == "insufficient_funds" or _SHORT_OF_MONEY.search(said.text):
        return _too_low(status, said)
    if said.code == "legal_consent_required":
        return ConsentRequired(
            status=status,
            detail=said.text,
            server_code=said.code,
            documents=tuple(_documents(said)),
        )
    match status:
        case 403:
            return _blocked(said)
        case 404:
            return NotFound(detail=said.text, server_code=said.code)
        case 400 | 422 if status == 422 or said.fields:
            return InvalidInput(
                status=status,
                detail=said.text,
                server_code=said.code,
                fields=dict(said.fields or {}),
            )
        case _:
            return Rejected(status=status, detail=said.text, server_code=said.code)


def _blocked(said: _Said) -> Blocked:
    links = tuple(_links(said))
    match said.code:
        case "channel_subscription_required":
            return ChannelsRequired(
                detail=said.text,
                server_code=said.code,
                links=links,
                channels=tuple(_channels(said)),
            )
        case "blacklisted":
            return AccountBlocked(detail=said.text, server_code=said.code, links=links)
        case "account_deleted":
            link = next(_link((said.facts or {}).get("telegram_deep_link")), "")
            return AccountDeleted(detail=said.text, server_code=said.code, links=links, link=link)
    if said.text.strip(" .").lower() == _INACTIVE:
        return AccountBlocked(server_code=said.code)
    return Blocked(detail=said.text, server_code=said.code, links=links)


def _channels(said: _Said) -> Iterator[Channel]:
    """The channels to join, and those that are joined already."""
    channels = (said.facts or {}).get("channels")
    for channel in channels[:_MOST_FIELDS] if isinstance(channels, list) else ():
        if isinstance(channel, dict):
            link = next(_link(channel.get("channel_link")), "")
            names = (channel.get(name) for name in ("title", "channel_id"))
            title = next((_clean(name)[:100] for name in names if isinstance(name, str)), "")
            if title or link:
                yield Channel(title or link, link, channel.get("is_subscribed") is True)


def _too_low(status: int, said: _Said) -> BalanceTooLow:
    found = _SHORT_OF_MONEY.search(said.text)
    required = said.kopeks("required_kopeks", "required_amount", "required")
    available = said.kopeks("available_kopeks", "balance_kopeks", "available")
    if found:
        required = required if required is not None else _amount(found["required"])
        available = available if available is not None else _amount(found["available"])
    missing = said.kopeks("missing_kopeks", "missing_amount_kopeks", "missing_amount")
    if missing is None and required is not None and available is not None:
        missing = Kopeks(max(0, required - available))
    return BalanceTooLow(
        status=status,
        detail=said.text,
        server_code=said.code,
        required=required,
        available=available,
        missing=missing,
        cart_saved=(said.facts or {}).get("cart_saved") is True,
    )


def _amount(text: str | None) -> Kopeks | None:
    return parse_amount(text.strip(" .,")) if text else None


def _said(body: object) -> _Said:
    detail = body.get("detail", body) if isinstance(body, dict) else None
    if isinstance(detail, str):
        return _Said(text=_clean(detail))
    if isinstance(detail, list):
        return _Said(fields=dict(_complaints(detail)))
    if isinstance(detail, dict):
        words = (detail.get(name) for name in ("message", "detail", "reason", "error", "msg"))
        return _Said(
            text=next((_clean(word) for word in words if isinstance(word, str) and word), ""),
            code=_clean(detail.get("code"))[:64],
            facts={str(name): value for name, value in detail.items()},
        )
    return _Said()


def _complaints(detail: list[object]) -> Iterator[tuple[str, str]]:
    """Field and complaint of each item of a validation error."""
    for item in detail[:_MOST_FIELDS]:
        if isinstance(item, dict):
            loc = item.get("loc")
            path = [str(part) for part in loc] if isinstance(loc, list) else []
            if path and path[0] in ("body", "query", "path"):
                path = path[1:]
            yield _clean(".".join(path))[:100], _clean(item.get("msg"))
        elif isinstance(item, str):
            yield "", _clean(item)


def _documents(said: _Said) -> Iterator[str]:
    """The documents that are to be accepted, as the server names them."""
    facts = said.facts or {}
    wanted = facts.get("missing") or facts.get("documents")
    for name in wanted[:_MOST_FIELDS] if isinstance(wanted, list) else ():
        if isinstance(name, str) and (word := _clean(name)[:64]):
            yield word


def _links(said: _Said) -> Iterator[str]:
    """The links a block comes with: channels to join, a bot to talk to."""
    facts = said.facts or {}
    channels = facts.get("channels")
    for channel in channels[:_MOST_FIELDS] if isinstance(channels, list) else ():
        if isinstance(channel, dict):
            yield from _link(channel.get("channel_link"))
    for name in ("telegram_deep_link", "channel_link", "url"):
        yield from _link(facts.get(name))


def _link(value: object) -> Iterator[str]:
    if isinstance(value, str) and (url := safe_url(value)):
        yield url


def _retry_after(header: str, now: datetime) -> timedelta:
    """How long to wait, from seconds or an HTTP date; a minute when it says nothing."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return _MINUTE
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta()), _LONGEST)


def _clean(value: object) -> str:
    return clean(value, limit=_DETAIL) if isinstance(value, str) else ""
