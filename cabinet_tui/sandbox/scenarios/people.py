"""The demo account every scenario has, and people's names."""

from datetime import datetime, timedelta

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD, DEMO_TELEGRAM_ID
from cabinet_tui.sandbox.catalogue import Catalogue
from cabinet_tui.sandbox.passwords import hash_password
from cabinet_tui.sandbox.state import Account, Mail, State

NAMES = (
    "Иван", "Мария", "Алексей", "Ольга", "Дмитрий", "Анна", "Сергей", "Елена",
    "Никита", "Полина", "Артём", "Дарья", "Павел", "Ксения", "Максим", "Юлия",
)  # fmt: skip


def demo_state(catalogue: Catalogue, now: datetime) -> tuple[State, Account]:
    """A world with nobody in it but the demo account, a year and more old and unverified."""
    state = State(catalogue)
    account = Account(
        id=state.next_id("account"),
        first_name="Демо",
        last_name="Кабинет",
        username="demo",
        telegram_id=DEMO_TELEGRAM_ID,
        email=DEMO_EMAIL,
        password_hash=hash_password(DEMO_PASSWORD),
        created_at=now - timedelta(days=432, hours=5),
        referral_code="ABC123XYZ",
    )
    state.accounts[account.id] = account
    state.mailbox.append(Mail(DEMO_EMAIL, "verification", "verify-demo", account.created_at))
    return state, account
