"""What is said of a pace: in both languages, with the date of the person's own zone."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.pace import Basis, End, Forecast, Outlook, Seen
from cabinet_tui.domain.subscription import GIB
from cabinet_tui.widgets.pace_wording import pace_basis, pace_line

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
OUT = datetime(2026, 12, 12, 22, 30, tzinfo=UTC)
PACE = Forecast(
    Outlook.RUNS_OUT,
    AT,
    37 * GIB,
    100 * GIB,
    Basis.RESET,
    (Seen(datetime(2026, 11, 1, tzinfo=UTC), 0), Seen(AT, 37 * GIB)),
    per_day=1.7 * GIB,
    end=End.RESET,
    ends_at=datetime(2027, 1, 1, tzinfo=UTC),
    used_at_end=101 * GIB,
    runs_out_at=OUT,
)


@pytest.fixture(autouse=True)
def moscow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = locale.current()
    monkeypatch.setenv("TZ", "Europe/Moscow")
    time.tzset()
    yield
    locale.use(before)
    monkeypatch.undo()
    os.environ.setdefault("TZ", "UTC")
    time.tzset()


@pytest.mark.parametrize(
    ("pace", "english", "russian"),
    [
        (PACE, "at this pace it lasts until 13 Dec", "при таком темпе хватит до 13 дек."),
        (
            replace(PACE, runs_out_at=AT + timedelta(hours=4)),
            "at this pace it lasts until 23 Nov 19:00",
            "при таком темпе хватит до 23 нояб. 19:00",
        ),
        (
            replace(PACE, outlook=Outlook.LASTS, runs_out_at=None),
            "at this pace 101 GB by the reset on 1 Jan 2027",
            "при таком темпе 101 ГБ к сбросу 1 янв. 2027",
        ),
        (
            replace(PACE, outlook=Outlook.LASTS, end=End.EXPIRY),
            "at this pace 101 GB by the end on 1 Jan 2027",
            "при таком темпе 101 ГБ к окончанию 1 янв. 2027",
        ),
        (
            replace(PACE, outlook=Outlook.LASTS, ends_at=None, used_at_end=None),
            "at this pace it lasts for years",
            "при таком темпе хватит на годы",
        ),
        (
            replace(PACE, outlook=Outlook.USED_UP),
            "used up; reset on 1 Jan 2027",
            "израсходован; сброс 1 янв. 2027",
        ),
        (replace(PACE, outlook=Outlook.USED_UP, end=End.EXPIRY), "used up", "израсходован"),
        (
            replace(PACE, outlook=Outlook.TOO_EARLY),
            "too early to tell the pace",
            "о темпе судить рано",
        ),
        (replace(PACE, outlook=Outlook.UNLIMITED, ends_at=None), "", ""),
        (replace(PACE, outlook=Outlook.UNUSED), "", ""),
    ],
)
def test_what_it_leads_to(pace: Forecast, english: str, russian: str) -> None:
    for language, words in (("en", english), ("ru", russian)):
        locale.use(language)
        assert pace_line(pace).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("pace", "english", "russian"),
    [
        (PACE, "1.7 GB a day since 1 Nov", "1,7 ГБ в день с 1 нояб."),
        (
            replace(PACE, basis=Basis.SEEN),
            "1.7 GB a day, seen here since 1 Nov",
            "1,7 ГБ в день, по наблюдениям с 1 нояб.",
        ),
        (
            replace(PACE, outlook=Outlook.UNUSED, per_day=None),
            "nothing was used since 1 Nov",
            "ничего не израсходовано с 1 нояб.",
        ),
        (replace(PACE, outlook=Outlook.NOT_KNOWN, points=(), per_day=None), "", ""),
    ],
)
def test_what_it_is_counted_from(pace: Forecast, english: str, russian: str) -> None:
    for language, words in (("en", english), ("ru", russian)):
        locale.use(language)
        assert pace_basis(pace).replace("\u00a0", " ") == words
