"""The user object, as registration, sign-in and ``/auth/me`` send it."""

from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Moment,
    Text,
    Wire,
    Word,
    fitting,
    kopeks,
)
from cabinet_tui.domain.account import Account, CampaignBonus
from cabinet_tui.domain.money import ZERO


class User(Wire):
    """A user; a sign-in sends only some of the fields."""

    id: Id
    telegram_id: Integer = None
    username: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    email: Text = ""
    email_verified: Flag = None
    balance_kopeks: Integer = None
    balance_rubles: Exact = None
    referral_code: Text = ""
    language: Word = ""
    created_at: Moment = None
    auth_type: Word = ""

    def account(self) -> Account:
        """The user as an account."""
        return Account(
            id=self.id,
            email=self.email,
            email_verified=self.email_verified,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            telegram_id=self.telegram_id,
            balance=kopeks(self.balance_kopeks, self.balance_rubles),
            referral_code=self.referral_code,
            language=self.language,
            created_at=self.created_at,
            auth_type=self.auth_type,
        )


class Bonus(Wire):
    """What an advertising campaign gives."""

    campaign_id: Integer = None
    bonus_balance_kopeks: Integer = None
    bonus_balance_rubles: Exact = None
    bonus_days: Integer = None


def account_in(user: object) -> Account | None:
    """The account of a user object, None when there is none that can be used."""
    found = fitting(User, user)
    return found.account() if found else None


def bonus_in(bonus: object) -> CampaignBonus | None:
    """The bonus of a campaign, None when there is none."""
    found = fitting(Bonus, bonus)
    if found is None:
        return None
    return CampaignBonus(
        campaign_id=found.campaign_id,
        balance=kopeks(found.bonus_balance_kopeks, found.bonus_balance_rubles) or ZERO,
        days=found.bonus_days or 0,
    )
