"""Numbers on the command line, checked before anything else happens."""

from argparse import ArgumentTypeError

from cabinet_tui.domain.money import Kopeks, parse_amount
from cabinet_tui.locale import _

_MOST_DIGITS = 18


def whole(text: str, most: int | None = None) -> int:
    """A whole number from 1 up, at most ``most``; raises ArgumentTypeError."""
    short = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    number = int(text) if short else 0
    if number < 1 or (most is not None and number > most):
        raise ArgumentTypeError(
            _("“{text}” is not a whole number from 1 up").format(text=text)
            if most is None
            else _("“{text}” is not a whole number from 1 to {most}").format(text=text, most=most)
        )
    return number


def roubles(text: str) -> Kopeks:
    """Kopeks for an amount of roubles as people write it; raises ArgumentTypeError."""
    amount = parse_amount(text)
    if not amount:
        raise ArgumentTypeError(
            _("“{text}” is not an amount of money, like 500 or 1500.50").format(text=text)
        )
    return amount
