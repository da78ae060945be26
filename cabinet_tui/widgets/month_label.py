"""Months in three letters, as wide in every language."""

from datetime import datetime

from babel.dates import format_datetime

from cabinet_tui.locale import current

WIDTH = 3


def month_label(month: datetime) -> str:
    """The month: ``Nov``."""
    return format_datetime(month, "LLL", locale=current())[:WIDTH]


def month_and_year(month: datetime) -> str:
    """The month of its year: ``Nov 2026``."""
    return f"{month_label(month)} {month.year}"
