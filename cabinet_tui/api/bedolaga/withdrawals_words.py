"""Refusals of withdrawals, which this dialect tells by Russian sentences alone.

A sentence that is not known is shown as the server wrote it.
"""

import re

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall
from cabinet_tui.domain.withdrawal_refusals import (
    WithdrawalDecided,
    WithdrawalsClosed,
    WithdrawalTooSoon,
    WithdrawalWaiting,
)

_TOO_SOON = re.compile(r"следующий запрос на вывод.{0,40}?через\s+(\d{1,4})\s*дн", re.IGNORECASE)
_WAITING = re.compile(r"уже есть активная заявка", re.IGNORECASE)
_CLOSED = re.compile(r"вывод\w*\s.{0,40}?отключен", re.IGNORECASE)
_DECIDED = re.compile(r"отменить только заявку в ожидании", re.IGNORECASE)
_LEAST = re.compile(r"минимальная сумма вывода:\s*(\d{1,9})\s*₽", re.IGNORECASE)
_MOST = re.compile(r"недостаточно\s.{0,40}?доступно:\s*(\d{1,9})\s*₽", re.IGNORECASE)


def obstacle(words: str) -> Rejected:
    """Why nothing can be asked for now."""
    return typed(Rejected(detail=words))


def typed(error: Rejected) -> Rejected:
    """The refusal as what it means, or as it came."""
    words, status = error.detail, error.status
    if found := _TOO_SOON.search(words):
        return WithdrawalTooSoon(status=status, days=int(found[1]))
    if _WAITING.search(words):
        return WithdrawalWaiting(status=status)
    if _CLOSED.search(words):
        return WithdrawalsClosed(status=status)
    if _DECIDED.search(words):
        return WithdrawalDecided(status=status)
    if found := _LEAST.search(words):
        return AmountTooSmall(status=status, limit=Kopeks(int(found[1]) * 100))
    if found := _MOST.search(words):
        return AmountTooLarge(status=status, limit=Kopeks(int(found[1]) * 100))
    return error
