"""Sentences about the pace of traffic. Also used by commands."""

from datetime import datetime, timedelta

from cabinet_tui.domain.pace import Basis, End, Forecast, Outlook
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import date, gigabytes, moment

_SOON = timedelta(hours=36)


def pace_line(pace: Forecast) -> str:
    """What it leads to: ``at this pace it lasts until 12 Dec 2026``."""
    match pace.outlook:
        case Outlook.RUNS_OUT if pace.runs_out_at is not None:
            words = _("at this pace it lasts until {date}")
            return words.format(date=_when(pace.runs_out_at, pace.at))
        case Outlook.LASTS:
            return _by_the_end(pace) or _("at this pace it lasts for years")
        case Outlook.UNLIMITED:
            return _by_the_end(pace)
        case Outlook.USED_UP:
            if pace.end is End.RESET and pace.ends_at is not None:
                return _("used up; reset on {date}").format(date=_when(pace.ends_at, pace.at))
            return _("used up")
        case Outlook.TOO_EARLY:
            return _("too early to tell the pace")
        case Outlook.NOT_KNOWN:
            return _("not known yet: it takes a day of looking")
    return ""


def pace_basis(pace: Forecast) -> str:
    """What it is counted from: ``1.7 GB a day since 1 Nov 2026``."""
    if pace.since is None:
        return ""
    since = _when(pace.since, pace.at)
    if pace.outlook is Outlook.UNUSED:
        return _("nothing was used since {date}").format(date=since)
    if pace.per_day is None:
        return ""
    amount = gigabytes(round(pace.per_day))
    if pace.basis is Basis.SEEN:
        # The server does not say since when it counts.
        return _("{amount} a day, seen here since {date}").format(amount=amount, date=since)
    return _("{amount} a day since {date}").format(amount=amount, date=since)


def _by_the_end(pace: Forecast) -> str:
    if pace.ends_at is None or pace.used_at_end is None:
        return ""
    if pace.end is End.RESET:
        words = _("at this pace {amount} by the reset on {date}")
    else:
        words = _("at this pace {amount} by the end on {date}")
    return words.format(amount=gigabytes(pace.used_at_end), date=_when(pace.ends_at, pace.at))


def _when(at: datetime, told: datetime) -> str:
    """A date; of what is near also the time."""
    return moment(at, told) if abs(at - told) < _SOON else date(at, told)
