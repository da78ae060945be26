"""Money, dates, counts and traffic as the language in use writes them (Babel, CLDR).

Times come in aware and leave in the local time zone. Every space inside a value is a no-break
space, so that a wrapped line never cuts an amount or a date from its unit.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from babel.dates import format_datetime
from babel.numbers import format_decimal

from cabinet_tui.locale import _, current, ngettext

NBSP = "\u00a0"
_GIB = 1024**3
_ASCII_SPACES = str.maketrans({NBSP: " ", "\u202f": " ", "\u2212": "-"})


def _glued(text: str) -> str:
    return text.replace(" ", NBSP)


def _local(moment: datetime, pattern: str) -> str:
    return _glued(format_datetime(moment.astimezone(), pattern, locale=current()))


def money(kopeks: int, *, signed: bool = False, ascii_only: bool = False) -> str:
    """An amount with two decimals: ``1,540.50 ₽``; ``signed`` puts a plus before what came in.

    The minus is the plain hyphen of CLDR: U+2212 is two cells wide in some terminals, and a
    column of amounts would lose its decimal line. ``ascii_only`` writes ``RUB`` and plain spaces.
    """
    amount = format_decimal(Decimal(kopeks).scaleb(-2), format="#,##0.00", locale=current())
    plus = "+" if signed and kopeks > 0 else ""
    if ascii_only:
        return f"{plus}{amount} RUB".translate(_ASCII_SPACES)
    return f"{plus}{amount}{NBSP}₽"


def number(value: float | Decimal, *, decimals: int = 1) -> str:
    """A count or a measure: ``1,234`` or ``37.4``, with at most ``decimals`` and no empty ones."""
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=current())


def day(moment: datetime) -> str:
    """The local date: ``16 Dec 2026``."""
    return _local(moment, "d MMM y")


def date(moment: datetime, now: datetime) -> str:
    """The local date, with its year unless that is this one: ``12 Dec``, ``3 Jan 2027``."""
    same_year = moment.astimezone().year == now.astimezone().year
    return _local(moment, "d MMM") if same_year else day(moment)


def moment(moment: datetime, now: datetime) -> str:
    """The local date and time for lists: ``15 Jan 10:30``; of another year the date only."""
    same_year = moment.astimezone().year == now.astimezone().year
    return _local(moment, "d MMM HH:mm") if same_year else day(moment)


def clock(moment: datetime) -> str:
    """The local time of day: ``14:02``."""
    return _local(moment, "HH:mm")


def stamp(moment: datetime) -> str:
    """The local date and time in full, for what may be of any day: ``16 Dec 2026 14:02``."""
    return _local(moment, "d MMM y HH:mm")


def since(moment: datetime, now: datetime) -> str:
    """The local time of day, with the date unless it is today: ``14:02``, ``16 Dec 2026 14:02``."""
    same_day = moment.astimezone().date() == now.astimezone().date()
    return clock(moment) if same_day else stamp(moment)


def days(count: int) -> str:
    """A number of days in words: ``23 days``."""
    return _glued(ngettext("{count} day", "{count} days", count).format(count=number(count)))


def ago(delta: timedelta) -> str:
    """How old something is, in its largest whole unit: ``12 min``, ``2 h``, ``3 d``."""
    minutes = max(0, int(delta.total_seconds())) // 60
    if minutes < 1:
        return _glued(_("< 1 min"))
    if minutes < 60:
        return _glued(_("{count} min").format(count=minutes))
    if minutes < 24 * 60:
        return _glued(_("{count} h").format(count=minutes // 60))
    return _glued(_("{count} d").format(count=number(minutes // (24 * 60))))


def left(delta: timedelta) -> str:
    """How long something still lasts, in two units: ``2 d 4 h``, ``4 h 12 min``, ``12 min``."""
    minutes = max(0, int(delta.total_seconds())) // 60
    coarse = 24 * 60 if minutes >= 24 * 60 else 60
    whole, rest = divmod(minutes, coarse)
    if coarse > 60:
        rest -= rest % 60
    if not whole or not rest:
        return ago(delta)
    return f"{ago(timedelta(minutes=whole * coarse))}{NBSP}{ago(timedelta(minutes=rest))}"


def countdown(delta: timedelta) -> str:
    """Minutes and seconds: ``4:32``; whole minutes may be many."""
    minutes, seconds = divmod(max(0, int(delta.total_seconds())), 60)
    return f"{minutes}:{seconds:02d}"


def _gigabyte_count(gigabytes: float) -> str:
    return number(gigabytes, decimals=1 if gigabytes >= 1 else 2)


def gb(gigabytes: float) -> str:
    """An amount of gigabytes: ``37.4 GB``; below one of them with two decimals."""
    return _glued(_("{amount} GB").format(amount=_gigabyte_count(gigabytes)))


def gigabytes(size: int) -> str:
    """An amount of bytes in gigabytes of 1024³: ``37.4 GB``."""
    return gb(size / _GIB)


def file_size(size: int) -> str:
    """The size of a file: ``512 B``, ``120 kB``, ``1.4 MB``."""
    if size < 1000:
        return _glued(_("{count} B").format(count=size))
    if size < 1_000_000:
        return _glued(_("{count} kB").format(count=number(size / 1000, decimals=0)))
    return _glued(_("{count} MB").format(count=number(size / 1_000_000)))


def traffic(used: int | None, limit: int | None) -> str:
    """Bytes used of a limit: ``37.4 of 300 GB``; None is not known, or no limit."""
    if limit is None:
        unlimited = _("unlimited")
        return unlimited if used is None else f"{gigabytes(used)}, {unlimited}"
    if used is None:
        return _("up to {amount}").format(amount=gigabytes(limit))
    return _("{used} of {limit}").format(used=_gigabyte_count(used / _GIB), limit=gigabytes(limit))
