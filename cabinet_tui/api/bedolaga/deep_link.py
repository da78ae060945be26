"""Signing in through the bot: ``/auth/deeplink``."""

from datetime import timedelta

from cabinet_tui.api.bedolaga.signed_in import SignedInReply
from cabinet_tui.api.call import Body, Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import Integer, Token, Wire, fit
from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.errors import NotACabinet, Rejected
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.sign_in_refusals import DeepLinkGone
from cabinet_tui.locale import _

_CONFIRMED = 200
_GONE = 410
_USUAL = 300
_SHORTEST, _LONGEST = 30, 3600


class DeepLinkReply(Wire):
    """A code for the bot; its life in seconds."""

    token: Token
    bot_username: Token
    expires_in: Integer = None


class BedolagaDeepLink:
    """Satisfies ``services.gateways.deep_link.DeepLinkGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def request_deep_link(self) -> DeepLink:
        """A new code; NotFound where the bot is too old for it."""
        call = _public("/auth/deeplink/request", None, RateClass.AUTH)
        reply = await self._client.ask(call, DeepLinkReply)
        lives = min(max(reply.expires_in or _USUAL, _SHORTEST), _LONGEST)
        transport = self._client.transport
        link = DeepLink(
            token=reply.token,
            bot=reply.bot_username.removeprefix("@"),
            # By our own clock: only how long it still lives is asked of it.
            expires_at=transport.clock.now() + timedelta(seconds=lives),
        )
        if not link.is_sound:
            raise NotACabinet(host=transport.host, reason=_("its code for the bot cannot be right"))
        return link

    async def poll_deep_link(self, link: DeepLink) -> SignedIn | None:
        """The session once it is confirmed; 202 is a success that means not yet."""
        call = _public("/auth/deeplink/poll", {"token": link.token}, RateClass.OTHER)
        try:
            reply = await self._client.send(call)
        except Rejected as error:
            if error.status == _GONE:
                raise DeepLinkGone(detail=error.detail) from None
            raise
        if reply.status != _CONFIRMED:
            return None
        signed = fit(SignedInReply, reply.body, host=self._client.transport.host)
        return signed.session(self._client)


def _public(path: str, body: Body | None, rate: RateClass) -> Call:
    """A request without a token; a lost answer is no unknown outcome."""
    return Call("POST", path, body=body, rate=rate, route=path, public=True, repeatable=True)
