"""What Account says of the person and of the session, line by line."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.domain.session import is_last_day
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import clock, day, left
from cabinet_tui.store.state import SessionState
from cabinet_tui.widgets.named_keys import Named

_STORES = {
    "keyring": N_("the keyring of this system"),
    "file": N_("a file that only you can read"),
    "memory": N_("memory only: the next start asks for the password"),
}
_LANGUAGES = {"ru": "Русский", "en": "English"}
Lines = Sequence[tuple[str, Content]]


def facts_of_account(account: Account | None, choice: LanguageChoice | None, named: Named) -> Lines:
    """Who it is; where the language can be chosen, how that is done."""
    if account is None:
        return ()
    spoken = _LANGUAGES.get(account.language, account.language)
    if choice is not None:
        spoken = _("{name}, {key} changes it").format(
            name=choice.name, key=named("account.language")
        )
    verified = ""
    if account.email and account.email_verified is not None:
        verified = _("confirmed") if account.email_verified else _("not confirmed yet")
    telegram = f"@{account.username}" if account.username else ""
    return _said(
        (_("name"), account.name),
        (_("e-mail"), ", ".join(filter(None, (account.email, verified)))),
        (_("Telegram"), ", ".join(filter(None, (telegram, str(account.telegram_id or ""))))),
        (_("account number"), str(account.id)),
        (_("referral code"), account.referral_code),
        (_("language"), spoken),
        (_("account since"), day(account.created_at) if account.created_at else ""),
    )


def facts_of_session(session: SessionState, server: str, now: datetime, named: Named) -> Lines:
    """Where it is, how it is kept and when it ends."""
    store = session.token_store
    ends = ""
    if session.ends_at is not None and session.signed_in:
        at = f"{day(session.ends_at)} {clock(session.ends_at)}"
        lasts = left(session.ends_at - now)
        ends = _("{date}, in {time}").format(date=at, time=lasts)
        if is_last_day(session.ends_at, now):
            again = named("sign_in_again")
            words = _("{date}, in {time}: {key} signs you in again")
            ends = words.format(date=at, time=lasts, key=again)
    return _said(
        (_("server"), server),
        (_("kept in"), _(_STORES[store]) if store in _STORES else store),
        (_("ends"), ends),
    )


def _said(*facts: tuple[str, str]) -> Lines:
    return tuple((name, Content(text)) for name, text in facts)
