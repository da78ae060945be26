"""What moves money from the command line, and what the sandbox's books say of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.e2e.dialects import BEDOLAGA, path
from tests.sandbox_server import SandboxServer


@dataclass(frozen=True)
class MoneyDeed:
    """``done`` counts how often it was done, from the books; ``operation`` is what it sends.

    ``is_once`` tells that twice would be twice paid or twice owned; ``leaves_traces`` that it can
    be found out afterwards.
    """

    words: tuple[str, ...]
    operation: str
    kind: str
    done: Callable[[SandboxServer], int]
    scenario: str = "default"
    is_once: bool = True
    leaves_traces: bool = True
    bedolaga: tuple[str, ...] = ()

    def command(self, dialect: str) -> tuple[str, ...]:
        """What a person types, on a server of this dialect."""
        return self.bedolaga if self.bedolaga and dialect == BEDOLAGA else self.words

    def path(self, dialect: str) -> str:
        """Where its request goes in this dialect."""
        return path(self.operation, dialect)


def _moved(sandbox: SandboxServer) -> list[int]:
    ledger = sandbox.look("ledger")
    assert isinstance(ledger, dict)
    return [entry["amount_kopeks"] for entry in ledger["entries"]]


def charges(sandbox: SandboxServer) -> int:
    """How often money left the balance."""
    return sum(1 for moved in _moved(sandbox) if moved < 0)


def bonuses(sandbox: SandboxServer) -> int:
    """How often the promo code gave what it gives."""
    return _moved(sandbox).count(50000)


def _state(sandbox: SandboxServer, name: str) -> object:
    state = sandbox.look("state")
    assert isinstance(state, dict)
    return state[name]


def _payments(sandbox: SandboxServer) -> int:
    payments = _state(sandbox, "payments")
    assert isinstance(payments, dict)
    return len(payments)


DEEDS: Mapping[str, MoneyDeed] = {
    "purchase": MoneyDeed(
        ("buy", "2", "--convert"),
        "POST /subscription/purchase-tariff",
        "purchase",
        charges,
    ),
    "renewal": MoneyDeed(("renew", "--days", "30"), "POST /subscription/renew", "renewal", charges),
    "trial": MoneyDeed(
        ("trial",),
        "POST /subscription/activate-trial",
        "trial",
        lambda sandbox: int(_state(sandbox, "subscription_expires_at") is not None),
        scenario="empty",
    ),
    "top-up": MoneyDeed(
        ("topup", "--amount", "777", "--method", "YOOKASSA_SBP"),
        "POST /balance/top-up",
        "top_up",
        _payments,
        is_once=False,
        bedolaga=("topup", "--amount", "777", "--method", "yookassa", "--option", "card"),
    ),
    "promo": MoneyDeed(
        ("promo", "NEWUSER2024"),
        "POST /promocode/activate",
        "promo_code",
        bonuses,
        is_once=False,
        leaves_traces=False,
    ),
    "autopay": MoneyDeed(
        ("autopay", "on"),
        "POST /subscription/autopay",
        "autopay",
        lambda sandbox: int(_state(sandbox, "autopay") is True),
        is_once=False,
    ),
}
