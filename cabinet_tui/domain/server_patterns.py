"""Sentences of servers that name an amount, a name or a number, and ours for them."""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from cabinet_tui.domain.money import Kopeks, parse_amount
from cabinet_tui.locale import _, ngettext

Found: TypeAlias = re.Match[str]


def _available(_found: Found) -> str:
    return _("This way to pay is not available.")


def _provider(found: Found) -> str:
    return _("{provider} does not take payments right now.").format(provider=found["name"])


def _stars(found: Found) -> str:
    return _("Stars are paid in the bot only: @{bot}.").format(bot=found["bot"])


def _smallest(found: Found) -> str:
    return _("The smallest amount is {amount}.").format(amount=_money(found["amount"]))


def _largest(found: Found) -> str:
    return _("The largest amount is {amount}.").format(amount=_money(found["amount"]))


def _missing(found: Found) -> str:
    return _("The balance is short of {amount}.").format(amount=_money(found["amount"]))


def _too_low(_found: Found) -> str:
    return _("The balance is too low.")


def _withdrawable(found: Found) -> str:
    return _("Up to {amount} can be withdrawn.").format(amount=_money(found["amount"]))


def _money(text: str) -> str:
    """An amount in roubles as the language in use writes it, as it came where it is none."""
    from cabinet_tui.locale.formats import money  # Babel is slow to import.

    amount = parse_amount(text.replace(",", "") if "." in text else text)
    return text if amount is None else money(Kopeks(amount))


def _package(found: Found) -> str:
    from cabinet_tui.locale.formats import gb

    size = gb(float(found["size"]))
    return _("A package of {size} is not on offer.").format(size=size)


def _wait_seconds(found: Found) -> str:
    count = int(found["count"])
    return ngettext(
        "Try again in {seconds} second.", "Try again in {seconds} seconds.", count
    ).format(seconds=count)


def _wait_days(found: Found) -> str:
    count = int(found["count"])
    return ngettext(
        "The next request can be made in {count} day.",
        "The next request can be made in {count} days.",
        count,
    ).format(count=count)


def _devices(found: Found) -> str:
    return _("At most {count} devices are possible.").format(count=found["count"])


def _devices_added(found: Found) -> str:
    count = int(found["count"])
    return ngettext(
        "{count} device was added to the subscription",
        "{count} devices were added to the subscription",
        count,
    ).format(count=count)


def _channel(found: Found) -> str:
    return _("Join, then try again: {channels}").format(channels=found["link"])


def _bought(found: Found) -> str:
    return _("The tariff “{tariff}” is active.").format(tariff=found["tariff"])


def _switched(found: Found) -> str:
    before, after = found["before"], found["after"]
    return _("The tariff is switched from “{before}” to “{after}”.").format(
        before=before, after=after
    )


def _redeemed(found: Found) -> str:
    return f"{_thanks()} {found['gift']}".strip()


def _thanks() -> str:
    return _("The code is redeemed.")


def _language(found: Found) -> str:
    return _("It is one of: {values}.").format(values=found["codes"])


def _status(found: Found) -> str:
    return _("Checked: the service calls it “{word}”.").format(word=found["word"])


def _no_autopay(found: Found) -> str:
    match found["kind"].lower():
        case "trial":
            return _("A trial cannot be paid for by itself.")
        case "daily":
            return _("A daily tariff is paid for day by day: there is nothing to switch.")
    return _("This subscription cannot be paid for by itself.")


def _shortest(found: Found) -> str:
    count = int(found["count"])
    return ngettext(
        "at least {count} character is needed", "at least {count} characters are needed", count
    ).format(count=count)


def _longest(found: Found) -> str:
    count = int(found["count"])
    return ngettext(
        "at most {count} character is possible", "at most {count} characters are possible", count
    ).format(count=count)


def _least(found: Found) -> str:
    return _("{number} is the least").format(number=found["number"])


def _most(found: Found) -> str:
    return _("{number} is the most").format(number=found["number"])


_AMOUNT = r"(?P<amount>\d[\d ,]{0,15}(?:[.,]\d{1,2})?)\s?(?:rub|руб\.?|₽)?"
_RULES: Sequence[tuple[str, Callable[[Found], str]]] = (
    (r"failed to create (?P<name>.{1,40}) payment", _provider),
    (r"invalid .{1,40} payment option|invalid payment method: .{1,40}", _available),
    (r"telegram stars payments are only .{1,60} use @(?P<bot>\w{1,40})", _stars),
    (rf"minimum amount(?: is|:) {_AMOUNT}", _smallest),
    (rf"maximum amount(?: is|:) {_AMOUNT}", _largest),
    (rf"минимальная сумма вывода: {_AMOUNT}.{{0,60}}", _smallest),
    (rf"недостаточно средств\. не хватает {_AMOUNT}", _missing),
    (rf"недостаточно средств\. доступно: {_AMOUNT}", _withdrawable),
    (r"traffic package (?P<size>\d{1,6}) ?gb is not available", _package),
    (r"cooldown active\. try again in (?P<count>\d{1,6}) seconds", _wait_seconds),
    (r"следующий запрос на вывод .{0,40}через (?P<count>\d{1,4}) дн", _wait_days),
    (r"insufficient balance\. required: .{1,60}", _too_low),
    (r"максимум устройств: (?P<count>\d{1,4})", _devices),
    (r"maximum devices: (?P<count>\d{1,4})", _devices),
    (r"добавлено (?P<count>\d{1,4}) устройств\w?", _devices_added),
    (r"subscribe to the channel first: (?P<link>\S{1,200})", _channel),
    (r"тариф ['«“](?P<tariff>.{1,100})['»”] (?:успешно )?активирован", _bought),
    (r"switched from '(?P<before>.{1,100})' to '(?P<after>.{1,100})'.{0,40}", _switched),
    (r"промокод успешно активирован!(?P<gift>.{0,200})", _redeemed),
    (r"invalid language\. supported: (?P<codes>[\w, -]{1,100})", _language),
    (r"статус обновл[её]н: (?P<word>.{1,60})", _status),
    (r"autopay is not available for (?P<kind>\w+)\b.*", _no_autopay),
    (r"string should have at least (?P<count>\d{1,6}) characters?", _shortest),
    (r"string should have at most (?P<count>\d{1,6}) characters?", _longest),
    (r"input should be greater than or equal to (?P<number>-?[\d.]{1,12})", _least),
    (r"input should be less than or equal to (?P<number>-?[\d.]{1,12})", _most),
    (r"field required", lambda _found: _("it is missing")),
    (
        r"value is not a valid email address.{0,200}",
        lambda _found: _("This is not an e-mail address.").rstrip("."),
    ),
    (
        r"input should be a valid (?:integer|number)\b.{0,100}",
        lambda _found: _("a number is needed"),
    ),
    (
        r"(?:value error, )?message or media is required",
        lambda _found: _("There is nothing to send."),
    ),
)
_PATTERNS = tuple((re.compile(said, re.IGNORECASE), ours) for said, ours in _RULES)


def patterned(said: str) -> str | None:
    """Our sentence for what a server said with something filled in; None for an unknown one."""
    for pattern, ours in _PATTERNS:
        if found := pattern.fullmatch(said):
            return ours(found)
    return None
