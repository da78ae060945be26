"""What comes over the wire, checked and cleaned at the edge.

Tolerant: unknown fields are ignored, numbers may be strings, a broken optional part is as good as
a missing one. Text is cleaned here, so that a wire model holds no raw string; a list is taken as
it is and its items are fitted one by one, so that a bad one costs itself only.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from cabinet_tui.domain.colour import parsed
from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.domain.money import Kopeks, from_roubles
from cabinet_tui.domain.text import TEXT, URL, clean, safe_url
from cabinet_tui.locale import _

MOST_ITEMS = 5_000
"""No list is longer: whoever sends more does not mean it to be read."""
_WORD = 64
_LARGEST = Decimal(10) ** 15
_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC) + timedelta(days=1)
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
_TOKEN = 8192
_DAMAGED = ("", None)


class Wire(BaseModel):
    """A thing the server sends."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


M = TypeVar("M", bound=Wire)


def _text(value: object) -> str:
    return clean(_raw(value))


def _prose(value: object) -> str:
    return clean(_raw(value), multiline=True, limit=TEXT)


def _word(value: object) -> str:
    return clean(_raw(value), limit=_WORD).strip()


def _link(value: object) -> str:
    return clean(_raw(value), limit=URL).strip()


def _colour(value: object) -> str:
    return value if isinstance(value, str) and parsed(value) else ""


def _open_link(value: object) -> str:
    return safe_url(value) if isinstance(value, str) else ""


def _raw(value: object) -> str:
    """The text of a string or a number; nothing for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return str(value) if isinstance(value, Decimal) and _decimal(value) is not None else ""


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, str):
        try:
            value = Decimal(value.strip()) if len(value) <= _WORD and "_" not in value else None
        except InvalidOperation:
            return None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(str(value))
    if not isinstance(value, Decimal) or not value.is_finite() or value.copy_abs() >= _LARGEST:
        return None
    return value


def _integer(value: object) -> int | None:
    number = _decimal(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _number(value: object) -> float | None:
    number = _decimal(value)
    return None if number is None else float(number)


def _id(value: object) -> int:
    number = _integer(value)
    if number is None:
        raise ValueError("no id")
    return number


def _flag(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower())
    if isinstance(value, int | Decimal) and value in (0, 1):
        return bool(value)
    return None


def _moment(value: object) -> datetime | None:
    """An ISO 8601 time in UTC; one without a zone is meant so.

    The first and the last day of the calendar are the day beside them: every zone has that one.
    """
    if not isinstance(value, str) or len(value) > _WORD:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        known = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        return min(max(known, _FIRST_MOMENT), _LAST_MOMENT)
    except (ValueError, OverflowError):
        return None


def _token(value: object) -> str:
    """A token, which is not cleaned: it is right as it is or not at all."""
    if not isinstance(value, str) or not 0 < len(value) <= _TOKEN:
        raise ValueError("no token")
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise ValueError("no token")
    return value


def _maybe_token(value: object) -> str:
    return "" if value in _DAMAGED else _token(value)


def _items(value: object) -> object:
    if isinstance(value, list):
        return value[:MOST_ITEMS]
    return [] if value is None else value


def _listed(value: object) -> object:
    return value[:MOST_ITEMS] if isinstance(value, list) else []


Text = Annotated[str, BeforeValidator(_text)]
"""One line of any words."""
Prose = Annotated[str, BeforeValidator(_prose)]
"""Several lines: a message, a description."""
Word = Annotated[str, BeforeValidator(_word)]
"""A short word of a fixed set, or a code."""
Words = Annotated[tuple[Word, ...], BeforeValidator(_listed)]
"""Several of them; anything but a list is none."""
Link = Annotated[str, BeforeValidator(_link)]
"""A link to show and copy, of any scheme."""
OpenLink = Annotated[str, BeforeValidator(_open_link)]
"""A link that may be opened; empty when it may not."""
Colour = Annotated[str, BeforeValidator(_colour)]
"""``#rrggbb``; empty when it is anything else."""
Token = Annotated[str, BeforeValidator(_token)]
MaybeToken = Annotated[str, BeforeValidator(_maybe_token)]
Id = Annotated[int, BeforeValidator(_id)]
"""A number that must be there."""
Integer = Annotated[int | None, BeforeValidator(_integer)]
Exact = Annotated[Decimal | None, BeforeValidator(_decimal)]
"""A number to the last digit, like roubles."""
Number = Annotated[float | None, BeforeValidator(_number)]
"""A number that may be rounded, like gigabytes."""
Flag = Annotated[bool | None, BeforeValidator(_flag)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Items = Annotated[list[object], BeforeValidator(_items)]
"""A list to be fitted item by item; null is an empty one."""
MaybeItems = Annotated[tuple[object, ...], BeforeValidator(_listed)]
"""The same where it may be left out; anything but a list is an empty one."""


def fit(model: type[M], body: object, *, host: str) -> M:
    """The body as a model; NotACabinet naming the field, never its value, when it does not fit."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        places = error.errors(include_input=False, include_url=False, include_context=False)
        field = ".".join(str(part) for part in places[0]["loc"])
        why = (
            _("“{field}” is missing or wrong").format(field=clean(field, limit=_WORD))
            if field
            else _("its answer has another form")
        )
        raise NotACabinet(host=host, reason=why) from None


def fitting(model: type[M], body: object) -> M | None:
    """The body as a model, or None when it does not fit."""
    try:
        return model.model_validate(body)
    except ValidationError:
        return None


def each(model: type[M], items: Sequence[object]) -> list[M]:
    """The items that fit."""
    fitted = (fitting(model, item) for item in items)
    return [item for item in fitted if item is not None]


def kopeks(whole: int | None, roubles: Decimal | None) -> Kopeks | None:
    """An amount from whichever of its two spellings was sent; kopeks are believed first."""
    if whole is not None:
        return Kopeks(whole)
    return None if roubles is None else from_roubles(roubles)


def roubles_number(amount: Kopeks) -> int | float:
    """Roubles as a JSON number that reads exactly as written, to the kopek."""
    whole, rest = divmod(amount, 100)
    return whole if rest == 0 else amount / 100
