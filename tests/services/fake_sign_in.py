"""The bot that confirms sign-ins, and what the server says of its ways in, in memory."""

from datetime import timedelta

from cabinet_tui.domain.account import Account, CampaignBonus, Tokens
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.sign_in_refusals import DeepLinkGone
from cabinet_tui.domain.sign_in_ways import EmailSignIn
from cabinet_tui.services.gateways.extras import Extras
from tests.held_clock import START, HeldClock
from tests.services.fake_server import Server

LIFE = timedelta(seconds=300)
BOT = Account(id=5, first_name="Ivan", username="ivan")


class FakeBot:
    """Satisfies ``DeepLinkGateway``; ``press`` is the button in the bot.

    A code dies with its time, by ``clock`` once a test has set it, and with its first answer.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self.clock: HeldClock | None = None
        self.codes: list[DeepLink] = []
        self.pressed: SignedIn | None = None
        self.never_says_gone = False

    def press(self, account: Account = BOT, bonus: CampaignBonus | None = None) -> None:
        """Confirm the newest code."""
        tokens = Tokens(access=f"access of {account.id}", refresh="refresh")
        self.pressed = SignedIn(tokens, account, bonus)

    async def request_deep_link(self) -> DeepLink:
        return await self._server.wire.change("request_deep_link", self._new)

    async def poll_deep_link(self, link: DeepLink) -> SignedIn | None:
        return await self._server.wire.change("poll_deep_link", lambda: self._look(link))

    def _new(self) -> DeepLink:
        now = self.clock.now() if self.clock else START
        token = f"code-number-{len(self.codes) + 1:08d}"
        self.codes.append(DeepLink(token, "our_vpn_bot", now + LIFE))
        return self.codes[-1]

    def _look(self, link: DeepLink) -> SignedIn | None:
        now = self.clock.now() if self.clock else START
        if now >= link.expires_at and not self.never_says_gone:
            raise DeepLinkGone
        signed, self.pressed = self.pressed, None
        return signed


class FakeWays:
    """Satisfies ``SignInWaysGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.told = EmailSignIn()

    async def email_sign_in(self) -> EmailSignIn:
        return await self._server.wire.answer("email_sign_in", self.told)


def with_bot(server: Server) -> Extras:
    """A server that signs in through its bot."""
    return Extras(deep_link=FakeBot(server), sign_in_ways=FakeWays(server))
