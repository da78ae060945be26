"""New accounts and the letters they get."""

from datetime import timedelta

from cabinet_tui.sandbox.billing import post
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Campaign
from cabinet_tui.sandbox.passwords import hash_password
from cabinet_tui.sandbox.state import Account, Mail, Referral
from cabinet_tui.sandbox.telegram import TelegramUser
from cabinet_tui.sandbox.values import random_referral_code, random_word

RESET_LIFE = timedelta(hours=1)


def open_account(
    box: Sandbox, first_name: str, last_name: str | None, referral_code: str | None
) -> Account:
    """A new account, put down as a referral of the one whose code invited it."""
    now = box.clock.now()
    account = Account(
        id=box.state.next_id("account"),
        first_name=first_name,
        last_name=last_name,
        created_at=now,
        referral_code=random_referral_code(box.rng),
    )
    referrer = box.state.by_referral_code(referral_code)
    if referrer is not None:
        account.referrer_id = referrer.id
        referrer.referrals.append(
            Referral(account.id, first_name, None, None, now, status="registered")
        )
    box.state.accounts[account.id] = account
    return account


def with_email(box: Sandbox, account: Account, email: str, password: str) -> None:
    """Let the account sign in by e-mail, and send it a code to verify the address."""
    account.email = email
    account.password_hash = hash_password(password)
    send_mail(box, email, "verification")


def with_telegram(account: Account, user: TelegramUser) -> None:
    """Let the account sign in by Telegram."""
    account.telegram_id = user.id
    account.username = user.username
    account.auth_type = "telegram"


def grant_campaign(box: Sandbox, account: Account, start_param: str | None) -> Campaign | None:
    """Give what the campaign promises; its days lengthen the first purchase or trial."""
    campaign = box.state.catalogue.campaign(start_param)
    if campaign is not None:
        account.bonus_days += campaign.bonus_days
        if campaign.bonus_kopeks:
            post(box, account, "BONUS", campaign.bonus_kopeks, "Бонус за регистрацию")
    return campaign


def send_mail(box: Sandbox, to: str, kind: str) -> None:
    """Put a letter with a fresh token into the mailbox, instead of those sent before."""
    box.state.mailbox = [m for m in box.state.mailbox if (m.to, m.kind) != (to, kind)]
    token = random_word(box.rng, 32)
    box.state.mailbox.append(Mail(to, kind, token, box.clock.now()))


def take_mail(box: Sandbox, kind: str, token: str) -> Mail | None:
    """The letter a token came in, used up; None for an unknown, used or outdated one."""
    found = next((m for m in box.state.mailbox if (m.kind, m.token) == (kind, token)), None)
    if found is None:
        return None
    box.state.mailbox.remove(found)
    outdated = kind == "reset" and box.clock.now() - found.sent_at > RESET_LIFE
    return None if outdated else found
