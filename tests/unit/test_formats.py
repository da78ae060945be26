"""Money, dates, counts and traffic are written as each language writes them."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui import locale
from cabinet_tui.locale import formats

GIB = 1024**3
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EVENING = datetime(2026, 12, 16, 22, 30, tzinfo=UTC)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    with monkeypatch.context() as patch:

        def live_in(name: str) -> None:
            patch.setenv("TZ", name)
            time.tzset()

        live_in("UTC")
        yield live_in
    time.tzset()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kopeks", "english", "russian"),
    [
        (0, "0.00 ₽", "0,00 ₽"),
        (1, "0.01 ₽", "0,01 ₽"),
        (99_900, "999.00 ₽", "999,00 ₽"),
        (154_050, "1,540.50 ₽", "1 540,50 ₽"),
        (-29_900, "-299.00 ₽", "-299,00 ₽"),
        (123_456_789_01, "123,456,789.01 ₽", "123 456 789,01 ₽"),
    ],
)
def test_money_is_written_with_two_decimals(kopeks: int, english: str, russian: str) -> None:
    assert plain(formats.money(kopeks)) == english
    locale.use("ru")
    assert plain(formats.money(kopeks)) == russian


def test_signed_money_shows_what_came_in_and_what_went_out() -> None:
    assert plain(formats.money(50_000, signed=True)) == "+500.00 ₽"
    assert plain(formats.money(-29_900, signed=True)) == "-299.00 ₽"
    assert plain(formats.money(0, signed=True)) == "0.00 ₽"


def test_money_never_breaks_at_a_space() -> None:
    locale.use("ru")
    assert formats.money(154_050) == "1\u00a0540,50\u00a0₽"


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_ascii_money_is_ascii(language: str) -> None:
    locale.use(language)
    text = formats.money(-123_456_789, signed=True, ascii_only=True)
    assert text.isascii()
    assert text.endswith(" RUB")
    assert text.startswith("-1")


@given(st.integers(-(10**17), 10**17), st.sampled_from(locale.LANGUAGES), st.booleans())
def test_no_kopek_is_lost_in_writing(kopeks: int, language: str, ascii_only: bool) -> None:
    locale.use(language)
    written = formats.money(kopeks, signed=True, ascii_only=ascii_only)
    assert int("".join(c for c in written if c.isdigit() or c == "-")) == kopeks


def test_days_have_the_plurals_of_the_language() -> None:
    assert [plain(formats.days(n)) for n in (0, 1, 2, 5)] == ["0 days", "1 day", "2 days", "5 days"]


@pytest.mark.parametrize(
    ("zone_name", "english", "russian"),
    [
        ("UTC", "16 Dec 2026", "16 дек. 2026"),
        ("Europe/Moscow", "17 Dec 2026", "17 дек. 2026"),
        ("America/New_York", "16 Dec 2026", "16 дек. 2026"),
        ("Asia/Kathmandu", "17 Dec 2026", "17 дек. 2026"),
    ],
)
def test_a_day_is_the_local_day(
    zone: Callable[[str], None], zone_name: str, english: str, russian: str
) -> None:
    zone(zone_name)
    assert plain(formats.day(EVENING)) == english
    locale.use("ru")
    assert plain(formats.day(EVENING)) == russian


def test_a_time_of_day_is_local(zone: Callable[[str], None]) -> None:
    assert formats.clock(EVENING) == "22:30"
    zone("Europe/Moscow")
    assert formats.clock(EVENING) == "01:30"
    zone("Asia/Kathmandu")
    assert formats.clock(EVENING) == "04:15"


def test_summer_time_is_kept(zone: Callable[[str], None]) -> None:
    zone("Europe/Berlin")
    assert formats.clock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "14:00"
    assert formats.clock(datetime(2026, 1, 1, 12, 0, tzinfo=UTC)) == "13:00"


def test_a_moment_of_this_year_has_no_year(zone: Callable[[str], None]) -> None:
    assert plain(formats.moment(datetime(2026, 1, 15, 10, 30, tzinfo=UTC), NOW)) == "15 Jan 10:30"
    old = datetime(2025, 12, 31, 22, 0, tzinfo=UTC)
    assert plain(formats.moment(old, NOW)) == "31 Dec 2025"
    zone("Europe/Moscow")
    assert plain(formats.moment(old, NOW)) == "1 Jan 01:00"
    locale.use("ru")
    assert plain(formats.moment(old, NOW)) == "1 янв. 01:00"


@pytest.mark.parametrize(
    ("delta", "written"),
    [
        (timedelta(seconds=-5), "< 1 min"),
        (timedelta(seconds=59), "< 1 min"),
        (timedelta(minutes=12, seconds=40), "12 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=3, hours=5), "3 d"),
        (timedelta(days=1234), "1,234 d"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(delta: timedelta, written: str) -> None:
    assert plain(formats.ago(delta)) == written


@pytest.mark.parametrize(
    ("used", "limit", "written"),
    [
        (int(37.4 * GIB), 300 * GIB, "37.4 of 300 GB"),
        (int(37.4 * GIB), None, "37.4 GB, unlimited"),
        (0, 5 * GIB, "0 of 5 GB"),
        (int(0.04 * GIB), 5 * GIB, "0.04 of 5 GB"),
        (None, 300 * GIB, "up to 300 GB"),
        (None, None, "unlimited"),
        (1, 1500 * GIB, "0 of 1,500 GB"),
    ],
)
def test_traffic_is_told_in_gigabytes(used: int | None, limit: int | None, written: str) -> None:
    assert plain(formats.traffic(used, limit)) == written


def test_numbers_follow_the_language() -> None:
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(2.25, decimals=2) == "2.25"
    assert formats.number(2.75, decimals=0) == "3"
    locale.use("ru")
    assert plain(formats.number(1234567)) == "1 234 567"
    assert formats.number(37.4) == "37,4"


def test_the_language_of_formats_changes_at_once() -> None:
    assert formats.number(37.4) == "37.4"
    locale.use("ru")
    assert formats.number(37.4) == "37,4"


@pytest.mark.parametrize(
    ("delta", "written"),
    [
        (timedelta(days=2, hours=4, minutes=59), "2 d 4 h"),
        (timedelta(days=2, minutes=59), "2 d"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(minutes=12, seconds=59), "12 min"),
        (timedelta(seconds=59), "< 1 min"),
        (timedelta(seconds=-5), "< 1 min"),
        (timedelta(days=1500, hours=2), "1,500 d 2 h"),
    ],
)
def test_what_is_left_is_told_in_two_units(delta: timedelta, written: str) -> None:
    locale.use("en")
    assert plain(formats.left(delta)) == written


@pytest.mark.parametrize(
    ("delta", "written"),
    [
        (timedelta(minutes=4, seconds=32.9), "4:32"),
        (timedelta(seconds=5), "0:05"),
        (timedelta(seconds=-5), "0:00"),
        (timedelta(hours=1), "60:00"),
    ],
)
def test_a_countdown(delta: timedelta, written: str) -> None:
    assert formats.countdown(delta) == written


@pytest.mark.parametrize(
    ("name", "language", "winter", "summer"),
    [
        ("UTC", "en", "15 Jan 2026 22:30", "15 Jul 2026 22:30"),
        ("Asia/Yekaterinburg", "ru", "16 янв. 2026 03:30", "16 июл. 2026 03:30"),
        ("America/New_York", "en", "15 Jan 2026 17:30", "15 Jul 2026 18:30"),
        ("Asia/Kolkata", "ru", "16 янв. 2026 04:00", "16 июл. 2026 04:00"),
    ],
)
def test_a_moment_is_told_as_the_clock_of_the_reader_has_it(
    name: str, language: str, winter: str, summer: str, zone: Callable[[str], None]
) -> None:
    zone(name)
    locale.use(language)
    moments = [datetime(2026, month, 15, 22, 30, tzinfo=UTC) for month in (1, 7)]
    assert [plain(formats.stamp(moment)) for moment in moments] == [winter, summer]
    if name == "Asia/Kolkata":
        assert plain(formats.since(moments[0], moments[0] + timedelta(hours=1))) == "04:00"
