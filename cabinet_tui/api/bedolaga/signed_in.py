"""The answer that begins a session, whichever way in was taken."""

from cabinet_tui.api.claims import tokens_from
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.account import account_in
from cabinet_tui.api.wire import Integer, MaybeToken, Token, Wire, fitting
from cabinet_tui.domain.account import CampaignBonus
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.session import SignedIn


class Bonus(Wire):
    """What an advertising campaign gives; a tariff that it gives has days too."""

    balance_kopeks: Integer = None
    subscription_days: Integer = None


class SignedInReply(Wire):
    """Tokens, the whole user, and what a campaign gave."""

    access_token: Token
    refresh_token: MaybeToken = ""
    expires_in: Integer = None
    user: object = None
    campaign_bonus: object = None

    def session(self, client: Client) -> SignedIn:
        """The session, its times in the server's time."""
        return SignedIn(
            tokens=tokens_from(
                access=self.access_token,
                refresh=self.refresh_token,
                expires_in=self.expires_in,
                server_now=client.transport.server_now(),
            ),
            account=account_in(self.user),
            bonus=_bonus_in(self.campaign_bonus),
        )


def _bonus_in(bonus: object) -> CampaignBonus | None:
    found = fitting(Bonus, bonus)
    if found is None:
        return None
    return CampaignBonus(
        campaign_id=None,
        balance=Kopeks(found.balance_kopeks or 0),
        days=found.subscription_days or 0,
    )
